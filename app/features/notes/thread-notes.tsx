/** The notes of a thread, one under the other: who, when, what, and what its author may do to it. */
import { Eye, Heart, HelpCircle, MoreHorizontal, Pencil, ThumbsUp, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { agoWords } from '#app/ui/ago-words.ts'
import { Avatar } from '#app/ui/avatar.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Menu, MenuItem } from '#app/ui/menu.tsx'
import { can } from '#core/board/role.ts'
import { type NoteRecord, REACTIONS, type ReactionKind } from '#core/notes/note-records.ts'
import type { Thread } from '#core/notes/threads.ts'
import { Composer } from './composer.tsx'
import type { Crew } from './crew.ts'
import styles from './notes.module.css'
import { editNote, type NotesHand, react, setRemoved } from './notes-hand.ts'

const GLYPHS: Record<ReactionKind, typeof ThumbsUp> = {
	agree: ThumbsUp,
	love: Heart,
	question: HelpCircle,
	seen: Eye,
}

export function ThreadNotes(props: {
	thread: Thread
	hand: NotesHand
	crew: Crew
	now: number
	isOpen: boolean
}) {
	const { thread, isOpen } = props
	return (
		<ul className={styles.notes}>
			{thread.notes.map((note) => (
				<OneNote key={note.id} {...props} note={note} isOpen={isOpen} />
			))}
		</ul>
	)
}

function OneNote(props: {
	note: NoteRecord
	thread: Thread
	hand: NotesHand
	crew: Crew
	now: number
	isOpen: boolean
}) {
	const { note, hand, crew, now } = props
	const [isEditing, setEditing] = useState(false)
	const author = crew.of(note.authorId)
	if (note.removed) return <Gone {...props} />
	const isOwn = note.authorId === hand.me.userId
	return (
		<li className={styles.note}>
			<Avatar {...author} size="small" />
			<div>
				<header>
					<b>{author.name}</b> <time>{agoWords(note.at, now)}</time>
					{note.editedAt > 0 ? <span>edited</span> : null}
					{hand.canWrite && props.isOpen ? (
						<span className={styles.push}>
							<NoteMenu {...{ note, hand }} isOwn={isOwn} onEdit={() => setEditing(true)} />
						</span>
					) : null}
				</header>
				{isEditing ? (
					<Composer
						label="Your note"
						placeholder=""
						initial={note.text}
						autoFocus
						crew={crew}
						sendLabel="Change"
						onLeave={() => setEditing(false)}
						onSend={(words) => {
							editNote(hand, note, words)
							setEditing(false)
						}}
					/>
				) : (
					<p>
						<Called text={note.text} crew={crew} />
					</p>
				)}
				<Reactions {...props} />
			</div>
		</li>
	)
}

function Gone({ note, hand, crew }: { note: NoteRecord; hand: NotesHand; crew: Crew }) {
	const mayReturn = note.authorId === hand.me.userId || can(hand.me.role, 'notes.moderate')
	const by = note.removedBy === null ? 'its author' : crew.of(note.removedBy).name
	return (
		<li className={cx(styles.note, styles.gone)}>
			<span />
			<p>
				A note was taken out by {by}.{' '}
				{mayReturn && hand.canWrite && note.text !== '' ? (
					<button type="button" onClick={() => setRemoved(hand, note, false)}>
						Put it back
					</button>
				) : null}
			</p>
		</li>
	)
}

function NoteMenu(props: {
	note: NoteRecord
	hand: NotesHand
	isOwn: boolean
	onEdit: () => void
}) {
	const { note, hand, isOwn } = props
	const mayRemove = isOwn || can(hand.me.role, 'notes.moderate')
	return (
		<Menu
			trigger={
				<IconButton label="More for this note" size="small">
					<Icon of={MoreHorizontal} size={14} />
				</IconButton>
			}
		>
			{REACTIONS.map(([kind, label]) => (
				<MenuItem
					key={kind}
					icon={<Icon of={GLYPHS[kind]} size={14} />}
					onSelect={() => react(hand, note.id, kind)}
				>
					{label}
				</MenuItem>
			))}
			{isOwn ? (
				<MenuItem icon={<Icon of={Pencil} size={14} />} onSelect={props.onEdit}>
					Edit
				</MenuItem>
			) : null}
			{mayRemove ? (
				<MenuItem
					danger
					icon={<Icon of={Trash2} size={14} />}
					onSelect={() => setRemoved(hand, note, true)}
				>
					Take it out
				</MenuItem>
			) : null}
		</Menu>
	)
}

function Reactions({
	note,
	thread,
	hand,
	crew,
}: {
	note: NoteRecord
	thread: Thread
	hand: NotesHand
	crew: Crew
}) {
	const here = thread.reactions.filter(({ noteId }) => noteId === note.id)
	if (here.length === 0) return null
	return (
		<div className={styles.reactions}>
			{REACTIONS.map(([kind, label]) => {
				const who = here.filter((one) => one.kind === kind)
				if (who.length === 0) return null
				const names = who.map(({ authorId }) => crew.of(authorId).name).join(', ')
				return (
					<button
						key={kind}
						type="button"
						aria-pressed={who.some(({ authorId }) => authorId === hand.me.userId)}
						title={`${label}: ${names}`}
						disabled={!hand.canWrite}
						onClick={() => react(hand, note.id, kind)}
					>
						<Icon of={GLYPHS[kind]} size={12} /> {who.length}
						<span className="visually-hidden">
							{' '}
							{label}: {names}
						</span>
					</button>
				)
			})}
		</div>
	)
}

/** Names that are called stand out. */
function Called({ text, crew }: { text: string; crew: Crew }) {
	const names = crew.list
		.map(({ name }) => name)
		.filter((name) => text.includes(`@${name}`))
		.sort((a, b) => b.length - a.length)
	if (names.length === 0) return text
	const parts = text.split(new RegExp(`(@(?:${names.map(escaped).join('|')}))`, 'u'))
	return parts.map((part, at) =>
		// Parts of one text: their place is what they are.
		at % 2 === 1 ? <mark key={String(at)}>{part}</mark> : part,
	)
}

function escaped(name: string): string {
	return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
