/** What an edit would do, inside a card: the fields before and after, and the picture where it draws. */
import type { TLShape, TLStore } from '@tldraw/tlschema'
import { ArrowRight } from 'lucide-react'
import { useMemo } from 'react'
import { Icon } from '#app/ui/icon.tsx'
import { renderPanelSvg } from '#core/canvas/panel-svg.ts'
import { type BoardReader, panelOf } from '#core/suggestions/board-records.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import type { EditField } from '#core/suggestions/edit-fields.ts'
import { type EditPreview, previewEdit } from '#core/suggestions/preview-edit.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { boardReader } from './board-records.ts'
import styles from './card.module.css'
import { drawnOnly, MadePictures } from './made-pictures.tsx'
import { shownRow } from './words.tsx'

/** The preview of a suggestion on the board as it stands when it is shown. */
export function usePreview(
	store: TLStore,
	suggestion: SuggestionRecord,
	aspectRatio: number,
): EditPreview {
	const { id, edit } = suggestion
	return useMemo(
		() => previewEdit(boardReader(store), edit, { suggestionId: id, aspectRatio }),
		[store, id, edit, aspectRatio],
	)
}

export function PreviewPictures({
	store,
	preview,
	title,
	edit,
}: {
	store: TLStore
	preview: EditPreview
	title: string
	edit: Edit
}) {
	const pictures = useMemo(() => picturesOf(boardReader(store), preview), [store, preview])
	if (!pictures) return null
	const { before, after, aspect } = pictures
	return (
		<div className={styles.beforeAfter}>
			{before ? (
				<img className={styles.picture} src={before} alt="Before" />
			) : (
				<div className={styles.missing} style={{ aspectRatio: aspect }}>
					No panel yet
				</div>
			)}
			<Icon of={ArrowRight} size={14} />
			<div className={styles.after}>
				<img className={styles.picture} src={after} alt={`After: ${title}`} />
				<MadePictures edit={edit} {...laidIn(preview)} />
			</div>
		</div>
	)
}

/** Shapes of a preview and the frame they are laid out in; a drawing's is its panel's. */
function laidIn(preview: EditPreview) {
	if (preview.kind === 'insert') return { shapes: preview.shapes, frame: preview.panel.props }
	const shapes = preview.kind === 'drawing' ? preview.shapes : []
	const image = shapes.find(({ type }) => type === 'image')
	// A picture stands in the middle of its frame, and so tells its size.
	const [w, h] =
		image?.type === 'image' ? [image.props.w + 2 * image.x, image.props.h + 2 * image.y] : [1, 1]
	return { shapes, frame: { w, h } }
}

interface Pictures {
	before: string | null
	after: string
	aspect: number
}

function picturesOf(reader: BoardReader, preview: EditPreview): Pictures | null {
	if (preview.kind === 'insert') {
		if (preview.shapes.length === 0) return null
		const { id, props } = preview.panel
		const frame = { id, w: props.w, h: props.h }
		return {
			before: null,
			after: imageOf(renderPanelSvg({ panel: frame, shapes: drawnOnly(preview.shapes) })),
			aspect: props.w / props.h,
		}
	}
	if (preview.kind !== 'drawing') return null
	const panel = panelOf(reader, preview.panelId)
	if (!panel) return null
	const frame = { id: panel.id, w: panel.props.w, h: panel.props.h }
	const shapes = shapesBelow(reader, panel.id)
	return {
		before: imageOf(renderPanelSvg({ panel: frame, shapes })),
		after: imageOf(renderPanelSvg({ panel: frame, shapes, ghost: drawnOnly(preview.shapes) })),
		aspect: frame.w / frame.h,
	}
}

/** Every shape on a panel, at any depth. */
export function shapesBelow(reader: BoardReader, panelId: string): TLShape[] {
	const children = new Map<string, TLShape[]>()
	for (const record of reader.all()) {
		if (record.typeName !== 'shape') continue
		const siblings = children.get(record.parentId)
		if (siblings) siblings.push(record)
		else children.set(record.parentId, [record])
	}
	const below = (id: string): TLShape[] =>
		(children.get(id) ?? []).flatMap((shape) => [shape, ...below(shape.id)])
	return below(panelId)
}

/** An SVG text as the address of an image. */
export function imageOf(svg: string): string {
	return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
}

export function FieldChanges({
	rows,
	frameRate,
}: {
	rows: readonly EditField[]
	frameRate: number
}) {
	const shown = rows.filter(({ key }) => key !== 'sketch' && key !== 'panel.scriptBlockIds')
	if (shown.length === 0) return null
	return (
		<dl className={styles.changes}>
			{shown.map((row) => (
				<Change key={row.key} row={shownRow(row, frameRate)} />
			))}
		</dl>
	)
}

function Change({ row }: { row: EditField }) {
	const said = row.label === 'Dialogue' ? styles.said : undefined
	return (
		<>
			<dt>{row.label}</dt>
			<dd>
				{row.before !== null ? (
					<>
						<del className={said}>{row.before}</del>
						<Icon of={ArrowRight} size={12} />
					</>
				) : null}
				<ins className={said}>{row.after ?? 'nothing'}</ins>
			</dd>
		</>
	)
}
