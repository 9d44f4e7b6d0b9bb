/** Open notes over the strip: those at a time stand at their frame, those about a panel where it begins. */
import { personStyle } from '#app/ui/avatar.tsx'
import type { Thread } from '#core/notes/threads.ts'
import { useSignal } from '../sync/use-signal.ts'
import type { Crew } from './crew.ts'
import type { NotesModel } from './notes-model.ts'
import styles from './strip-notes.module.css'

/** Notes at one place stand beside each other, pixels. */
const STEP_PX = 24

export function StripNotes(props: {
	model: NotesModel
	crew: Crew
	leftOf: (panelId: string, frame: number) => number | null
	onOpen: (thread: Thread) => void
}) {
	const { model, crew, leftOf } = props
	const threads = useSignal(model.threads)
	const taken = new Map<number, number>()
	return (
		<div className={styles.lane}>
			{threads.map((thread) => {
				const { anchor, panelId } = thread
				const frame = anchor.kind === 'time' ? anchor.frame : 0
				const left = panelId === null || !thread.isOpen ? null : leftOf(panelId, frame)
				if (left === null) return null
				const beside = taken.get(left) ?? 0
				taken.set(left, beside + 1)
				const author = crew.of(thread.record.authorId)
				return (
					<button
						key={thread.id}
						type="button"
						className={styles.mark}
						style={{ ...personStyle(author.color), left: left + beside * STEP_PX }}
						aria-label={`Note ${thread.number} by ${author.name}, on the strip`}
						onPointerDown={(event) => event.stopPropagation()}
						onClick={() => props.onOpen(thread)}
					>
						<span>{thread.number}</span>
					</button>
				)
			})}
		</div>
	)
}
