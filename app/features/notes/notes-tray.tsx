/**
 * The scene's notes as a list: filtered, opened, answered. Arrows walk it; opening one shows it on the
 * panel, and a pin on a panel opens it here.
 */
import { Link } from '@remix-run/react'
import { MessageSquare, MessageSquarePlus } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import type { Anchor } from '#core/notes/anchor.ts'
import { EVERY_OPEN, type ThreadFilter } from '#core/notes/threads.ts'
import { useSignal } from '../sync/use-signal.ts'
import { Composer } from './composer.tsx'
import type { Crew } from './crew.ts'
import { InkBar } from './ink-bar.tsx'
import styles from './notes.module.css'
import { type NotesHand, startThread } from './notes-hand.ts'
import type { NotesModel } from './notes-model.ts'
import { ThreadFilters } from './thread-filters.tsx'
import { ThreadItem } from './thread-item.tsx'

const CLOCK_MS = 30_000

export interface NotesTrayProps {
	model: NotesModel
	hand: NotesHand
	crew: Crew
	currentPanelId: string | null
	/** Words for where a note is. */
	whereOf: (anchor: Anchor) => string
	/** Shows what a note is about. */
	onGo: (anchor: Anchor) => void
	/** Begins a note on the panel in hand. */
	onBegin: () => void
	/** The notes of all scenes. */
	filmHref: string
	/** How far the panel and the scene have come in review. */
	review: ReactNode
}

export function NotesTray(props: NotesTrayProps) {
	const { model, hand, crew, whereOf, onGo } = props
	const shown = useSignal(model.shown)
	const all = useSignal(model.threads)
	const activeId = useSignal(model.activeId)
	const draft = useSignal(model.draft)
	const now = useNow()
	return (
		<section className={styles.tray} aria-label="Notes">
			{props.review}
			<Filters {...props} />
			{draft && hand.canWrite ? (
				<div className={styles.draft}>
					<p>
						New note: <b>{whereOf(draft)}</b>
					</p>
					<Composer
						label={`New note on ${whereOf(draft)}`}
						placeholder="What should change? @ calls somebody"
						autoFocus
						crew={crew}
						sendLabel="Note it"
						onLeave={() => model.draft.set(null)}
						onSend={(words) => {
							const id = startThread(hand, draft, words)
							model.draft.set(null)
							model.activeId.set(id)
						}}
					/>
				</div>
			) : null}
			<ol className={styles.list} onKeyDown={walkList}>
				{shown.map((thread) => (
					<ThreadItem
						key={thread.id}
						{...{ thread, hand, crew, now }}
						where={whereOf(thread.anchor)}
						isOpen={thread.id === activeId}
						onOpen={() => {
							const isOpen = thread.id === activeId
							model.activeId.set(isOpen ? null : thread.id)
							if (!isOpen) onGo(thread.anchor)
						}}
					/>
				))}
			</ol>
			{all.length > 0 ? (
				<Link className={styles.ofFilm} to={props.filmHref}>
					All notes of the film
				</Link>
			) : null}
			{shown.length === 0 && !draft ? <Nothing {...props} hasAny={all.length > 0} /> : null}
		</section>
	)
}

function Nothing(props: NotesTrayProps & { hasAny: boolean }) {
	const { hand, model, hasAny } = props
	return (
		<div className={styles.nothing}>
			<Empty
				icon={<Icon of={MessageSquare} size={20} />}
				title={hasAny ? 'Nothing under this choice' : 'No notes yet'}
				actions={
					hasAny ? (
						<Button onClick={() => model.filter.set({ ...EVERY_OPEN, state: 'all' })}>
							Show all notes
						</Button>
					) : hand.canWrite ? (
						<Button onClick={props.onBegin}>Note something</Button>
					) : null
				}
			>
				<p>
					{hasAny
						? 'Other notes of this scene are resolved, or about something else.'
						: 'A note stands on a panel, a drawing, words of the script or a moment of the strip, and goes with it.'}
				</p>
			</Empty>
		</div>
	)
}

function Filters(props: NotesTrayProps) {
	const { model, crew, currentPanelId, hand } = props
	const filter = useSignal(model.filter)
	const set = (change: Partial<ThreadFilter>) => model.filter.set({ ...filter, ...change })
	return (
		<ThreadFilters {...{ filter, crew }} onChange={set}>
			<Chip
				pressed={filter.panelId !== null}
				disabled={currentPanelId === null && filter.panelId === null}
				onPressedChange={(pressed) => set({ panelId: pressed ? currentPanelId : null })}
			>
				This panel
			</Chip>
			<span className={styles.push}>
				<InkBar {...{ model, hand, currentPanelId }} />
				{hand.canWrite ? (
					<Button
						size="small"
						variant="plain"
						icon={<Icon of={MessageSquarePlus} size={14} />}
						onClick={props.onBegin}
					>
						Note
					</Button>
				) : null}
			</span>
		</ThreadFilters>
	)
}

/** Up and down walk from one note to the next. */
function walkList(event: KeyboardEvent<HTMLOListElement>): void {
	if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
	const heads = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-thread]')]
	const at = heads.findIndex((head) => head === document.activeElement)
	const next = heads[at + (event.key === 'ArrowDown' ? 1 : -1)]
	if (at < 0 || !next) return
	event.preventDefault()
	event.stopPropagation()
	next.focus()
}

function useNow(): number {
	const [now, setNow] = useState(() => Date.now())
	const timer = useRef(0)
	useEffect(() => {
		timer.current = window.setInterval(() => setNow(Date.now()), CLOCK_MS)
		return () => window.clearInterval(timer.current)
	}, [])
	return now
}
