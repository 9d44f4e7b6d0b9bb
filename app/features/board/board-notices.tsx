/** What a board says when something is wrong: what happened, what is safe, what to do. */
import {
	CloudCheck,
	CloudOff,
	Eye,
	Hourglass,
	Layers2,
	LoaderCircle,
	Lock,
	type LucideIcon,
	TriangleAlert,
	WifiOff,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Banner, Notice } from '#app/ui/notice.tsx'
import type { RoomConnection } from '../sync/connect-room.ts'
import { useSaveState } from '../sync/use-save-state.ts'
import styles from './board-notices.module.css'

const STATE_ICONS = {
	loading: LoaderCircle,
	saved: CloudCheck,
	saving: LoaderCircle,
	offline: WifiOff,
	'read-only': Eye,
	'set-aside': CloudOff,
} as const

/** Saved, Saving, waiting, set aside: always true, always in the top bar. */
export function SaveStateLabel({ room }: { room: RoomConnection }) {
	const { state, label, tone } = useSaveState(room)
	const waiting =
		state.kind === 'offline' && state.waiting > 0 ? waitingWords(state.waiting) : label
	return (
		<span
			className={cx(styles.save, styles[tone])}
			role="status"
			aria-live="polite"
			data-save-state={state.kind}
		>
			<Icon of={STATE_ICONS[state.kind]} size={14} />
			{waiting}
		</span>
	)
}

function waitingWords(count: number): string {
	return count === 1 ? '1 change waits' : `${count} changes wait`
}

/** Across the top of the wall while there is no connection. */
export function OfflineBanner({ room, onRetry }: { room: RoomConnection; onRetry: () => void }) {
	const { state } = useSaveState(room)
	if (state.kind !== 'offline') return null
	const { waiting, isKept, why } = state
	return (
		<Banner
			icon={<Icon of={WifiOff} />}
			action={
				<Button variant="plain" size="small" onClick={onRetry}>
					Try now
				</Button>
			}
		>
			{why ?? 'No connection.'}{' '}
			{waiting > 0 ? (
				<b>
					{waitingWords(waiting)} {isKept ? 'on this device.' : 'in this page only.'}
				</b>
			) : (
				'Everything you drew is saved.'
			)}{' '}
			{isKept
				? 'Keep drawing.'
				: 'Your browser keeps no copy here: leave this page open until you are back.'}
		</Banner>
	)
}

/** While the board is not there yet: what the server says it waits for. */
export function WaitingNotice({ room, onRetry }: { room: RoomConnection; onRetry: () => void }) {
	const { state } = useSaveState(room)
	if (state.kind !== 'loading' || state.why === null) return null
	return (
		<Over>
			<Notice
				announce
				icon={<Icon of={Hourglass} />}
				title="This board does not open yet"
				actions={<Button onClick={onRetry}>Try now</Button>}
			>
				<p>{state.why}</p>
				<p>Everything on it is safe. Leave this page open: it opens by itself.</p>
			</Notice>
		</Over>
	)
}

/** Over the wall when the board's room would not take one's changes, or its notes' room alone. */
export function SetAsideNotice(props: { room: RoomConnection; notesRoom?: RoomConnection }) {
	const { state } = useSaveState(props.room)
	const notes = useSaveState(props.notesRoom ?? props.room).state
	if (state.kind === 'set-aside') return <SetAside of="board" state={state} />
	return notes.kind === 'set-aside' ? <SetAside of="notes" state={notes} /> : null
}

function SetAside({
	of,
	state,
}: {
	of: 'board' | 'notes'
	state: { kept: boolean; reason: string }
}) {
	return (
		<Over>
			<Notice
				tone="danger"
				announce
				icon={<Icon of={TriangleAlert} />}
				title={state.kept ? 'Your last changes did not go in' : 'This board was closed'}
				actions={<Button onClick={() => window.location.reload()}>Reload the board</Button>}
			>
				<p>{state.reason}</p>
				{state.kept ? (
					<p>
						{of === 'board'
							? 'All of them are kept on this device. Reload, and “See it” shows them panel by panel.'
							: 'They are notes, and kept on this device. The drawings are saved. Reload, and “See it” shows them.'}
					</p>
				) : (
					<p>All you drew before is saved.</p>
				)}
			</Notice>
		</Over>
	)
}

/** Records that cannot be read; those in a panel are counted on its paper too. */
export function DamagedNotice({ count }: { count: number }) {
	return (
		<CountedBanner count={count} icon={TriangleAlert}>
			{count === 1 ? 'One thing on this board' : `${count} things on this board`} could not be read.
			The rest is fine and saved.
		</CountedBanner>
	)
}

/** Drawings whose panel somebody deleted while they were made elsewhere: safe, and out of view. */
export function HeldNotice({ count }: { count: number }) {
	return (
		<CountedBanner count={count} icon={Layers2}>
			{count === 1 ? 'One thing was' : `${count} things were`} drawn in a panel that is deleted.
			Kept, and back in view when the panel is brought back.
		</CountedBanner>
	)
}

/** Lies over the wall, so it can be closed; comes again when there is more of it. */
function CountedBanner(props: { count: number; icon: LucideIcon; children: ReactNode }) {
	const { count } = props
	const [seen, setSeen] = useState(0)
	if (count <= seen) return null
	return (
		<Banner
			icon={<Icon of={props.icon} />}
			action={
				<Button variant="plain" size="small" onClick={() => setSeen(count)}>
					Close
				</Button>
			}
		>
			{props.children}
		</Banner>
	)
}

export function LicenseNotice({ shotListTo }: { shotListTo: string }) {
	return (
		<Over>
			<Notice icon={<Icon of={Lock} />} title="The drawing surface needs a licence key here">
				<p>
					This address is public and secure. Ask whoever runs this server to add the key. The script
					and the film’s pages still work.
				</p>
				<p>
					<a href={shotListTo}>Back to the film</a>
				</p>
			</Notice>
		</Over>
	)
}

function Over({ children }: { children: ReactNode }) {
	return <div className={styles.over}>{children}</div>
}
