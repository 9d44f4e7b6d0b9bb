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
					Work of {whenOf(latest)} did not go in. It is kept on this device.
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

function Copy({ copy, onThrowAway }: { copy: SetAsideCopy; onThrowAway: () => void }) {
	const panels = useMemo(() => readAside(copy.update), [copy])
	const [sure, setSure] = useState(false)
	return (
		<section className={styles.copy}>
			<header className={styles.head}>
				<b>{whenOf(copy)}</b>
				<Button size="small" onClick={() => (sure ? onThrowAway() : setSure(true))}>
					{sure ? 'Throw away for good' : 'Throw away'}
				</Button>
			</header>
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
		</section>
	)
}

function urlOf(svg: string): string {
	return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
}

function whenOf({ at }: SetAsideCopy): string {
	return new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
}
