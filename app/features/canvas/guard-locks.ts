/**
 * What is locked in review stays as it is here too, whatever an action, a paste or an undo tries: the
 * room would refuse it (docs/spec/sync.md R25) and put the work aside. Only changes made here are
 * looked at, and where a panel stands on the wall is none.
 */
import type { Editor, TLShape, TLShapeId } from 'tldraw'
import { BOARD_PAGE_ID } from '#core/canvas/new-panel.ts'
import { isLockedPanel } from '#core/notes/review-record.ts'
import type { Tell } from './external-content.ts'

const SAID_EVERY_MS = 4000

/** Watches until the returned function is called. */
export function guardLocks(editor: Editor, tell: Tell): () => void {
	// Reviews are our own records in tldraw's store.
	const store = editor.store as unknown as { get(id: string): { typeName: string } | undefined }
	const isLocked = (panelId: string | null) => panelId !== null && isLockedPanel(store, panelId)
	const say = sayer(tell)
	const stops = [
		editor.sideEffects.registerBeforeCreateHandler('shape', (shape, source) => {
			if (source !== 'user' || !isLocked(panelOf(editor, shape))) return shape
			say()
			return { ...shape, parentId: BOARD_PAGE_ID }
		}),
		editor.sideEffects.registerBeforeChangeHandler('shape', (before, after, source) => {
			if (source !== 'user') return after
			const from = panelOf(editor, before)
			if (!isLocked(from) && !isLocked(panelOf(editor, after))) return after
			if (before.type !== 'panel' || after.type !== 'panel') {
				say()
				return before
			}
			const { lockedNumber } = after.props
			const kept = {
				...{ ...before, x: after.x, y: after.y },
				props: { ...before.props, lockedNumber },
			}
			if (
				after.index !== before.index ||
				JSON.stringify(after.props) !== JSON.stringify(kept.props)
			)
				say()
			return kept
		}),
		editor.sideEffects.registerBeforeDeleteHandler('shape', (shape, source) => {
			if (source !== 'user' || !isLocked(panelOf(editor, shape))) return
			say()
			return false
		}),
	]
	return () => {
		for (const stop of stops) stop()
	}
}

/** The panel a shape is or stands in. */
function panelOf(editor: Editor, shape: TLShape): TLShapeId | null {
	if (shape.type === 'panel') return shape.id
	let parent = editor.getShape(shape.parentId as TLShapeId)
	while (parent && parent.type !== 'panel') parent = editor.getShape(parent.parentId as TLShapeId)
	return parent?.id ?? null
}

/** One sentence for a gesture that tries it many times. */
function sayer(tell: Tell): () => void {
	let saidAt = Number.NEGATIVE_INFINITY
	return () => {
		const at = performance.now()
		if (at - saidAt < SAID_EVERY_MS) return
		saidAt = at
		tell('This panel is locked. Nothing was changed.')
	}
}
