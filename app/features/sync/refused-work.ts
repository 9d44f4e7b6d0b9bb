/**
 * What becomes of a document that its room refused for good (W6): all that was not durable is kept
 * aside under a name, and so is what is still drawn until the page is left: a pen may be on the paper.
 */
import * as Y from 'yjs'
import { ERROR_KINDS, type ErrorCode } from '#core/errors.ts'
import type { RoomName } from '#core/ids.ts'
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

/** In a room, what was refused is drawn, not typed into a form. */
const IN_A_ROOM: Partial<Record<ErrorCode, string>> = {
	bad_request: 'The board could not take one of your changes.',
	invalid_update: 'The board could not take one of your changes.',
	too_large: 'One of your changes was too large for the board.',
	forbidden: 'You may look at this board now, and no longer change it.',
	generation_changed: 'This board was restored to another version meanwhile.',
	client_id_taken: 'This page was open for somebody else.',
}

/** Why a room refused, for the person. */
export function whyRefused({ code, reason }: { code: number; reason: string }): string {
	const names = Object.keys(ERROR_KINDS).filter((name): name is ErrorCode => name in ERROR_KINDS)
	const name =
		names.find((each) => each === reason) ??
		names.find((each) => ERROR_KINDS[each].close === code) ??
		'internal'
	return IN_A_ROOM[name] ?? ERROR_KINDS[name].message
}
