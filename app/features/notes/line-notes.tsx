/** Notes on a line of the script, beside it in the lane: a numbered mark each, quiet when it is done. */
import { Check } from 'lucide-react'
import { personStyle } from '#app/ui/avatar.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import type { Thread } from '#core/notes/threads.ts'
import type { Crew } from './crew.ts'
import styles from './line-notes.module.css'

const WORDS_IN_LABEL = 60

export function LineNotes(props: {
	threads: readonly Thread[]
	crew: Crew
	activeId: string | null
	onOpen: (thread: Thread) => void
}) {
	return props.threads.map((thread) => {
		const { id, number, isOpen, notes, record } = thread
		const author = props.crew.of(record.authorId)
		const words = notes.find(({ removed }) => !removed)?.text ?? ''
		return (
			<button
				key={id}
				type="button"
				className={cx(styles.mark, !isOpen && styles.done, id === props.activeId && styles.active)}
				style={personStyle(author.color)}
				aria-label={`Note ${number} on this line, ${isOpen ? 'open' : 'done'}, ${author.name}: ${words.slice(0, WORDS_IN_LABEL)}`}
				aria-pressed={id === props.activeId}
				onClick={() => props.onOpen(thread)}
			>
				{isOpen ? number : <Icon of={Check} size={12} />}
			</button>
		)
	})
}
