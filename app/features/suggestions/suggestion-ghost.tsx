/**
 * The ghost: what a suggestion would do, painted over the wall in page units and never written to
 * the document. One at a time; the surroundings are washed out, the drawing keeps its full strength.
 * Goes into the canvas' page layer.
 */
import type { TLShape, TLStore } from '@tldraw/tlschema'
import { Sparkles } from 'lucide-react'
import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { Icon } from '#app/ui/icon.tsx'
import { sortInStoryOrder } from '#core/board/order.ts'
import { labelOf, SHOT_SIZES } from '#core/board/vocabulary.ts'
import { COLUMN_GAP, type Place } from '#core/canvas/layout.ts'
import { PANEL_WIDTH, type PanelShape } from '#core/canvas/panel-shape.ts'
import { renderPanelSvg } from '#core/canvas/panel-svg.ts'
import { panelsOf } from '#core/suggestions/board-records.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import type { EditPreview } from '#core/suggestions/preview-edit.ts'
import { editOfDraft } from '#core/suggestions/reshape/edit-draft.ts'
import { picturesIn } from '#core/suggestions/sketch-picture.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { boardReader, useSuggestions } from './board-records.ts'
import { imageOf, shapesBelow, usePreview } from './edit-preview.tsx'
import styles from './ghost.module.css'
import { useGhost } from './ghost-context.tsx'
import { drawnOnly, MadePictures } from './made-pictures.tsx'
import { useProposing } from './propose-context.tsx'
import { ProposeLayer } from './propose-layer.tsx'
import { useReshaping } from './reshape/reshape-context.tsx'
import { ReshapeLayer } from './reshape/reshape-layer.tsx'
import { ruleTitle, shownRow } from './words.tsx'

export interface GhostLayerProps {
	store: TLStore
	frameRate: number
	/** Width ÷ height of the project's panels. */
	aspectRatio: number
	/** Where a wall of these panels would stand. */
	layout(panels: readonly PanelShape[]): ReadonlyMap<string, Place>
}

/** Paints the suggestion that the tray shows or focuses; nothing when there is none. */
export function GhostLayer(props: GhostLayerProps) {
	const ghost = useGhost()
	const { now } = useReshaping()
	// What is being changed stays on the wall, wherever the hand goes meanwhile.
	const suggestionId = now?.suggestionId ?? ghost.suggestionId
	const suggestions = useSuggestions(props.store)
	const suggestion = suggestions.find(({ id, status }) => id === suggestionId && status === 'open')
	const { panelId } = useProposing()
	return (
		<>
			{suggestion && now ? <ChangedGhost {...props} suggestion={suggestion} /> : null}
			{suggestion && !now ? <Ghost {...props} suggestion={suggestion} handles={null} /> : null}
			{panelId ? <Sheet {...props} /> : null}
		</>
	)
}

function Sheet({ store, layout }: GhostLayerProps) {
	const panels = sortInStoryOrder(panelsOf(boardReader(store)))
	return <ProposeLayer panels={panels} places={layout(panels)} />
}

/** The ghost of a version that is not given yet, without the part that a finger pulls just now. */
function ChangedGhost(props: GhostLayerProps & { suggestion: SuggestionRecord }) {
	const { suggestion } = props
	const { now } = useReshaping()
	const draft = useDeferredValue(now?.rest ?? now?.draft)
	const changed = useMemo(
		() => (draft ? { ...suggestion, edit: editOfDraft(draft) } : suggestion),
		[draft, suggestion],
	)
	const handles = (panel: PanelShape) => <ReshapeLayer frame={panel.props} />
	return <Ghost {...props} suggestion={changed} handles={handles} />
}

function Ghost({
	store,
	frameRate,
	aspectRatio,
	layout,
	suggestion,
	handles,
}: GhostLayerProps & {
	suggestion: SuggestionRecord
	/** What lies over the drawing while it is changed. */
	handles: ((panel: PanelShape) => ReactNode) | null
}) {
	const preview = usePreview(store, suggestion, aspectRatio)
	const reader = boardReader(store)
	const panels = sortInStoryOrder(panelsOf(reader))
	const places = layout(panels)
	const tab = handles ? null : <GhostTab suggestion={suggestion} />
	switch (preview.kind) {
		case 'gone':
			return null
		case 'insert':
			return (
				<NewPanel
					preview={preview}
					place={slotAfter({ panels, places, layout }, preview)}
					edit={suggestion.edit}
					over={handles ? handles(preview.panel) : tab}
				/>
			)
		case 'move':
			return <Moved panels={panels} places={places} preview={preview} tab={tab} />
		case 'drawing': {
			const panel = panels.find(({ id }) => id === preview.panelId)
			const place = panel ? places.get(panel.id) : undefined
			return panel && place ? (
				<OverPanel panel={panel} place={place} tab={handles ? handles(panel) : tab}>
					<div className={styles.wash} />
					<MadePictures edit={suggestion.edit} shapes={preview.shapes} frame={panel.props} />
					{picturesIn(suggestion.edit).length > 0 ? (
						<InkOver panel={panel} shapes={shapesBelow(reader, panel.id)} />
					) : null}
					<Drawing panel={panel} ghost={preview.shapes} isSheer />
				</OverPanel>
			) : null
		}
		case 'fields':
			return (
				<>
					{panels
						.filter(({ id }) => preview.panelIds.includes(id))
						.map((panel, position) => {
							const place = places.get(panel.id)
							if (!place) return null
							return (
								<OverPanel
									key={panel.id}
									panel={panel}
									place={place}
									tab={position === 0 ? tab : null}
								>
									<Rows preview={preview} frameRate={frameRate} />
								</OverPanel>
							)
						})}
				</>
			)
	}
}

function GhostTab({ suggestion }: { suggestion: SuggestionRecord }) {
	const { focusTray } = useGhost()
	return (
		<button
			type="button"
			className={styles.tab}
			onPointerDown={(event) => event.stopPropagation()}
			onClick={() => focusTray(suggestion.id)}
			title="To the suggestion"
		>
			<Icon of={Sparkles} size={12} /> {ruleTitle(suggestion)}
		</button>
	)
}

function OverPanel(props: {
	panel: PanelShape
	place: Place
	tab: ReactNode
	children: ReactNode
}) {
	const { panel, place, tab, children } = props
	return (
		<div
			className={styles.over}
			style={{ left: place.x, top: place.y, width: panel.props.w, height: panel.props.h }}
		>
			{children}
			<div className={styles.dashes} />
			{tab}
		</div>
	)
}

/** The new marks; sheer over what is on the panel, pictures and all, or on paper of their own. */
function Drawing({
	panel,
	ghost,
	isSheer,
}: {
	panel: PanelShape
	ghost: readonly TLShape[]
	isSheer: boolean
}) {
	const { w, h } = panel.props
	const src = useMemo(() => {
		const frame = { id: panel.id, w, h }
		return imageOf(renderPanelSvg({ panel: frame, shapes: [], ghost: drawnOnly(ghost), isSheer }))
	}, [panel.id, w, h, ghost, isSheer])
	return <img className={styles.picture} src={src} alt="" data-ghost />
}

/** What is drawn on the panel, over a picture that would lie under it. */
function InkOver({ panel, shapes }: { panel: PanelShape; shapes: readonly TLShape[] }) {
	const { w, h } = panel.props
	const frame = { id: panel.id, w, h }
	const src = imageOf(renderPanelSvg({ panel: frame, shapes: drawnOnly(shapes), isSheer: true }))
	return <img className={styles.picture} src={src} alt="" />
}

function Rows({
	preview,
	frameRate,
}: {
	preview: Extract<EditPreview, { kind: 'fields' }>
	frameRate: number
}) {
	return (
		<ul className={styles.rows}>
			{preview.rows.slice(0, 4).map((row) => {
				const { label, before, after } = shownRow(row, frameRate)
				return (
					<li key={row.key}>
						{label} {before === null ? null : <del>{before}</del>} <b>{after ?? 'nothing'}</b>
					</li>
				)
			})}
		</ul>
	)
}

function NewPanel({
	preview,
	place,
	edit,
	over,
}: {
	edit: Edit
	preview: Extract<EditPreview, { kind: 'insert' }>
	place: Place
	over: ReactNode
}) {
	const { panel, shot, shapes } = preview
	const size = shot?.size ? labelOf(SHOT_SIZES, shot.size) : ''
	return (
		<div
			className={styles.proposed}
			style={{ left: place.x, top: place.y, width: panel.props.w, height: panel.props.h }}
		>
			<header className={styles.proposedHead}>
				<b>New panel</b> {size}
			</header>
			<Drawing panel={panel} ghost={shapes} isSheer={false} />
			<MadePictures edit={edit} shapes={shapes} frame={panel.props} />
			{shapes.length === 0 ? (
				<p className={styles.caption}>{panel.props.action || panel.props.dialogue}</p>
			) : null}
			<div className={styles.dashes} />
			{over}
		</div>
	)
}

/** Where the panel after `afterPanelId` would stand: the slot behind it, the wall's next free one at the end. */
function slotAfter(
	{
		panels,
		places,
		layout,
	}: {
		panels: readonly PanelShape[]
		places: ReadonlyMap<string, Place>
		layout: GhostLayerProps['layout']
	},
	{ afterPanelId, panel }: { afterPanelId: string | null; panel: PanelShape },
): Place {
	const at = panels.findIndex(({ id }) => id === afterPanelId)
	const next = panels[at + 1]
	const known = next ? places.get(next.id) : undefined
	if (known) return known
	// Behind everything: the wall laid out with the new panel in it says where.
	return layout([...panels, panel]).get(panel.id) ?? { x: 0, y: 0 }
}

function Moved(props: {
	panels: readonly PanelShape[]
	places: ReadonlyMap<string, Place>
	preview: Extract<EditPreview, { kind: 'move' }>
	tab: ReactNode
}) {
	const { panels, places, preview, tab } = props
	const panel = panels.find(({ id }) => id === preview.panelId)
	const place = panel ? places.get(panel.id) : undefined
	if (!panel || !place) return null
	const bar = barAfter(panels, places, preview.afterPanelId)
	return (
		<>
			<OverPanel panel={panel} place={place} tab={tab}>
				{null}
			</OverPanel>
			{bar ? (
				<div className={styles.bar} style={{ left: bar.x, top: bar.y, height: panel.props.h }} />
			) : null}
		</>
	)
}

function barAfter(
	panels: readonly PanelShape[],
	places: ReadonlyMap<string, Place>,
	afterId: string | null,
): Place | null {
	const after = places.get(afterId ?? '')
	if (after) return { x: after.x + PANEL_WIDTH + COLUMN_GAP / 2, y: after.y }
	const first = places.get(panels[0]?.id ?? '')
	return first ? { x: first.x - COLUMN_GAP / 2, y: first.y } : null
}
