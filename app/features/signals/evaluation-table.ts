/** An evaluation as a plain table: what was played, then every estimator with all it rests on. */

import type { PlainTable } from '#core/signals/csv.ts'
import type { SlateEvaluation } from '#core/signals/ope/evaluate-slates.ts'
import { rounded } from './analysis-tables.ts'

export function evaluationTable(report: SlateEvaluation): PlainTable {
	const { onPolicy, estimators, overlap } = report
	return {
		header: [
			'Estimator',
			'value',
			'95 % from',
			'95 % to',
			'standard error',
			'error over',
			'effective rows',
			'mean weight',
			'largest weight',
			'interval is for the value',
			'overlap',
		],
		rows: [
			[
				'Played (on-policy)',
				rounded(onPolicy.value, 6),
				rounded(onPolicy.interval?.low ?? null, 6),
				rounded(onPolicy.interval?.high ?? null, 6),
				rounded(onPolicy.standardError, 6),
				onPolicy.over,
				report.n,
				1,
				1,
				'yes',
				null,
			],
			...estimators.map((each) => [
				each.label,
				rounded(each.value, 6),
				rounded(each.interval?.low ?? null, 6),
				rounded(each.interval?.high ?? null, 6),
				rounded(each.standardError, 6),
				each.over,
				rounded(each.ess, 1),
				rounded(each.meanWeight),
				rounded(each.maxWeight),
				each.coversValue ? 'yes' : 'no',
				overlap.verdict,
			]),
		],
	}
}
