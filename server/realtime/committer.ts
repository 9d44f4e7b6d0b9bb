/**
 * Flushes all dirty rooms together, one commit at a time, as soon as the one before has ended: under
 * load work gathers by itself while a commit is on its way, and an idle server answers at once.
 */
import { AppError, isAppError } from '#core/errors.ts'
import type { CommitReceipt, RoomCommit, RoomStore } from '#db/room-store.ts'
import type { JointWork } from './flush.ts'
import type { RealtimeMetrics } from './metrics-sink.ts'
import type { Room } from './room.ts'
import { tryJoint } from './staging.ts'

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
/** Rooms that a command over two of them has tied: they commit together or not at all (R18). */
type Group = Staged[]

export class Committer {
	private readonly options: CommitterOptions
	private readonly dirty = new Set<Room>()
	private joint: JointWork<Room>[] = []
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

	/** Queues a command over two rooms for their next flush. */
	scheduleJoint(work: JointWork<Room>): void {
		this.joint.push(work)
		for (const room of work.rooms) this.schedule(room)
	}

	/** Resolves when nothing waits and no commit is on its way. */
	async whenIdle(): Promise<void> {
		while (this.isRunning) await this.idle
	}

	private async run(): Promise<void> {
		while (this.dirty.size > 0) {
			const rooms = [...this.dirty].filter((room) => !room.isGone)
			this.dirty.clear()
			await this.commitTogether(this.stageAll(rooms))
			// Lets sockets be read between commits, so that the next batch can gather.
			if (this.dirty.size > 0) await new Promise((resolve) => setImmediate(resolve))
		}
		this.isRunning = false
	}

	/** Each room's own work first, then what concerns two; everything in one tick, so nothing can lock. */
	private stageAll(rooms: Room[]): Group[] {
		for (const room of rooms) this.orDrop(room, () => room.stage())
		const joint = this.joint
		this.joint = []
		const ties = joint.filter((work) => this.stageJoint(work)).map((work) => work.rooms)
		const staged: Staged[] = []
		for (const room of rooms)
			this.orDrop(room, () => staged.push({ room, commit: room.takeCommit() }))
		return groupTied(staged, ties).filter((group) => this.isWhole(group, ties))
	}

	/** A group that lost a member after its command was accepted is dropped: half of it must not be kept. */
	private isWhole(group: Group, ties: (readonly Room[])[]): boolean {
		const isHalf = ties.some(
			(tie) => tie.some((room) => room.isGone) && group.some(({ room }) => tie.includes(room)),
		)
		if (!isHalf) return true
		for (const { room } of group) this.drop(room, new AppError('storage_failed'))
		return false
	}

	private stageJoint(work: JointWork<Room>): boolean {
		const [first, second] = work.rooms
		try {
			return tryJoint(work, [first.jointSide(), second.jointSide()])
		} catch (error) {
			work.reject(error)
			return false
		}
	}

	private orDrop(room: Room, run: () => void): void {
		if (room.isGone) return
		try {
			run()
		} catch (error) {
			this.drop(room, asStorageError(error))
		}
	}

	private async commitTogether(groups: Group[]): Promise<void> {
		try {
			await this.commit(groups.flat())
		} catch (error) {
			if (groups.length <= 1) {
				for (const { room } of groups.flat()) this.drop(room, asStorageError(error))
				return
			}
			// One room's fault must not cost the others their work: nothing was written, so each tries alone.
			for (const group of groups) await this.commitTogether([group])
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
			this.count(this.options.clock() - startedAt, batch)
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

	private count(milliseconds: number, batch: readonly RoomCommit[]): void {
		const { metrics } = this.options
		metrics.commitSeconds.observe(milliseconds / 1000)
		metrics.batchUpdates.observe(batch.reduce((sum, { updates }) => sum + updates.length, 0))
		metrics.commits += 1
		metrics.commitMsSum += milliseconds
		metrics.commitMsMax = Math.max(metrics.commitMsMax, milliseconds)
	}
}

function asStorageError(error: unknown): AppError {
	return isAppError(error) ? error : new AppError('storage_failed', { cause: error })
}

/** Joins the rooms that accepted commands have tied, however they overlap. */
function groupTied(staged: Staged[], ties: (readonly Room[])[]): Group[] {
	let groups: Group[] = staged.map((one) => [one])
	for (const tie of ties) {
		const isTied = (group: Group) => group.some(({ room }) => tie.includes(room))
		groups = [groups.filter(isTied).flat(), ...groups.filter((group) => !isTied(group))]
	}
	return groups.filter((group) => group.length > 0)
}
