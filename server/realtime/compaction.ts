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
		if (room.archive.isDue(() => room.document.records.size)) void this.start(room)
	}

	/** Before a room that nobody uses is let go: the next to open it reads one snapshot. */
	onLeaving(room: Room): void {
		if (!room.isGone && !this.running.has(room) && room.archive.isDueOnLeaving())
			void this.start(room)
	}

	/** Resolves when nothing is being folded. */
	async whenIdle(): Promise<void> {
		while (this.running.size > 0) await Promise.all(this.running.values())
	}

	async dispose(): Promise<void> {
		await this.whenIdle()
		await this.archivist.dispose()
	}

	private start(room: Room): Promise<void> {
		const done = this.fold(room).finally(() => this.running.delete(room))
		this.running.set(room, done)
		return done
	}

	/** Never throws: whatever fails, the log stays. */
	private async fold(room: Room): Promise<void> {
		const { name, generation, seq, archive } = room
		const { store, log } = this.options
		try {
			const { snapshot, updates } = archive
			const clocks = Y.encodeStateVector(room.committed)
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
