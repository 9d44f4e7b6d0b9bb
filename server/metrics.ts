/**
 * `/metrics` in Prometheus text: what an operator watches to see trouble before people do. Every name
 * and help line is written here once; label values are escaped. Nothing says anything about films.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Histogram, RealtimeMetrics } from './realtime/metrics-sink.ts'

export interface MetricsSources {
	realtime: RealtimeMetrics
	/** Size of the database and its journal, bytes. */
	sizes: () => { databaseBytes: number; journalBytes: number }
}

/** Error codes that mean: come again, there is no room just now. */
const SHED_CODES: readonly string[] = ['unavailable', 'too_many']
const LAG_RESOLUTION_MS = 20

/** Watches the event loop; `text` renders everything counted so far. */
export function createMetrics(sources: MetricsSources): { text(): string; dispose(): void } {
	const delay = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS })
	delay.enable()
	return {
		text() {
			const text = renderMetrics(sources, lagOf(delay))
			// Each reading tells of the time since the one before.
			delay.reset()
			return text
		},
		dispose: () => delay.disable(),
	}
}

interface Lag {
	p50: number
	p99: number
}

function lagOf(delay: ReturnType<typeof monitorEventLoopDelay>): Lag {
	const seconds = (percent: number) =>
		delay.count > 0 ? Math.max(0, delay.percentile(percent) / 1e9 - LAG_RESOLUTION_MS / 1000) : 0
	return { p50: seconds(50), p99: seconds(99) }
}

/** The whole page. Exported for its test. */
export function renderMetrics({ realtime, sizes }: MetricsSources, lag: Lag): string {
	const { databaseBytes, journalBytes } = sizes()
	const { heapUsed, rss } = process.memoryUsage()
	const shed = SHED_CODES.map((code) => realtime.refusalsByCode.get(code) ?? 0)
	return [
		gauge('connections', 'Open sockets.', realtime.connections),
		labelled('clients', 'gauge', {
			help: 'Open sockets by kind of room.',
			label: 'kind',
			values: Object.entries(realtime.connectionsByKind),
		}),
		gauge('rooms', 'Documents in memory.', realtime.rooms),
		counter('room_loads_total', 'Documents read from disk.', realtime.roomLoads),
		counter(
			'room_load_failures_total',
			'Documents that could not be read.',
			realtime.roomLoadFailures,
		),
		counter('frames_received_total', 'Socket frames received.', realtime.framesIn),
		counter('received_bytes_total', 'Socket bytes received.', realtime.bytesIn),
		counter('sent_bytes_total', 'Socket bytes sent.', realtime.bytesOut),
		counter('updates_total', 'Updates made durable.', realtime.updatesCommitted),
		counter('commits_total', 'Transactions of the rooms.', realtime.commits),
		histogram('commit_seconds', 'Time of one transaction, fsync included.', realtime.commitSeconds),
		gauge('commit_seconds_max', 'Longest transaction.', realtime.commitMsMax / 1000),
		histogram('commit_batch_updates', 'Updates in one transaction.', realtime.batchUpdates),
		histogram(
			'acknowledgement_seconds',
			'From reading an update to acknowledging it.',
			realtime.ackSeconds,
		),
		counter('commit_failures_total', 'Rooms closed by a failed commit.', realtime.commitFailures),
		labelled('refusals_total', 'counter', {
			help: 'Sockets refused, by reason.',
			label: 'code',
			values: [...realtime.refusalsByCode],
		}),
		counter(
			'shed_total',
			'Sockets told to come again later.',
			shed.reduce((sum, one) => sum + one, 0),
		),
		counter('snapshots_total', 'Snapshots stored.', realtime.snapshots),
		counter('snapshot_bytes_total', 'Bytes of snapshots stored.', realtime.snapshotBytes),
		gauge('database_bytes', 'Size of the database file.', databaseBytes),
		gauge('wal_bytes', 'Size of the journal beside it.', journalBytes),
		labelled('event_loop_lag_seconds', 'gauge', {
			help: 'How late the event loop runs, since the last reading.',
			label: 'quantile',
			values: [
				['0.5', lag.p50],
				['0.99', lag.p99],
			],
		}),
		gauge('resident_memory_bytes', 'Memory of the process.', rss),
		gauge('heap_used_bytes', 'JavaScript memory in use.', heapUsed),
	].join('')
}

type Kind = 'counter' | 'gauge' | 'histogram'

function head(name: string, kind: Kind, help: string): string {
	const safe = help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
	return `# HELP dailies_${name} ${safe}\n# TYPE dailies_${name} ${kind}\n`
}

function counter(name: string, help: string, value: number): string {
	return `${head(name, 'counter', help)}dailies_${name} ${value}\n`
}

function gauge(name: string, help: string, value: number): string {
	return `${head(name, 'gauge', help)}dailies_${name} ${value}\n`
}

interface Labelled {
	help: string
	label: string
	values: readonly (readonly [string, number])[]
}

function labelled(name: string, kind: Kind, { help, label, values }: Labelled): string {
	const lines = values.map(
		([value, count]) => `dailies_${name}{${label}="${escapeLabel(value)}"} ${count}\n`,
	)
	return head(name, kind, help) + lines.join('')
}

function histogram(name: string, help: string, { bounds, counts, sum, count }: Histogram): string {
	let below = 0
	const buckets = bounds.map((bound, at) => {
		below += counts[at] ?? 0
		return `dailies_${name}_bucket{le="${bound}"} ${below}\n`
	})
	const last = `dailies_${name}_bucket{le="+Inf"} ${count}\n`
	const totals = `dailies_${name}_sum ${sum}\ndailies_${name}_count ${count}\n`
	return head(name, 'histogram', help) + buckets.join('') + last + totals
}

/** A label's value as the exposition format wants it. */
export function escapeLabel(value: string): string {
	return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
