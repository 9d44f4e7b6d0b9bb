/** An evaluation as a person reads it: verdict first, then one line per estimator. */
import { z } from 'zod'

const IntervalShape = z.object({ low: z.number(), high: z.number() }).nullable()
const EstimateShape = z.object({
	key: z.string(),
	value: z.number().nullable(),
	standardError: z.number().nullable(),
	interval: IntervalShape,
	over: z.string().nullable(),
	ess: z.number(),
	meanWeight: z.number(),
	maxWeight: z.number(),
	coversValue: z.boolean(),
})
const ReportShape = z.object({
	policy: z.string(),
	n: z.number(),
	onPolicy: z.object({ value: z.number().nullable(), interval: IntervalShape }),
	overlap: z.object({ verdict: z.string(), reason: z.string().nullable(), ess: z.number() }),
	estimators: z.array(EstimateShape),
	leftOut: z.record(z.string(), z.number()).optional(),
	warnings: z.array(z.string()).optional(),
	seed: z.string(),
	repetitions: z.number(),
})

/** Lines without line ends. */
export function describeEvaluation(result: unknown): string[] {
	const report = ReportShape.parse(result)
	const { n, onPolicy, overlap, policy } = report
	const left = Object.entries(report.leftOut ?? {}).filter(([, count]) => count > 0)
	return [
		`${policy}, on ${n} rows. What was logged brought ${figure(onPolicy.value)} ${range(onPolicy.interval)}.`,
		...(left.length > 0
			? [`Left out: ${left.map(([why, count]) => `${count} ${why}`).join(', ')}.`]
			: []),
		overlap.reason ?? `Enough overlap: the log weighs as much as ${figure(overlap.ess)} rows.`,
		'',
		row(['', 'value', '95 % interval', 's.e.', 'ESS', 'mean w', 'max w', 'over']),
		...report.estimators.map((each) =>
			row([
				`${each.key}${each.coversValue ? '' : ' *'}`,
				each.value === null ? 'refused' : figure(each.value),
				range(each.interval),
				figure(each.standardError),
				figure(each.ess),
				figure(each.meanWeight),
				figure(each.maxWeight),
				each.over ?? '',
			]),
		),
		'* the interval shows the spread, not the bias.',
		...(report.warnings ?? []),
		`Seed ${report.seed}, ${report.repetitions} resamples.`,
	]
}

const WIDTHS = [14, 11, 24, 10, 9, 8, 8, 0] as const

function row(cells: readonly string[]): string {
	return cells
		.map((cell, i) => cell.padEnd(WIDTHS[i] ?? 0))
		.join(' ')
		.trimEnd()
}

function figure(value: number | null): string {
	return value === null ? '–' : String(Number(value.toPrecision(4)))
}

function range(interval: z.infer<typeof IntervalShape>): string {
	return interval ? `[${figure(interval.low)}, ${figure(interval.high)}]` : ''
}
