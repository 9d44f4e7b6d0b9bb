/**
 * Pictures inside a sketch: as shapes under the ink, and as the asset records those need. A picture is
 * named by the hash of its bytes, so that one asset serves however often it is laid down (PI1).
 */
import { AssetRecordType, type TLImageAsset, type TLImageShape } from '@tldraw/tlschema'
import type { Random } from '../random.ts'
import type { Edit } from './edit.ts'
import type { Sketch, SketchElement } from './sketch.ts'
import { baseShape, type RenderSketchOptions } from './sketch-shapes.ts'

export type SketchPicture = Extract<SketchElement, { kind: 'picture' }>

export function picturesOf(sketch: Sketch | null): SketchPicture[] {
	return (sketch?.elements ?? []).filter((element) => element.kind === 'picture')
}

/** The pictures that carrying out an edit would lay down. */
export function picturesIn(edit: Edit): SketchPicture[] {
	return edit.type === 'draw' || edit.type === 'insert_panel' ? picturesOf(edit.sketch) : []
}

/** Where the bytes of a stored picture are read from. */
export function pictureAddress(hash: string): string {
	return `/assets/${hash}`
}

export function pictureAsset({ hash, w, h, mediaType }: SketchPicture): TLImageAsset {
	return {
		id: AssetRecordType.createId(hash.slice(0, 32)),
		typeName: 'asset',
		type: 'image',
		props: {
			...{ name: 'Picture by a model', src: pictureAddress(hash), w, h },
			...{ mimeType: mediaType, isAnimated: false },
		},
		meta: {},
	}
}

/** Fills the frame, in the middle; what reaches beyond it is clipped there and can be moved into view. */
export function pictureShape(
	picture: SketchPicture,
	options: RenderSketchOptions,
	random: Random,
): TLImageShape {
	const scale = Math.max(options.w / picture.w, options.h / picture.h)
	const [w, h] = [picture.w * scale, picture.h * scale]
	const at = [(options.w - w) / 2, (options.h - h) / 2] as const
	return {
		...baseShape(options, random, at, 1, false),
		type: 'image',
		props: {
			...{ w, h, playing: false, url: '', assetId: pictureAsset(picture).id },
			...{ crop: null, flipX: false, flipY: false, altText: 'Picture by a model' },
		},
	}
}
