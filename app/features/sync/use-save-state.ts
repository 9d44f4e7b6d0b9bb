/** The save state with its words, one place for every page that shows it. */
import type { RoomConnection } from './connect-room.ts'
import type { SaveState } from './save-state.ts'
import { useSignal } from './use-signal.ts'

export interface SaveStateView {
	state: SaveState
	/** A word or two for the corner of the board. */
	label: string
	/** What is safe and what to do, or '' when all is well. */
	detail: string
	tone: 'calm' | 'busy' | 'warning'
}

export function useSaveState(room: RoomConnection): SaveStateView {
	const state = useSignal(room.saveState)
	return { state, ...wordsFor(state) }
}

export function wordsFor(state: SaveState): Omit<SaveStateView, 'state'> {
	switch (state.kind) {
		case 'loading':
			return { label: 'Opening…', detail: '', tone: 'busy' }
		case 'saved':
			return { label: 'Saved', detail: '', tone: 'calm' }
		case 'saving':
			return { label: 'Saving…', detail: '', tone: 'busy' }
		case 'read-only':
			return {
				label: 'View only',
				detail: 'You can look at this board and not change it.',
				tone: 'calm',
			}
		case 'offline':
			return { label: 'Offline', detail: offlineDetail(state), tone: 'warning' }
		case 'set-aside':
			return {
				label: state.kept ? 'Not saved' : 'Closed',
				detail: `${state.reason} ${asideDetail(state.kept)}`,
				tone: 'warning',
			}
	}
}

function offlineDetail(state: Extract<SaveState, { kind: 'offline' }>): string {
	const { why } = state
	return why === null ? keptWords(state) : `${why} ${keptWords(state)}`
}

function keptWords({ waiting, isKept }: { waiting: number; isKept: boolean }): string {
	if (!isKept) return 'This browser keeps no copy. Leave this page open until you are back.'
	if (waiting === 0)
		return 'Everything you drew is saved. New work is kept on this device until you are back.'
	const count = waiting === 1 ? 'One change is' : `${waiting} changes are`
	return `${count} kept on this device and will be saved when you are back.`
}

function asideDetail(kept: boolean): string {
	return kept
		? 'Your unsaved work is kept aside on this device. Reload to go on.'
		: 'Reload to go on.'
}
