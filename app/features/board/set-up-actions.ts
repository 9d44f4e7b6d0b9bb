/**
 * What a hand does to set-ups: start a new shot at a panel, join it to the shot before, make several
 * shots one, and make two panels one. Each is one undo step; nothing drawn or written is lost.
 */
import { getIndicesAbove, type TLShape } from 'tldraw'
import { newShotRecord } from '#core/canvas/new-panel.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { getPanel, getShot, isPanelLocked, putRecords } from './board-records.ts'
import { type BoardHand, chosenPanels, putInTrash, takeInHand } from './panel-actions.ts'

/**
 * `/`: a new shot begins at the panel and takes the rest of its run with it; pressed where a shot
 * begins, the shot joins the one before.
 */
export function toggleNewShot(hand: BoardHand, panelId: string | null): void {
	const { editor, model, random } = hand
	const panels = model.panels.get()
	const place = panels.findIndex(({ id }) => id === panelId)
	const panel = panels[place]
	const before = panels[place - 1]
	if (!panel || !before || editor.getIsReadonly()) return
	const run = runFrom(panels, place)
	const isJoining = before.props.shotId !== panel.props.shotId || panel.props.shotId === null
	editor.markHistoryStoppingPoint('new shot')
	editor.run(() => {
		if (isJoining && before.props.shotId !== null) {
			setShot(hand, run, before.props.shotId)
			return
		}
		const own = copyOfShot(hand, panel.props.shotId)
		putRecords(model.store, [own])
		setShot(hand, run, own.id)
		if (before.props.shotId === null) putRecords(model.store, [newShotRecord(random)])
	})
}

/** All panels of the shots that the chosen panels belong to become one shot, the first of them. */
export function mergeShots(hand: BoardHand): void {
	const { editor, model } = hand
	if (editor.getIsReadonly() || !canMergeShots(hand)) return
	const shots = chosenShots(hand)
	const [first] = shots
	const panels = model.panels.get().filter(({ props }) => shots.includes(props.shotId ?? ''))
	editor.markHistoryStoppingPoint('merge shots')
	if (first) editor.run(() => setShot(hand, panels, first))
}

export function canMergeShots(hand: BoardHand): boolean {
	return chosenShots(hand).length > 1
}

/** The chosen panels become the first of them: drawings one over the other, words in a row, lengths added. */
export function mergePanels(hand: BoardHand): void {
	const { editor, model } = hand
	const chosen = new Set(chosenPanels(hand))
	const [first, ...rest] = model.panels.get().filter(({ id }) => chosen.has(id))
	if (!first || editor.getIsReadonly() || !canMergePanels(hand)) return
	const timed = [first, ...rest].flatMap(({ props }) => props.durationFrames ?? [])
	const joined = (field: 'action' | 'dialogue' | 'notes') =>
		// Halves of one panel say the same; it is said once.
		[...new Set([first, ...rest].map(({ props }) => props[field].trim()))]
			.filter(Boolean)
			.join('\n')
	editor.markHistoryStoppingPoint('merge panels')
	editor.run(() => {
		for (const panel of rest) moveDrawing(hand, panel, first)
		editor.updateShape<PanelShape>({
			...{ id: first.id, type: 'panel' },
			props: {
				...{ action: joined('action'), dialogue: joined('dialogue'), notes: joined('notes') },
				durationFrames: timed.length > 0 ? timed.reduce((sum, each) => sum + each, 0) : null,
				scriptBlockIds: [...new Set([first, ...rest].flatMap(({ props }) => props.scriptBlockIds))],
			},
		})
		putInTrash(
			hand,
			rest.map(({ id }) => id),
		)
		editor.select(first.id)
	})
	takeInHand(hand, first.id)
}

/** Several are chosen, and none is locked: half of it would be refused. */
export function canMergePanels(hand: BoardHand): boolean {
	const chosen = chosenPanels(hand)
	return chosen.length > 1 && !chosen.some((id) => isPanelLocked(hand.model.store, id))
}

/** What is drawn in a panel goes over what is drawn in another, in its own place on the paper. */
function moveDrawing({ editor }: BoardHand, from: PanelShape, to: PanelShape): void {
	const children = editor.getSortedChildIdsForParent(from.id)
	const top = editor.getShape(editor.getSortedChildIdsForParent(to.id).at(-1) ?? to.id)
	const indexes = getIndicesAbove(top?.parentId === to.id ? top.index : null, children.length)
	const moved = children.flatMap((id, place): TLShape[] => {
		const shape = editor.getShape(id)
		const index = indexes[place]
		return shape && index ? [{ ...shape, parentId: to.id, index }] : []
	})
	editor.store.put(moved)
}

/** The panel and those right behind it that belong to the same shot. */
function runFrom(panels: readonly PanelShape[], place: number): PanelShape[] {
	const shotId = panels[place]?.props.shotId ?? null
	const rest = panels.slice(place)
	if (shotId === null) return rest.slice(0, 1)
	const end = rest.findIndex(({ props }) => props.shotId !== shotId)
	return end < 0 ? rest : rest.slice(0, end)
}

function chosenShots(hand: BoardHand): string[] {
	const chosen = new Set(chosenPanels(hand))
	const panels = hand.model.panels.get().filter(({ id }) => chosen.has(id))
	return [...new Set(panels.flatMap(({ props }) => props.shotId ?? []))]
}

/** The same camera under a number of its own. */
function copyOfShot({ model, random }: BoardHand, shotId: string | null) {
	const made = newShotRecord(random)
	const { id, numberOverride, lockedNumber, setUpOf } = made
	const shot = getShot(model.store, shotId) ?? made
	return { ...shot, id, numberOverride, lockedNumber, setUpOf }
}

function setShot({ editor }: BoardHand, panels: readonly PanelShape[], shotId: string): void {
	editor.updateShapes(panels.map(({ id }) => ({ id, type: 'panel' as const, props: { shotId } })))
}

/** Whether a panel begins a shot: the one before it belongs to another. */
export function beginsShot({ model }: BoardHand, panelId: string): boolean {
	const panels = model.panels.get()
	const place = panels.findIndex(({ id }) => id === panelId)
	const shotId = getPanel(model.store, panelId)?.props.shotId ?? null
	return shotId === null || panels[place - 1]?.props.shotId !== shotId
}
