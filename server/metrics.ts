/** `/metrics` in Prometheus text: what an operator watches to see trouble before people do. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { RealtimeMetrics } from './realtime/metrics-sink.ts'

type Kind = 'counter' | 'gauge'
type LoopDelay = ReturnType<typeof monitorEventLoopDelay>

/** Watches the event loop; `text` renders everything counted so far. */
export function createMetrics(realtime: RealtimeMetrics): { text(): string; dispose(): void } {
	const delay = monitorEventLoopDelay({ resolution: 20 })
	delay.enable()
	return {
		text: () => render(realtime, delay),
		dispose: () => delay.disable(),
	}
}

function render(realtime: RealtimeMetrics, delay: LoopDelay): string {
	const line = (name: string, kind: Kind, help: string, value: number) =>
		`# HELP dailies_${name} ${help}\n# TYPE dailies_${name} ${kind}\ndailies_${name} ${value}\n`
	const seconds = (milliseconds: number) => milliseconds / 1000
	return [
		line('connections', 'gauge', 'Open sockets.', realtime.connections),
		line('rooms', 'gauge', 'Documents in memory.', realtime.rooms),
		line('frames_received_total', 'counter', 'Socket frames received.', realtime.framesIn),
		line('received_bytes_total', 'counter', 'Socket bytes received.', realtime.bytesIn),
		line('sent_bytes_total', 'counter', 'Socket bytes sent.', realtime.bytesOut),
		line('updates_total', 'counter', 'Updates made durable.', realtime.updatesCommitted),
		line('commits_total', 'counter', 'Transactions of the rooms.', realtime.commits),
		line(
			'commit_seconds_total',
			'counter',
			'Time spent committing.',
			seconds(realtime.commitMsSum),
		),
		line('commit_seconds_max', 'gauge', 'Longest commit.', seconds(realtime.commitMsMax)),
		line('commit_failures_total', 'counter', 'Commits that failed.', realtime.commitFailures),
		line('refusals_total', 'counter', 'Sockets closed for cause.', realtime.refusals),
		line('event_loop_lag_seconds', 'gauge', 'Event loop delay, p99.', delay.percentile(99) / 1e9),
		line('resident_memory_bytes', 'gauge', 'Memory of the process.', process.memoryUsage.rss()),
	].join('')
}
