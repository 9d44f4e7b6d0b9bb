/**
 * What the room server counts; server/metrics.ts turns it into Prometheus text. Counting costs a few
 * additions: nothing here keeps anything per socket or per message.
 */
import type { RoomKind } from '#core/ids.ts'

/** Counts values into buckets, for quantiles over any time and any number of servers. */
export class Histogram {
	/** Upper bounds, ascending; one more bucket holds what is above them all. */
	readonly bounds: readonly number[]
	readonly counts: number[]
	sum = 0
	count = 0

	constructor(bounds: readonly number[]) {
		this.bounds = bounds
		this.counts = new Array<number>(bounds.length + 1).fill(0)
	}

	observe(value: number): void {
		let at = 0
		while (at < this.bounds.length && value > (this.bounds[at] ?? 0)) at += 1
		this.counts[at] = (this.counts[at] ?? 0) + 1
		this.sum += value
		this.count += 1
	}
}

/** From a fast disk's fsync to a server in trouble, seconds. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const BATCH = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

export interface RealtimeMetrics {
	connections: number
	connectionsByKind: Record<RoomKind, number>
	rooms: number
	framesIn: number
	bytesIn: number
	bytesOut: number
	updatesCommitted: number
	commits: number
	commitMsSum: number
	commitMsMax: number
	commitFailures: number
	refusals: number
	/** Error code -> sockets closed, or never let in, for it. */
	refusalsByCode: Map<string, number>
	roomLoads: number
	roomLoadFailures: number
	snapshots: number
	snapshotBytes: number
	commitSeconds: Histogram
	/** From reading a frame to acknowledging it, seconds. */
	ackSeconds: Histogram
	/** Updates made durable by one commit. */
	batchUpdates: Histogram
}

export function createRealtimeMetrics(): RealtimeMetrics {
	return {
		connections: 0,
		connectionsByKind: { project: 0, board: 0, notes: 0 },
		rooms: 0,
		framesIn: 0,
		bytesIn: 0,
		bytesOut: 0,
		updatesCommitted: 0,
		commits: 0,
		commitMsSum: 0,
		commitMsMax: 0,
		commitFailures: 0,
		refusals: 0,
		refusalsByCode: new Map(),
		roomLoads: 0,
		roomLoadFailures: 0,
		snapshots: 0,
		snapshotBytes: 0,
		commitSeconds: new Histogram(SECONDS),
		ackSeconds: new Histogram(SECONDS),
		batchUpdates: new Histogram(BATCH),
	}
}

/** Counts a socket that was refused, by the error's code. */
export function countRefusal(metrics: RealtimeMetrics, code: string): void {
	metrics.refusals += 1
	metrics.refusalsByCode.set(code, (metrics.refusalsByCode.get(code) ?? 0) + 1)
}
