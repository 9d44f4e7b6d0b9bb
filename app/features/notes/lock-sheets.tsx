/** Over a locked panel: takes the pen, so that nothing is drawn that the room would refuse, and says why. */
import type { Editor } from 'tldraw'
import { REVIEW_LABELS } from '#core/notes/review-record.ts'
import { useSignal } from '../sync/use-signal.ts'
import { forwardWheel } from './forward-wheel.ts'
import styles from './note-pins.module.css'
import type { Places } from './note-pins.tsx'
import type { Reviews } from './reviews.ts'

export function LockSheets(props: {
	editor: Editor
	reviews: Reviews
	places: Places
	panelIds: readonly string[]
	/** A hand that may draw; one that only looks needs no sheet. */
	canEdit: boolean
	onPress: (panelId: string) => void
}) {
	const { editor, places, canEdit } = props
	const byTarget = useSignal(props.reviews.byTarget)
	const isWhole = useSignal(props.reviews.isSceneLocked)
	if (!canEdit) return null
	return props.panelIds
		.filter((id) => isWhole || byTarget.get(id)?.status === 'locked')
		.map((panelId) => {
			const box = places.panel(panelId)
			if (!box) return null
			return (
				<div
					key={panelId}
					className={styles.lock}
					style={{ left: box.x, top: box.y, width: box.w, height: box.h }}
					title={REVIEW_LABELS.locked}
					data-lock-sheet={panelId}
					onWheel={(event) => forwardWheel(editor, event)}
					onPointerDown={(event) => {
						// The middle button and a held space move the wall, as anywhere.
						if (event.button !== 0 || editor.inputs.keys.has('Space')) return
						event.stopPropagation()
						props.onPress(panelId)
					}}
				/>
			)
		})
}
