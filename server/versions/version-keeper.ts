/**
 * When the program keeps versions by itself: after every so much time of work on a board, and when the
 * last person leaves it. One board is kept at a time, and none twice at once.
 */
import { parseRoomName, type RoomName } from '#core/ids.ts'
import type { Rooms } from '../realtime/rooms-api.ts'

/** A version is kept so long after the first change since the last one. */
const ACTIVITY_MS = 10 * 60_000
/** Versions at the end of sessions are at least so far apart: people come and go. */
const LEAVING_MS = 60_000
/** A stopping program waits at most so long for what is still to be kept. */
const STOPPING_MS = 4_000

export interface KeeperOptions {
	rooms: Pick<Rooms, 'watch'>
	paceMs?: { activity: number; leaving: number }
	/** Keeps the board as it stands; never throws. */
	keep(sceneId: string): Promise<void>
}

interface Watched {
	timer: ReturnType<typeof setTimeout> | null
	/** When the timer rings. */
	dueAt: number
	keptAt: number
}

/** Watches all boards until it is disposed. */
export function watchBoards(options: KeeperOptions): { dispose(): Promise<void> } {
	const { activity, leaving } = options.paceMs ?? { activity: ACTIVITY_MS, leaving: LEAVING_MS }
	const boards = new Map<string, Watched>()
	let turn: Promise<void> = Promise.resolve()
	let isOver = false

	const keepNow = (sceneId: string, board: Watched) => {
		if (board.timer !== null) clearTimeout(board.timer)
		board.timer = null
		board.keptAt = performance.now()
		turn = turn.then(() => (isOver ? undefined : options.keep(sceneId)))
	}
	/** Rings at the earlier of what is planned and `inMs` from now. */
	const plan = (sceneId: string, board: Watched, inMs: number) => {
		const at = performance.now() + inMs
		if (board.timer !== null && board.dueAt <= at) return
		if (board.timer !== null) clearTimeout(board.timer)
		board.dueAt = at
		board.timer = setTimeout(() => keepNow(sceneId, board), inMs)
		board.timer.unref()
	}
	const sceneIn = (room: RoomName) => {
		const parsed = parseRoomName(room)
		return parsed?.kind === 'board' ? parsed.id : null
	}
	const stop = options.rooms.watch({
		committed(room) {
			const sceneId = sceneIn(room)
			if (sceneId === null) return
			const board = boards.get(sceneId) ?? {
				...{ timer: null, dueAt: 0, keptAt: Number.NEGATIVE_INFINITY },
			}
			boards.set(sceneId, board)
			plan(sceneId, board, activity)
		},
		left(room, _userId, { isEmpty }) {
			const sceneId = sceneIn(room)
			const board = sceneId === null ? undefined : boards.get(sceneId)
			// Without a timer nothing has changed since the last version.
			if (sceneId === null || !board || board.timer === null || !isEmpty) return
			const wait = board.keptAt + leaving - performance.now()
			plan(sceneId, board, Math.max(0, wait))
		},
	})
	return {
		async dispose() {
			stop()
			for (const [sceneId, board] of boards) if (board.timer !== null) keepNow(sceneId, board)
			const late = new Promise<void>((resolve) => {
				setTimeout(resolve, STOPPING_MS).unref()
			})
			await Promise.race([turn, late])
			isOver = true
		},
	}
}
