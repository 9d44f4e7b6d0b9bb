/** One save state for all rooms of the list: never better than the worst of them. */
import { computed } from '@tldraw/state'
import { CloudCheck, CloudOff, Eye, LoaderCircle, WifiOff } from 'lucide-react'
import { useMemo } from 'react'
import { Icon } from '#app/ui/icon.tsx'
import type { RoomConnection } from '../sync/connect-room.ts'
import type { SaveState } from '../sync/save-state.ts'
import { wordsFor } from '../sync/use-save-state.ts'
import { useSignal } from '../sync/use-signal.ts'
import type { SceneRooms } from './scene-rooms.ts'
import styles from './shot-list-page.module.css'

/** Worst first. A list one may only look at says so. */
const ORDER = ['set-aside', 'offline', 'saving', 'loading', 'saved', 'read-only'] as const
const ICONS = {
	loading: LoaderCircle,
	saved: CloudCheck,
	saving: LoaderCircle,
	offline: WifiOff,
	'read-only': Eye,
	'set-aside': CloudOff,
} as const

export function ListSaveState(props: {
	projectRoom: RoomConnection
	rooms: SceneRooms | null
	canWrite: boolean
}) {
	const { projectRoom, rooms, canWrite } = props
	const state = useSignal(
		useMemo(
			() =>
				computed('state of the list', () => {
					const open = [...(rooms?.open.get().values() ?? [])].map((room) => room.connection)
					return worst(
						[projectRoom, ...open].map((room) => room.saveState.get()),
						canWrite,
					)
				}),
			[projectRoom, rooms, canWrite],
		),
	)
	const { label, detail } = wordsFor(state)
	const waits = state.kind === 'offline' && state.waiting > 0
	return (
		<span className={styles.save} role="status" title={detail || undefined}>
			<Icon of={ICONS[state.kind]} size={14} />
			{waits ? `${state.waiting} ${state.waiting === 1 ? 'change waits' : 'changes wait'}` : label}
		</span>
	)
}

function worst(states: readonly SaveState[], canWrite: boolean): SaveState {
	// Scenes that are still on their way are not yet in this list's hands.
	const here = states.filter(({ kind }) => kind !== 'loading')
	const waiting = here.reduce(
		(sum, state) => sum + (state.kind === 'offline' ? state.waiting : 0),
		0,
	)
	const found = ORDER.flatMap((kind) => here.find((state) => state.kind === kind) ?? [])[0]
	if (found?.kind === 'offline') return { ...found, waiting }
	if (found && !(canWrite && found.kind === 'read-only')) return found
	return found ? { kind: 'saved' } : { kind: 'loading', why: null }
}
