/**
 * The contact sheet: the whole scene as small pictures over the wall, to see and to reorder. Click,
 * Shift and Ctrl choose panels as on the wall (it is the same choice), drag or Alt+arrows move them,
 * arrows walk. Numbers show what they would become while panels are dragged.
 */
import { X } from 'lucide-react'
import { Fragment, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useValue } from 'tldraw'
import { useCommands } from '#app/ui/commands/use-commands.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { type OmittedShot, omittedShots } from '#core/board/number-lock.ts'
import { indexesForMove } from '#core/board/order.ts'
import { formatSeconds } from '#core/board/timing.ts'
import { getPanel, getShot } from './board-records.ts'
import styles from './contact-sheet.module.css'
import { extendChoice, sheetCommands } from './contact-sheet-commands.ts'
import { type BoardHand, movePanels, takeInHand } from './panel-actions.ts'
import { usePanelMenu } from './panel-menu.tsx'
import { PanelPictureTile } from './panel-picture-tile.tsx'
import type { PictureSource } from './picture-source.ts'
import { type SheetDrag, useSheetDrag } from './use-sheet-drag.ts'

export function ContactSheet(props: {
	hand: BoardHand
	pictures: PictureSource
	canEdit: boolean
}) {
	const { hand, pictures, canEdit } = props
	const [isOpen, setOpen] = useState(false)
	useCommands(useMemo(() => sheetCommands(hand, () => setOpen((open) => !open)), [hand]))
	if (!isOpen) return null
	const close = () => {
		setOpen(false)
		hand.editor.focus()
	}
	return <Sheet {...{ hand, pictures, canEdit, close }} />
}

function Sheet(props: {
	hand: BoardHand
	pictures: PictureSource
	canEdit: boolean
	close: () => void
}) {
	const { hand, pictures, canEdit, close } = props
	const { model, editor } = hand
	const ids = useValue('panels', () => model.panelIds.get(), [model])
	const chosen = useValue('chosen', () => new Set<string>(editor.getSelectedShapeIds()), [editor])
	const omitted = useValue('omitted', () => omittedOf(hand), [hand])
	const grid = useRef<HTMLDivElement>(null)
	const drag = useSheetDrag({
		canDrag: canEdit,
		// What is dragged is what is chosen, when the panel under the hand is.
		idsOf: (id) => (chosen.has(id) ? ids.filter((each) => chosen.has(each)) : [id]),
		onOver: (moved, afterId) =>
			void model.preview.set(indexesForMove(model.panels.get(), new Set(moved), afterId)),
		onDrop: (moved, afterId) => movePanels(hand, moved, afterId),
		onPick: (id, event) => choose(hand, id, event),
		onEnd: () => void model.preview.set(null),
	})
	const panelMenu = usePanelMenu((id) => {
		const panel = getPanel(model.store, id)
		// A right click on one of several chosen means all of them.
		if (panel && !chosen.has(id)) editor.select(panel.id)
		model.setCurrent(id)
	})
	useEffect(() => {
		grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
	}, [])
	return (
		<section className={styles.sheet} aria-label="Contact sheet">
			<header className={styles.head}>
				<h2>Contact sheet</h2>
				<IconButton label="Back to the wall" onClick={close}>
					<Icon of={X} />
				</IconButton>
			</header>
			<div
				ref={grid}
				className={styles.grid}
				role="listbox"
				aria-label="Panels of the scene"
				aria-multiselectable
				data-sheet
				onContextMenu={canEdit ? panelMenu.open : undefined}
			>
				<OmittedAfter id={null} omitted={omitted} />
				{ids.map((id) => (
					<Fragment key={id}>
						<Cell {...{ hand, pictures, id, drag }} isChosen={chosen.has(id)} />
						<OmittedAfter {...{ id, omitted }} />
					</Fragment>
				))}
			</div>
			{panelMenu.menu}
		</section>
	)
}

function Cell(props: {
	hand: BoardHand
	pictures: PictureSource
	id: string
	isChosen: boolean
	drag: SheetDrag
}) {
	const { hand, pictures, id, isChosen, drag } = props
	const { model, editor } = hand
	const element = useRef<HTMLDivElement>(null)
	const isCurrent = useValue('current', () => model.currentId.get() === id, [model, id])
	const number = useValue('number', () => model.numbers.get().get(id) ?? '', [model, id])
	const next = useValue('next number', () => model.nextNumbers.get()?.get(id) ?? null, [model, id])
	const facts = useValue('facts', () => factsOf(hand, id), [hand, id])
	useEffect(() => {
		const cell = element.current
		// The focus walks along, but only when it is in the sheet.
		if (isCurrent && cell?.parentElement?.contains(document.activeElement)) cell.focus()
	}, [isCurrent])
	const { state } = drag
	return (
		<div
			ref={element}
			className={cx(
				styles.cell,
				isCurrent && styles.current,
				isChosen && styles.chosen,
				state?.ids.includes(id) && styles.moving,
				state?.markId === id && (state.side === 'after' ? styles.after : styles.before),
			)}
			role="option"
			aria-selected={isChosen}
			tabIndex={isCurrent ? 0 : -1}
			data-clip={id}
			{...drag.bind(id)}
		>
			<PanelPictureTile {...{ editor, pictures, panelId: id }} />
			<footer>
				<b>{next !== null && next !== number ? `${number} → ${next}` : number}</b>
				<span>{facts}</span>
			</footer>
		</div>
	)
}

/** As on a list of files: alone, to here with Shift, one more or less with Ctrl. */
function choose(hand: BoardHand, id: string, event: PointerEvent): void {
	const { editor, model } = hand
	const panel = getPanel(model.store, id)
	if (!panel) return
	if (event.shiftKey) {
		extendChoice(hand, id)
	} else if (event.ctrlKey || event.metaKey) {
		const chosen = editor.getSelectedShapeIds()
		const rest = chosen.filter((each) => each !== panel.id)
		editor.setSelectedShapes(rest.length < chosen.length ? rest : [...chosen, panel.id])
	} else {
		editor.select(panel.id)
		takeInHand(hand, id)
	}
}

function factsOf({ model }: BoardHand, id: string): string {
	const panel = getPanel(model.store, id)
	if (!panel) return ''
	const { shotId, durationFrames } = panel.props
	const length =
		durationFrames === null ? '' : `${formatSeconds(durationFrames, model.frameRate.get())} s`
	return [getShot(model.store, shotId)?.size ?? '', length].filter(Boolean).join(' · ')
}

/** What was taken out keeps its number, and its place among the others (N4). */
function OmittedAfter({ id, omitted }: { id: string | null; omitted: readonly OmittedShot[] }) {
	return omitted
		.filter(({ afterId }) => afterId === id)
		.map(({ shotId, number }) => (
			<div
				key={shotId}
				className={styles.omitted}
				role="option"
				aria-disabled
				aria-selected={false}
				tabIndex={-1}
			>
				<b>{number}</b> OMITTED
			</div>
		))
}

function omittedOf({ model, editor }: BoardHand): readonly OmittedShot[] {
	const story = new Set<string>(model.panelIds.get())
	const all = editor
		.getCurrentPageShapes()
		.filter((shape) => shape.type === 'panel')
		.map(({ id, index, props: { shotId } }) => ({ id, index, shotId }))
	const off = all.filter(({ id }) => !story.has(id))
	return omittedShots(
		all.filter(({ id }) => story.has(id)),
		model.shots.get(),
		off,
	)
}
