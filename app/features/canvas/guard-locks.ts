/**
 * What is locked in review stays as it is here too, whatever an action, a paste or an undo tries: the
 * room would refuse it (docs/spec/sync.md R25) and put the work aside. Only changes made here are
 * looked at, and where a panel stands on the wall is none. In a locked scene the whole board is only
 * looked at (`useReviewMarks`); this is the second door there.
 */
import type { Editor, TLBinding, TLShape, TLShapeId } from 'tldraw'
import type { ShotRecord } from '#core/board/shot-record.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { isLockedPanel, isLockedScene, isLockedShot } from '#core/notes/review-record.ts'
import type { Tell } from './external-content.ts'

const SAID_EVERY_MS = 4000

/** Watches until the returned function is called. */
export function guardLocks(editor: Editor, tell: Tell): () => void {
	// Reviews and shots are our own records in tldraw's store.
	const store = editor.store as unknown as Records
	const sideEffects = editor.sideEffects as unknown as OurSideEffects
	const isLocked = (panelId: string | null) =>
		panelId === null ? isLockedScene(store) : isLockedPanel(store, panelId)
	const say = sayer(tell)
	/** Made where nothing may be made, and taken away again at once. */
	const unmade = new Set<string>()
	const unmake = (record: TLShape | TLBinding) => {
		say()
		unmade.add(record.id)
		editor.store.remove([record.id])
		unmade.delete(record.id)
	}
	const stops = [
		editor.sideEffects.registerAfterCreateHandler('shape', (shape, source) => {
			if (source === 'user' && isLocked(panelOf(editor, shape))) unmake(shape)
		}),
		editor.sideEffects.registerAfterCreateHandler('binding', (binding, source) => {
			const arrow = editor.getShape(binding.fromId)
			if (source === 'user' && arrow && isLocked(panelOf(editor, arrow))) unmake(binding)
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
			const { scriptSeen } = after.meta
			const kept = {
				...{ ...before, x: after.x, y: after.y },
				props: { ...before.props, lockedNumber },
				meta: scriptSeen === undefined ? before.meta : { ...before.meta, scriptSeen },
			}
			if (
				after.index !== before.index ||
				JSON.stringify(after.props) !== JSON.stringify(kept.props)
			)
				say()
			return kept
		}),
		editor.sideEffects.registerBeforeDeleteHandler('shape', (shape, source) => {
			if (source !== 'user' || unmade.has(shape.id) || !isLocked(panelOf(editor, shape))) return
			say()
			return false
		}),
		sideEffects.registerBeforeChangeHandler('shot', (before, after, source) => {
			if (source !== 'user' || !isLockedShot(store, panelsOn(editor), before.id)) return after
			say()
			return { ...before, lockedNumber: after.lockedNumber }
		}),
		sideEffects.registerBeforeDeleteHandler('shot', (shot, source) => {
			if (source !== 'user' || !isLockedShot(store, panelsOn(editor), shot.id)) return
			say()
			return false
		}),
	]
	return () => {
		for (const stop of stops) stop()
	}
}

interface Records {
	get(id: string): { typeName: string } | undefined
}
/** Of tldraw's side effects, what we use for a record type of our own. */
interface OurSideEffects {
	registerBeforeChangeHandler(
		type: 'shot',
		handler: (before: ShotRecord, after: ShotRecord, source: 'user' | 'remote') => ShotRecord,
	): () => void
	registerBeforeDeleteHandler(
		type: 'shot',
		handler: (shot: ShotRecord, source: 'user' | 'remote') => false | undefined,
	): () => void
}

function panelsOn(editor: Editor): PanelShape[] {
	return editor
		.getCurrentPageShapes()
		.filter((shape): shape is PanelShape => shape.type === 'panel')
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
