/**
 * What becomes of a document that its room refused for good (W6): all that was not durable is kept
 * aside under a name, and so is what is still drawn until the page is left: a pen may be on the paper.
 */
import * as Y from 'yjs'
import { ERROR_KINDS, type ErrorCode } from '#core/errors.ts'
import type { RoomName } from '#core/ids.ts'
import { readCloseReason } from '#core/sync/close-reason.ts'
import type { LocalCopy } from './local-copy.ts'
import type { SaveState } from './save-state.ts'
import { type SetAsideCopy, setAsideName } from './set-aside.ts'

/** Least time between two writes of the kept copy, milliseconds. */
const KEEP_EVERY_MS = 300

export interface RefusedWork {
	/** Keeps the document as it is now; true when it is kept. */
	keepNow(): Promise<boolean>
	/** Keeps what changes from now on. */
	follow(onKept: () => void): void
	readonly name: string
	dispose(): void
}

export function refusedWork(options: {
	doc: Y.Doc
	room: RoomName
	userId: string
	/** Milliseconds since 1970. */
	at: number
	reason: string
	keep(copy: SetAsideCopy): Promise<void>
}): RefusedWork {
	const { doc, room, userId, at, reason } = options
	const name = setAsideName(room, at)
	let timer: ReturnType<typeof setTimeout> | undefined
	let onKept: () => void = () => undefined
	const keepNow = () => {
		clearTimeout(timer)
		timer = undefined
		const update = Y.encodeStateAsUpdate(doc)
		return options.keep({ name, room, userId, at, reason, update }).then(
			() => true,
			() => false,
		)
	}
	const onUpdate = () => {
		timer ??= setTimeout(() => {
			void keepNow().then((isKept) => isKept && onKept())
		}, KEEP_EVERY_MS)
	}
	return {
		name,
		keepNow,
		follow(heard) {
			onKept = heard
			doc.on('update', onUpdate)
		},
		dispose() {
			doc.off('update', onUpdate)
			if (timer !== undefined) void keepNow()
		},
	}
}

/**
 * Keeps what a refused document holds and the room has not, empties the copy that was refused, and
 * says how it went. `done` resolves when that is settled; the work goes on being kept until disposed.
 */
export function keepRefused(options: {
	doc: Y.Doc
	room: RoomName
	userId: string
	/** Milliseconds since 1970. */
	at: number
	closed: { code: number; reason: string }
	copy: Pick<LocalCopy, 'clear'>
	isUnsaved: boolean
	keep(copy: SetAsideCopy): Promise<void>
	onState(state: SaveState): void
}): { work: RefusedWork; done: Promise<void> } {
	const { closed, copy, isUnsaved, onState } = options
	const reason = whyRefused(closed)
	const work = refusedWork({ ...options, reason })
	const say = (kept: boolean) =>
		onState({
			...{ kind: 'set-aside', reason, code: closed.code },
			...{ kept, name: kept ? work.name : null },
		})
	const settle = async () => {
		work.follow(() => say(true))
		const kept = isUnsaved && (await work.keepNow())
		// Without a copy aside the local one is all there is: it stays.
		if (kept || !isUnsaved) await copy.clear()
		say(kept)
	}
	return { work, done: settle() }
}

/** In a room, what was refused is drawn, not typed into a form. */
const IN_A_ROOM: Partial<Record<ErrorCode, string>> = {
	bad_request: 'The board could not take one of your changes.',
	invalid_update: 'The board could not take one of your changes.',
	too_large: 'One of your changes was too large for the board.',
	forbidden: 'You may look at this board now, and no longer change it.',
	generation_changed: 'This board was restored to another version meanwhile.',
	client_id_taken: 'This page was open for somebody else.',
	upgrade_needed: 'Dailies was renewed while this page was open.',
	too_many: 'Too many people or pages are on this board. It goes on as soon as one leaves.',
	unavailable: 'The server is busy. It lets you in as soon as it can.',
	role_changed: 'What you may do here has changed.',
}

/** Why a room closed the line, for the person: its own sentence, else what the code means here (W5). */
export function whyRefused(closed: { code: number; reason: string }): string {
	const { code, sentence } = readCloseReason(closed) ?? { code: 'internal', sentence: null }
	return sentence ?? IN_A_ROOM[code] ?? ERROR_KINDS[code].message
}
