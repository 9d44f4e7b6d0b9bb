/**
 * Pictures that a suggestion would lay under the ink, over its preview. They are not part of the
 * preview's SVG, because an SVG shown as an image fetches nothing.
 */
import type { TLImageShape, TLShape } from '@tldraw/tlschema'
import type { Edit } from '#core/suggestions/edit.ts'
import { pictureAddress, pictureAsset, picturesIn } from '#core/suggestions/sketch-picture.ts'
import styles from './made-pictures.module.css'

/** @param shapes those of the preview, laid out in a frame of w × h */
export function MadePictures({
	edit,
	shapes,
	frame,
}: {
	edit: Edit
	shapes: readonly TLShape[]
	frame: { w: number; h: number }
}) {
	const pictures = picturesIn(edit)
	if (pictures.length === 0) return null
	const laid = shapes.filter((shape): shape is TLImageShape => shape.type === 'image')
	return (
		<div className={styles.over}>
			{laid.map(({ id, x, y, props }) => {
				const picture = pictures.find((each) => pictureAsset(each).id === props.assetId)
				return picture ? (
					<img
						key={id}
						src={pictureAddress(picture.hash)}
						alt="By a model"
						style={{
							left: `${(x / frame.w) * 100}%`,
							top: `${(y / frame.h) * 100}%`,
							width: `${(props.w / frame.w) * 100}%`,
							height: `${(props.h / frame.h) * 100}%`,
						}}
					/>
				) : null
			})}
		</div>
	)
}

/** What the preview's SVG draws itself. */
export function drawnOnly(shapes: readonly TLShape[]): TLShape[] {
	return shapes.filter(({ type }) => type !== 'image')
}
