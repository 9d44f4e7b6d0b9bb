/** What the room server counts; server/metrics.ts turns it into Prometheus text. */
export interface RealtimeMetrics {
	connections: number
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
}

export function createRealtimeMetrics(): RealtimeMetrics {
	return {
		connections: 0,
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
	}
}
