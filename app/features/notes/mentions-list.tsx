/** Notes that call a person: how many they have not read, and the way to each. Told once as they come. */
import { AtSign } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { useToast } from '#app/ui/toast.tsx'
import { callOf, isCalled, lastNoteAt, type Thread } from '#core/notes/threads.ts'
import { useSignal } from '../sync/use-signal.ts'
import type { Crew } from './crew.ts'
import styles from './notes.module.css'
import type { NotesModel } from './notes-model.ts'

const MOST = 12

export function MentionsList(props: {
	model: NotesModel
	crew: Crew
	userId: string
	whereOf: (thread: Thread) => string
	onGo: (thread: Thread) => void
}) {
	const { model, crew, userId, whereOf } = props
	const [open, setOpen] = useState(false)
	const threads = useSignal(model.threads)
	const calling = useSignal(model.calling)
	const called = threads
		.filter((thread) => isCalled(thread, userId))
		.sort((a, b) => Number(b.isCalling) - Number(a.isCalling) || lastNoteAt(b) - lastNoteAt(a))
	useTellCalls(props)
	const count = calling.length
	return (
		<Popover
			label="Mentions"
			open={open}
			onOpenChange={setOpen}
			className={styles.callsSheet ?? ''}
			trigger={
				<IconButton label={count === 0 ? 'Mentions' : `Mentions, ${count} unread`}>
					<span className={styles.bell}>
						<Icon of={AtSign} />
						{count > 0 ? (
							<span className={styles.count} aria-hidden>
								{count}
							</span>
						) : null}
					</span>
				</IconButton>
			}
		>
			<h2 className={styles.callsHead}>Notes that call you</h2>
			{called.length === 0 ? (
				<p className={styles.settled}>Nobody has called you in this scene.</p>
			) : (
				<ul className={styles.calls}>
					{called.slice(0, MOST).map((thread) => {
						const note = callOf(thread, userId)
						return (
							<li key={thread.id}>
								<button
									type="button"
									onClick={() => {
										setOpen(false)
										props.onGo(thread)
									}}
								>
									<span>
										<b>{crew.of(note?.authorId ?? '').name}</b> · {whereOf(thread)}
										{thread.isCalling ? ' · unread' : ''}
									</span>
									<span>{note?.text}</span>
								</button>
							</li>
						)
					})}
				</ul>
			)}
		</Popover>
	)
}

/** Says it once when somebody calls while the page is open. */
function useTellCalls(props: {
	model: NotesModel
	crew: Crew
	userId: string
	whereOf: (thread: Thread) => string
	onGo: (thread: Thread) => void
}) {
	const toast = useToast()
	const calling = useSignal(props.model.calling)
	const told = useRef<Set<string> | null>(null)
	const latest = useRef(props)
	latest.current = props
	useEffect(() => {
		const { crew, userId, whereOf, onGo } = latest.current
		const keyOf = (thread: Thread) => callOf(thread, userId)?.id ?? thread.id
		const known = told.current
		told.current = new Set([...(known ?? []), ...calling.map(keyOf)])
		if (known === null) return
		for (const thread of calling) {
			if (known.has(keyOf(thread))) continue
			const by = crew.of(callOf(thread, userId)?.authorId ?? '').name
			toast({
				title: `${by} calls you: ${whereOf(thread)}`,
				action: { label: 'Read', onSelect: () => onGo(thread) },
			})
		}
	}, [calling, toast])
}
