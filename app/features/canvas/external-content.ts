/**
 * What may come in from outside by drop and paste: pictures, words, and shapes from another board.
 * Addresses become words, embeds and bookmarks are refused: nothing is fetched and no picture lands
 * in the document itself.
 */

import {
	AssetRecordType,
	createShapeId,
	type Editor,
	type TLContent,
	type TLImageAsset,
	type TLParentId,
	type TLShape,
	type VecLike,
} from 'tldraw'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { PICTURE_TYPES, type UploadedPicture, uploadPicture } from './upload-picture.ts'
import { panelsOf } from './wall-layout.ts'

export type Tell = (message: string) => void
/** Largest side of a loose picture beside the wall, page units. */
const LOOSE_SIZE = 640
const FETCHED_SHAPES: readonly string[] = ['bookmark', 'embed', 'video']

/** Replaces tldraw's own handlers; call once when the editor has mounted. */
export function registerContentHandlers(editor: Editor, tell: Tell): void {
	editor.registerExternalAssetHandler('url', async () => {
		throw new Error('Addresses come in as words; nothing is fetched.')
	})
	editor.registerExternalAssetHandler('file', async ({ file }) =>
		assetOf(file, await uploadPicture(file)),
	)
	editor.registerExternalContentHandler('files', async ({ files, point }) => {
		for (const file of files) await placePicture(editor, file, point, tell)
	})
	const asWords = async ({ url, point }: { url: string; point?: VecLike }) => {
		await editor.putExternalContent({ type: 'text', text: url, ...(point ? { point } : {}) })
	}
	editor.registerExternalContentHandler('url', asWords)
	editor.registerExternalContentHandler('embed', asWords)
	editor.registerExternalContentHandler('svg-text', () => {
		tell('Drawings in SVG cannot come in. Save it as PNG and drop that.')
	})
	editor.registerExternalContentHandler('excalidraw', () => {
		tell('Drawings from Excalidraw cannot come in. Save it as PNG and drop that.')
	})
	editor.registerExternalContentHandler('tldraw', ({ content, point }) => {
		editor.run(() => {
			editor.markHistoryStoppingPoint('paste')
			editor.putContentOntoCurrentPage(withoutForeignAssets(content), {
				...(point ? { point } : {}),
				select: true,
			})
		})
	})
}

async function placePicture(editor: Editor, file: File, point: VecLike | undefined, tell: Tell) {
	if (!PICTURE_TYPES.includes(file.type)) {
		tell(`“${file.name}” is not a picture. PNG, JPEG, WebP, GIF and AVIF can come in.`)
		return
	}
	try {
		const uploaded = await uploadPicture(file)
		const at = point ?? editor.getViewportPageBounds().center
		const asset = assetOf(file, uploaded)
		const panel = panelAt(editor, at)
		const place = panel ? insidePanel(panel, uploaded) : beside(at, uploaded)
		editor.run(() => {
			editor.markHistoryStoppingPoint('bring in a picture')
			if (!editor.getAsset(asset.id)) editor.createAssets([asset])
			const id = createShapeId()
			const { w, h, ...position } = place
			editor.createShape({ id, type: 'image', ...position, props: { assetId: asset.id, w, h } })
			editor.select(id)
		})
	} catch (error) {
		tell(error instanceof Error ? error.message : 'The picture could not be brought in.')
	}
}

function assetOf(file: File, uploaded: UploadedPicture): TLImageAsset {
	return {
		id: AssetRecordType.createId(uploaded.hash.slice(0, 32)),
		typeName: 'asset',
		type: 'image',
		props: {
			name: file.name.slice(0, 200),
			src: uploaded.url,
			w: uploaded.width,
			h: uploaded.height,
			mimeType: uploaded.mediaType,
			isAnimated: false,
		},
		meta: {},
	}
}

/** The panel under a page point. */
export function panelAt(editor: Editor, point: VecLike): PanelShape | undefined {
	return panelsOf(editor).find((panel) => {
		const bounds = editor.getShapePageBounds(panel.id)
		return bounds?.containsPoint(point) ?? false
	})
}

/** Fills the paper, in the middle; what reaches beyond the frame is clipped and can be moved into view. */
function insidePanel(panel: PanelShape, { width, height }: UploadedPicture) {
	const scale = Math.max(panel.props.w / width, panel.props.h / height)
	const [w, h] = [width * scale, height * scale]
	const parentId: TLParentId = panel.id
	return { parentId, x: (panel.props.w - w) / 2, y: (panel.props.h - h) / 2, w, h }
}

function beside(at: VecLike, { width, height }: UploadedPicture) {
	const scale = Math.min(1, LOOSE_SIZE / Math.max(width, height))
	const [w, h] = [width * scale, height * scale]
	return { x: at.x - w / 2, y: at.y - h / 2, w, h }
}

/** Pasted shapes keep pictures that are on this server and lose what would be fetched elsewhere. */
function withoutForeignAssets(content: TLContent): TLContent {
	const assets = content.assets.filter((asset) => isOurs(asset.props.src))
	const kept = new Set<string | null>(assets.map((asset) => asset.id))
	const isFine = (shape: TLShape) => {
		if (FETCHED_SHAPES.includes(shape.type)) return false
		return shape.type !== 'image' || kept.has(shape.props.assetId)
	}
	const shapes = content.shapes.filter(isFine)
	const ids = new Set<string>(shapes.map((shape) => shape.id))
	return {
		...content,
		assets,
		shapes,
		rootShapeIds: content.rootShapeIds.filter((id) => ids.has(id)),
		bindings: (content.bindings ?? []).filter(
			(binding) => ids.has(binding.fromId) && ids.has(binding.toId),
		),
	}
}

function isOurs(src: string | null): boolean {
	return src?.startsWith('/assets/') ?? false
}
