/** Locking and freeing the numbers of this scene; one undo step each (docs/spec/structure.md N3). */
import { isLocked, locksToSet } from '#core/board/number-lock.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { getShot, putRecords } from './board-records.ts'
import type { BoardHand } from './panel-actions.ts'

export function lockSceneNumbers({ editor, model }: BoardHand): void {
	if (editor.getIsReadonly()) return
	const { sceneNumber, numberingScheme: scheme } = model.settings.get()
	const locks = locksToSet(numbered(model.panels.get()), model.shots.get(), { sceneNumber, scheme })
	editor.markHistoryStoppingPoint('lock numbers')
	editor.run(() => {
		setShots({ model }, locks.shots)
		setPanels({ editor }, locks.panels)
	})
}

export function unlockSceneNumbers({ editor, model }: BoardHand): void {
	if (editor.getIsReadonly()) return
	const none = (ids: Iterable<string>) => new Map([...ids].map((id) => [id, null]))
	const shots = [...model.shots.get()].filter(([, shot]) => shot.lockedNumber !== null)
	const panels = model.allPanels.get().filter(({ props }) => props.lockedNumber !== null)
	editor.markHistoryStoppingPoint('free numbers')
	editor.run(() => {
		setShots({ model }, none(shots.map(([id]) => id)))
		setPanels({ editor }, none(panels.map(({ id }) => id)))
	})
}

export function areNumbersLocked({ model }: Pick<BoardHand, 'model'>): boolean {
	return isLocked(numbered(model.panels.get()), model.shots.get())
}

type Numbers = ReadonlyMap<string, string | null>

function setShots({ model }: Pick<BoardHand, 'model'>, numbers: Numbers) {
	const changed = [...numbers].flatMap(([id, lockedNumber]) => {
		const shot = getShot(model.store, id)
		return shot ? [{ ...shot, lockedNumber }] : []
	})
	putRecords(model.store, changed)
}

function setPanels({ editor }: Pick<BoardHand, 'editor'>, numbers: Numbers) {
	editor.updateShapes<PanelShape>(
		[...numbers].map(([id, lockedNumber]) => ({
			// The ids are those of panels of this store.
			...{ id: id as PanelShape['id'], type: 'panel' as const },
			props: { lockedNumber },
		})),
	)
}

function numbered(panels: readonly PanelShape[]) {
	return panels.map(({ id, index, props: { shotId, lockedNumber } }) => ({
		...{ id, index, shotId, lockedNumber },
	}))
}
