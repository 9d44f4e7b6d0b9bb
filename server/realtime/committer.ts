/**
 * Flushes all dirty rooms together, one commit at a time, as soon as the one before has ended: under
 * load work gathers by itself while a commit is on its way, and an idle server answers at once.
 */
import { AppError, isAppError } from '#core/errors.ts'
import type { CommitReceipt, RoomCommit, RoomStore } from '#db/room-store.ts'
import type { RealtimeMetrics } from './metrics-sink.ts'
import type { Room } from './room.ts'

export interface CommitterOptions {
	store: Pick<RoomStore, 'commit'>
	metrics: RealtimeMetrics
	/** A monotonic clock, milliseconds. */
	clock: () => number
	/** Told of every room whose commit failed, after it was dropped. */
	onDropped: (room: Room, error: AppError) => void
	/** Told of every room that has just been settled. */
	onSettled: (room: Room) => void
}

interface Staged {
	room: Room
	commit: RoomCommit | null
}

export class Committer {
	private readonly options: CommitterOptions
	private readonly dirty = new Set<Room>()
	private idle: Promise<void> = Promise.resolve()
	private isRunning = false

	constructor(options: CommitterOptions) {
		this.options = options
	}

	/** Asks for a flush of the room; several asks before it are one flush. */
	schedule(room: Room): void {
		this.dirty.add(room)
		if (this.isRunning) return
		this.isRunning = true
		this.idle = new Promise((resolve) => {
			setImmediate(() => void this.run().finally(resolve))
		})
	}

	/** Resolves when nothing waits and no commit is on its way. */
	async whenIdle(): Promise<void> {
		while (this.isRunning) await this.idle
	}

	private async run(): Promise<void> {
		while (this.dirty.size > 0) {
			const rooms = [...this.dirty].filter((room) => !room.isGone)
			this.dirty.clear()
			const staged = rooms.map((room) => this.stage(room)).filter((one) => one !== null)
			await this.commitTogether(staged)
			// Lets sockets be read between commits, so that the next batch can gather.
			if (this.dirty.size > 0) await new Promise((resolve) => setImmediate(resolve))
		}
		this.isRunning = false
	}

	private stage(room: Room): Staged | null {
		try {
			return { room, commit: room.stage() }
		} catch (error) {
			this.drop(room, asStorageError(error))
			return null
		}
	}

	private async commitTogether(staged: Staged[]): Promise<void> {
		try {
			await this.commit(staged)
		} catch (error) {
			if (staged.length <= 1) {
				for (const { room } of staged) this.drop(room, asStorageError(error))
				return
			}
			// One room's fault must not cost the others their work: nothing was written, so each tries alone.
			for (const one of staged) await this.commitTogether([one])
		}
	}

	/** Commits and settles; in one tick when the store is synchronous. */
	private commit(staged: Staged[]): Promise<void> | undefined {
		const batch = staged.map((one) => one.commit).filter((commit) => commit !== null)
		if (batch.length === 0) {
			for (const { room } of staged) this.settle(room, undefined)
			return undefined
		}
		const startedAt = this.options.clock()
		const receipt = this.options.store.commit(batch)
		const finish = (done: CommitReceipt) => {
			this.count(this.options.clock() - startedAt)
			for (const { room } of staged) this.settle(room, done.seqs.get(room.name))
		}
		if (receipt instanceof Promise) return receipt.then(finish)
		finish(receipt)
		return undefined
	}

	/** Never throws: a fault after the commit must not look like a failed one, or it is made twice. */
	private settle(room: Room, seq: number | undefined): void {
		try {
			room.settle(seq)
		} catch (error) {
			this.drop(room, asStorageError(error))
			return
		}
		this.options.onSettled(room)
	}

	private drop(room: Room, error: AppError): void {
		this.options.metrics.commitFailures += 1
		room.drop(error)
		this.options.onDropped(room, error)
	}

	private count(milliseconds: number): void {
		const { metrics } = this.options
		metrics.commits += 1
		metrics.commitMsSum += milliseconds
		metrics.commitMsMax = Math.max(metrics.commitMsMax, milliseconds)
	}
}

function asStorageError(error: unknown): AppError {
	return isAppError(error) ? error : new AppError('storage_failed', { cause: error })
}
