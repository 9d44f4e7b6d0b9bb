/** One thread in the list: where it is, who says what, done or not; open, it can be answered. */
import { Check, RotateCcw, UserRoundCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { personStyle } from '#app/ui/avatar.tsx'
import { Button } from '#app/ui/button.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Menu, MenuChoices, MenuLabel } from '#app/ui/menu.tsx'
import type { Thread } from '#core/notes/threads.ts'
import { Composer } from './composer.tsx'
import type { Crew } from './crew.ts'
import styles from './notes.module.css'
import { answer, assign, markRead, type NotesHand, setStatus } from './notes-hand.ts'
import { ThreadNotes } from './thread-notes.tsx'

const NOBODY = 'nobody'

export function ThreadItem(props: {
	thread: Thread
	where: string
	hand: NotesHand
	crew: Crew
	now: number
	isOpen: boolean
	onOpen: () => void
}) {
	const { thread, hand, crew, isOpen, where } = props
	const item = useRef<HTMLLIElement>(null)
	useEffect(() => {
		if (isOpen) item.current?.scrollIntoView({ block: 'nearest' })
	}, [isOpen])
	useEffect(() => {
		if (isOpen) markRead(hand, thread)
	}, [isOpen, hand, thread])
	const author = crew.of(thread.record.authorId)
	return (
		<li
			ref={item}
			className={cx(styles.thread, isOpen && styles.active, !thread.isOpen && styles.resolved)}
		>
			<header className={styles.head}>
				<button
					type="button"
					className={styles.jump}
					aria-expanded={isOpen}
					data-thread={thread.id}
					onClick={props.onOpen}
				>
					<i className={styles.mark} style={personStyle(author.color)} aria-hidden>
						{thread.number}
					</i>
					<span className="visually-hidden">Note {thread.number}, </span>
					<span className={styles.where}>{where}</span>
					{thread.isNew ? <span className={styles.new}>new</span> : null}
				</button>
				<Given {...{ thread, hand, crew }} />
				<Done {...{ thread, hand }} />
			</header>
			<ThreadNotes {...props} />
			<Settled {...{ thread, crew }} />
			{isOpen && hand.canWrite ? (
				<Composer
					label={`Answer note ${thread.number}`}
					placeholder="Answer"
					crew={crew}
					sendLabel="Answer"
					onSend={(words) => answer(hand, thread.id, words)}
				/>
			) : null}
		</li>
	)
}

function Done({ thread, hand }: { thread: Thread; hand: NotesHand }) {
	if (!hand.canWrite) return null
	const { isOpen, record, number } = thread
	return (
		<Button
			size="small"
			variant="plain"
			icon={<Icon of={isOpen ? Check : RotateCcw} size={14} />}
			aria-label={isOpen ? `Note ${number} is done` : `Open note ${number} again`}
			onClick={() => setStatus(hand, record, isOpen ? 'resolved' : 'open')}
		>
			{isOpen ? 'Done' : 'Open again'}
		</Button>
	)
}

function Given({ thread, hand, crew }: { thread: Thread; hand: NotesHand; crew: Crew }) {
	const { assigneeId } = thread.record
	if (!hand.canWrite) return null
	const name = assigneeId === null ? null : crew.of(assigneeId).name
	return (
		<Menu
			trigger={
				<IconButton
					label={
						name === null
							? `Give note ${thread.number} to somebody`
							: `Note ${thread.number} is with ${name}`
					}
					size="small"
					pressed={name !== null}
				>
					<Icon of={UserRoundCheck} size={14} />
				</IconButton>
			}
		>
			<MenuLabel>Give it to</MenuLabel>
			<MenuChoices
				value={assigneeId ?? NOBODY}
				onValueChange={(id) => assign(hand, thread.record, id === NOBODY ? null : id)}
				options={[
					{ value: NOBODY, label: 'Nobody' },
					...crew.list.map(({ userId, name }) => ({ value: userId, label: name })),
				]}
			/>
		</Menu>
	)
}

/** Who has it, and who settled it. */
function Settled({ thread, crew }: { thread: Thread; crew: Crew }) {
	const { assigneeId, statusBy } = thread.record
	const parts = [
		assigneeId === null ? '' : `With ${crew.of(assigneeId).name}`,
		thread.isOpen || statusBy === null ? '' : `Done by ${crew.of(statusBy).name}`,
	].filter(Boolean)
	return parts.length === 0 ? null : <p className={styles.settled}>{parts.join(' · ')}</p>
}
