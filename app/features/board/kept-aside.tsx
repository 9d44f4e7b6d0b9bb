/**
 * Work that a room did not take and that is kept on this device: said on the board it belongs to,
 * shown panel by panel, saved as pictures, thrown away only by the person.
 */
import { FolderClock } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Banner } from '#app/ui/notice.tsx'
import type { RoomConnection } from '../sync/connect-room.ts'
import { readAside } from '../sync/read-aside.ts'
import { asideText, readAsideNotes } from '../sync/read-aside-notes.ts'
import { deleteAside, listAside, type SetAsideCopy } from '../sync/set-aside.ts'
import { useSignal } from '../sync/use-signal.ts'
import styles from './kept-aside.module.css'

export function KeptAside({ room }: { room: RoomConnection }) {
	const [copies, setCopies] = useState<readonly SetAsideCopy[]>([])
	const [open, setOpen] = useState(false)
	const [hidden, setHidden] = useState(false)
	const putAside = useSignal(room.putAside)
	// biome-ignore lint/correctness/useExhaustiveDependencies: what was put aside just now is to be found.
	useEffect(() => {
		let gone = false
		const show = (all: SetAsideCopy[]) =>
			gone || setCopies(all.filter((copy) => copy.room === room.room))
		// A browser that keeps nothing has nothing to show.
		void listAside(room.user.userId).then(show, () => undefined)
		return () => {
			gone = true
		}
	}, [room, putAside])
	const [latest] = copies
	if (!latest) return null
	const throwAway = (name: string) =>
		void deleteAside(name).then(() =>
			setCopies((last) => last.filter((each) => each.name !== name)),
		)
	return (
		<>
			{hidden ? null : (
				<Banner
					icon={<Icon of={FolderClock} />}
					action={
						<>
							<Button variant="plain" size="small" onClick={() => setOpen(true)}>
								See it
							</Button>
							<Button variant="plain" size="small" onClick={() => setHidden(true)}>
								Later
							</Button>
						</>
					}
				>
					{isOfNotes(latest) ? 'Notes' : 'Work'} of {whenOf(latest)} did not go in.{' '}
					{isOfNotes(latest) ? 'They are' : 'It is'} kept on this device.
				</Banner>
			)}
			<Dialog open={open} onOpenChange={setOpen} title="Kept on this device" size="wide">
				{copies.map((copy) => (
					<Copy key={copy.name} copy={copy} onThrowAway={() => throwAway(copy.name)} />
				))}
			</Dialog>
		</>
	)
}

function isOfNotes({ room }: SetAsideCopy): boolean {
	return room.startsWith('notes:')
}

function Copy({ copy, onThrowAway }: { copy: SetAsideCopy; onThrowAway: () => void }) {
	const [sure, setSure] = useState(false)
	return (
		<section className={styles.copy}>
			<header className={styles.head}>
				<b>{whenOf(copy)}</b>
				<Button size="small" onClick={() => (sure ? onThrowAway() : setSure(true))}>
					{sure ? 'Throw away for good' : 'Throw away'}
				</Button>
			</header>
			{isOfNotes(copy) ? <CopyOfNotes copy={copy} /> : <CopyOfBoard copy={copy} />}
		</section>
	)
}

/** What the person wrote themselves: the notes of others are safe in their room. */
function CopyOfNotes({ copy }: { copy: SetAsideCopy }) {
	const found = useMemo(() => readAsideNotes(copy.update, copy.userId), [copy])
	const { notes, lines } = found
	return (
		<>
			<p>{copy.reason} Your notes as you had them then:</p>
			{notes.length === 0 ? <p>There are no notes of yours in it that can be shown.</p> : null}
			<ul className={styles.notes}>
				{notes.map(({ id, text, at, answers }) => (
					<li key={id}>
						{answers === '' ? null : <q>{answers}</q>}
						<p>{text}</p>
						{at === 0 ? <small>did not go in</small> : null}
					</li>
				))}
			</ul>
			{lines > 0 ? (
				<p>{lines === 1 ? 'One drawn note' : `${lines} drawn notes`} did not go in either.</p>
			) : null}
			{notes.length > 0 ? (
				<a
					href={`data:text/plain;charset=utf-8,${encodeURIComponent(asideText(found))}`}
					download="notes kept aside.txt"
				>
					Save the notes
				</a>
			) : null}
		</>
	)
}

function CopyOfBoard({ copy }: { copy: SetAsideCopy }) {
	const panels = useMemo(() => readAside(copy.update), [copy])
	return (
		<>
			<p>{copy.reason} The board as you had it then:</p>
			{panels.length === 0 ? <p>These panels can no longer be shown.</p> : null}
			<ul className={styles.panels}>
				{panels.map((panel, place) => (
					<li key={panel.id}>
						{panel.svg === null ? (
							<p>This drawing cannot be shown.</p>
						) : (
							<a href={urlOf(panel.svg)} download={`panel ${place + 1}.svg`}>
								<img src={urlOf(panel.svg)} alt={`Panel ${place + 1}`} />
								Save picture
							</a>
						)}
						<p>{[panel.action, panel.dialogue].filter(Boolean).join(' · ')}</p>
					</li>
				))}
			</ul>
		</>
	)
}

function urlOf(svg: string): string {
	return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
}

function whenOf({ at }: SetAsideCopy): string {
	return new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
}
