/** A measure's rows as a table of plain text: value, target, and each peer with its ratio to ours. */
import type { BenchMeasure, Measured, Row } from './measure.ts'
import { judge, OURS } from './rows.ts'

/** The table with its title; cases in the order in which they were measured. */
export function renderTable(
	measure: Pick<BenchMeasure, 'name' | 'title' | 'targets'>,
	rows: readonly Row[],
): string {
	const peers = [...new Set(rows.map((row) => row.system))].filter((name) => name !== OURS)
	const head = ['case', 'unit', OURS, 'target', '', ...peers.flatMap((peer) => [peer, 'ratio'])]
	const cases = [...new Set(rows.map((row) => row.case))]
	const body = cases.map((name) => lineOf(measure, { name, rows, peers }))
	return `${measure.name}: ${measure.title}\n\n${align([head, ...body])}\n`
}

function lineOf(
	measure: Pick<BenchMeasure, 'targets'>,
	{ name, rows, peers }: { name: string; rows: readonly Row[]; peers: readonly Measured[] },
): string[] {
	const ofCase = rows.filter((row) => row.case === name)
	const ours = ofCase.find((row) => row.system === OURS)
	const { most, isMet } = judge(
		ofCase,
		measure.targets.find((target) => target.case === name),
	)
	const verdict = isMet === undefined ? '' : isMet ? 'met' : 'MISSED'
	const beside = peers.flatMap((peer) => {
		const theirs = ofCase.find((row) => row.system === peer)
		return [show(theirs?.value), ratio(theirs?.value, ours?.value)]
	})
	const unit = ofCase[0]?.unit ?? ''
	return [
		name,
		unit,
		show(ours?.value),
		most === undefined ? '' : `≤ ${show(most)}`,
		verdict,
		...beside,
	]
}

function ratio(theirs: number | undefined, ours: number | undefined): string {
	if (theirs === undefined || !ours) return ''
	return `${show(theirs / ours)}×`
}

/** A number as a person reads it: three significant digits, thousands apart. */
export function show(value: number | undefined): string {
	if (value === undefined) return ''
	if (!Number.isFinite(value)) return '–'
	if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US')
	return String(Number(value.toPrecision(3)))
}

/** Columns side by side: the first to the left, numbers to the right. */
function align(lines: readonly string[][]): string {
	const widths = (lines[0] ?? []).map((_, column) =>
		Math.max(...lines.map((line) => line[column]?.length ?? 0)),
	)
	return lines
		.map((line) =>
			line
				.map((cell, column) =>
					column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
				)
				.join('  ')
				.trimEnd(),
		)
		.join('\n')
}
