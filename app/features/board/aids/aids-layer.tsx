/**
 * Onion skin and guides over the panel in hand, in page units: the panels before and after at a quarter
 * of their strength, tinted apart, and thin lines that no pen touches.
 */
import { type Editor, useValue } from 'tldraw'
import {
	deliveryFrame,
	type GuideBox,
	type GuideId,
	type GuideLine,
	guideLinesPath,
	safeArea,
} from '#core/canvas/guides.ts'
import { getPanel } from '../board-records.ts'
import type { BoardHand } from '../panel-actions.ts'
import type { PictureSource } from '../picture-source.ts'
import { usePanelPicture } from '../use-panel-picture.ts'
import styles from './aids-layer.module.css'
import type { AidsKit } from './drawing-aids.ts'

export function AidsLayer(props: { hand: BoardHand; pictures: PictureSource; kit: AidsKit }) {
	const { hand, pictures, kit } = props
	const { onion, guides, deliveryRatio, lines } = useValue('aids', () => kit.aids.get(), [kit])
	const panelId = useValue('panel', () => hand.model.currentId.get(), [hand])
	const panel = useValue('record', () => getPanel(hand.model.store, panelId), [hand, panelId])
	const around = useValue('around', () => neighbours(hand, panelId), [hand, panelId])
	if (!panel || (!onion && guides.length + lines.length === 0)) return null
	const { x, y } = panel
	const { w, h } = panel.props
	return (
		<div className={styles.frame} style={{ left: x, top: y, width: w, height: h }} aria-hidden>
			{onion
				? around.map(({ id, side }) => (
						<Skin key={id} {...{ editor: hand.editor, pictures, id, side }} />
					))
				: null}
			<Guides {...{ w, h, guides, deliveryRatio, lines }} />
		</div>
	)
}

function neighbours({ model }: BoardHand, panelId: string | null) {
	const ids = model.panelIds.get()
	const at = ids.indexOf(panelId ?? '')
	const [before, after] = at < 0 ? [] : [ids[at - 1], ids[at + 1]]
	return [
		...(before ? [{ id: before, side: 'before' as const }] : []),
		...(after ? [{ id: after, side: 'after' as const }] : []),
	]
}

/** Its own background lies under this panel already. */
const OWN = { isOwn: true }

function Skin(props: {
	editor: Editor
	pictures: PictureSource
	id: string
	side: 'before' | 'after'
}) {
	const url = usePanelPicture(props.editor, props.pictures, props.id, OWN)
	return url ? (
		<div className={styles[props.side]} data-onion={props.side}>
			<img src={url} alt="" />
		</div>
	) : null
}

function Guides(props: {
	w: number
	h: number
	guides: readonly GuideId[]
	deliveryRatio: number
	lines: readonly GuideLine[]
}) {
	const { w, h, guides, lines } = props
	const has = (id: GuideId) => guides.includes(id)
	if (guides.length + lines.length === 0) return null
	return (
		<svg
			className={styles.guides}
			aria-hidden="true"
			viewBox={`0 0 ${w} ${h}`}
			data-guides={guides.join(' ')}
		>
			{has('thirds') ? (
				<path
					className={styles.dotted}
					d={`M${w / 3} 0V${h}M${(2 * w) / 3} 0V${h}M0 ${h / 3}H${w}M0 ${(2 * h) / 3}H${w}`}
				/>
			) : null}
			{lines.length > 0 ? (
				<path data-lines={lines.length} d={guideLinesPath(lines, { w, h })} />
			) : null}
			{has('centre') ? <path d={`M${w / 2} ${h / 2 - 20}v40M${w / 2 - 20} ${h / 2}h40`} /> : null}
			{has('action') ? <Box {...safeArea('action', { w, h })} label="action safe 93 %" /> : null}
			{has('title') ? <Box {...safeArea('title', { w, h })} label="title safe 90 %" /> : null}
			{has('delivery') ? (
				<Box {...deliveryFrame(props.deliveryRatio, { w, h })} label="delivery" isLabelAtTop />
			) : null}
		</svg>
	)
}

function Box(props: GuideBox & { label: string; isLabelAtTop?: boolean }) {
	const { x, y, w, h, label, isLabelAtTop = false } = props
	return (
		<>
			<rect x={x} y={y} width={w} height={h} />
			<text x={x} y={isLabelAtTop ? y : y + h} dx="0.5em" dy={isLabelAtTop ? '1.4em' : '-0.6em'}>
				{label}
			</text>
		</>
	)
}
