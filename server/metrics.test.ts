import { describe, expect, it } from 'vitest'
import { escapeLabel, renderMetrics } from './metrics.ts'
import { countRefusal, createRealtimeMetrics, Histogram } from './realtime/metrics-sink.ts'

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*)\})? (\S+)$/

/** Reads the exposition format strictly. @throws Error on any line that is none of it */
function parse(text: string) {
	const types = new Map<string, string>()
	const samples = new Map<string, number>()
	if (!text.endsWith('\n')) throw new Error('the last line does not end')
	for (const line of text.slice(0, -1).split('\n')) {
		const type = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line)
		if (type?.[1]) {
			if (types.has(type[1])) throw new Error(`${type[1]} is declared twice`)
			types.set(type[1], type[2] ?? '')
		}
		if (line.startsWith('#')) continue
		const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? []
		const family = name.replace(/_(bucket|sum|count)$/, '')
		if (!types.has(name) && types.get(family) !== 'histogram')
			throw new Error(`undeclared: ${line}`)
		const key = `${name}{${labels}}`
		if (samples.has(key) || !Number.isFinite(Number(value))) throw new Error(`bad: ${line}`)
		samples.set(key, Number(value))
	}
	return { types, samples }
}

function render(change: (metrics: ReturnType<typeof createRealtimeMetrics>) => void = () => {}) {
	const realtime = createRealtimeMetrics()
	change(realtime)
	const sizes = () => ({ databaseBytes: 4096, journalBytes: 32 })
	return parse(renderMetrics({ realtime, sizes }, { p50: 0.001, p99: 0.02 }))
}

describe('the page of numbers', () => {
	it('can be read, also before anything happened', () => {
		const { samples, types } = render()
		expect(samples.get('dailies_rooms{}')).toBe(0)
		expect(samples.get('dailies_wal_bytes{}')).toBe(32)
		expect(samples.get('dailies_clients{kind="board"}')).toBe(0)
		expect(samples.get('dailies_event_loop_lag_seconds{quantile="0.99"}')).toBe(0.02)
		expect(types.get('dailies_commit_seconds')).toBe('histogram')
		for (const [name, type] of types) expect(name.endsWith('_total')).toBe(type === 'counter')
	})

	it('counts refusals by their code, and what was only told to come again', () => {
		const { samples } = render((metrics) => {
			for (const code of ['forbidden', 'unavailable', 'too_many', 'too_many'])
				countRefusal(metrics, code)
		})
		expect(samples.get('dailies_refusals_total{code="too_many"}')).toBe(2)
		expect(samples.get('dailies_refusals_total{code="forbidden"}')).toBe(1)
		expect(samples.get('dailies_shed_total{}')).toBe(3)
	})

	it('fills buckets that only grow, up to the count', () => {
		const { samples } = render(({ commitSeconds }) => {
			for (const seconds of [0.0005, 0.001, 0.03, 99]) commitSeconds.observe(seconds)
		})
		const buckets = [...samples].filter(([key]) => key.startsWith('dailies_commit_seconds_bucket'))
		const counts = buckets.map(([, value]) => value)
		expect(counts).toEqual([...counts].sort((a, b) => a - b))
		expect(samples.get('dailies_commit_seconds_bucket{le="0.001"}')).toBe(2)
		expect(samples.get('dailies_commit_seconds_bucket{le="5"}')).toBe(3)
		expect(samples.get('dailies_commit_seconds_bucket{le="+Inf"}')).toBe(4)
		expect(samples.get('dailies_commit_seconds_count{}')).toBe(4)
		expect(samples.get('dailies_commit_seconds_sum{}')).toBeCloseTo(99.0315)
	})

	it('escapes whatever a label holds', () => {
		expect(escapeLabel('a"b\\c\nd')).toBe('a\\"b\\\\c\\nd')
		const { samples } = render((metrics) => countRefusal(metrics, 'odd"\\\n'))
		expect(samples.get('dailies_refusals_total{code="odd\\"\\\\\\n"}')).toBe(1)
	})

	it('an observation on a bound belongs to it', () => {
		const histogram = new Histogram([1, 2])
		for (const value of [1, 2, 3]) histogram.observe(value)
		expect(histogram.counts).toEqual([1, 1, 1])
	})
})
