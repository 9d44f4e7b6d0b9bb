/**
 * Folds a room's log into a snapshot. The rule (R14): the snapshot is read back from the bytes that are
 * stored and must equal what the log gives before anything of the log may go. The folding is done in
 * another thread; a room is never held up by it.
 */
import * as Y from 'yjs'
import type { RoomStore } from '#db/room-store.ts'
import type { Logger } from '../logger.ts'
import { type Archivist, createArchivist } from './archivist.ts'
import type { Room } from './room.ts'

export interface CompactionOptions {
	store: Pick<RoomStore, 'saveSnapshot'>
	log: Logger
	archivist?: Archivist
}

export class Compaction {
	private readonly options: CompactionOptions
	private readonly archivist: Archivist
	private readonly running = new Map<Room, Promise<void>>()

	constructor(options: CompactionOptions) {
		this.options = options
		this.archivist = options.archivist ?? createArchivist()
	}

	/** After a commit: makes a snapshot when enough has been written since the last one. */
	afterCommit(room: Room): void {
		if (room.isGone || this.running.has(room)) return
		if (room.archive.isDue(() => room.document.records.size))
			this.keep(room, this.fold(room, clocksOf(room)))
	}

	/**
	 * Before a room that nobody uses is let go: the next to open it reads one snapshot. What is being
	 * folded now is only a part of it, so the rest follows; the room changes no more.
	 */
	onLeaving(room: Room): void {
		if (room.isGone || !room.archive.isDueOnLeaving()) return
		const clocks = this.clocksIfReadable(room)
		if (!clocks) return
		const before = this.running.get(room) ?? Promise.resolve()
		const done = before.then(async () => {
			if (room.archive.isDueOnLeaving()) await this.fold(room, clocks)
		})
		this.keep(room, done)
	}

	/** Resolves when nothing is being folded. */
	async whenIdle(): Promise<void> {
		while (this.running.size > 0) await Promise.all(this.running.values())
	}

	async dispose(): Promise<void> {
		await this.whenIdle()
		await this.archivist.dispose()
	}

	private clocksIfReadable(room: Room): Uint8Array | null {
		try {
			return clocksOf(room)
		} catch (error) {
			this.options.log.error({ room: room.name, err: error }, 'A room could not be read.')
			return null
		}
	}

	private keep(room: Room, done: Promise<void>): void {
		const kept = done.finally(() => {
			if (this.running.get(room) === kept) this.running.delete(room)
		})
		this.running.set(room, kept)
	}

	/** Never throws: whatever fails, the log stays. */
	private async fold(room: Room, clocks: Uint8Array): Promise<void> {
		const { name, generation, seq, archive } = room
		const { store, log } = this.options
		try {
			const { snapshot, updates } = archive
			const body = await this.archivist.fold({ snapshot, updates, clocks })
			const made = { uptoSeq: seq, body, clocks }
			await store.saveSnapshot(name, generation, made)
			archive.replace({ ...made, encoding: 'packed' })
		} catch (error) {
			archive.postpone()
			log.error(
				{ room: name, seq, err: error },
				'A snapshot could not be made; the log is kept whole.',
			)
		}
	}
}

/** What the folded document must have: the clocks people see, where anybody has seen it. */
function clocksOf(room: Room): Uint8Array {
	return room.document.isRead ? Y.encodeStateVector(room.committed) : room.clocks
}
