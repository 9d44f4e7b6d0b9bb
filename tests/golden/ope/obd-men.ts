/**
 * The Open Bandit Dataset’s 10,000-row sample, campaign “men”, logged by the uniform policy, from its
 * sufficient statistics; evaluated policy: Bernoulli Thompson sampling with the published prior, by
 * counts in 100,000 draws. Reference values are those of Open Bandit Pipeline’s own estimators.
 */
import type { Clusters, OpeRows } from '#core/signals/ope/rows.ts'
import { clustersOf } from '#core/signals/ope/rows.ts'
import counts from './obd-men.json' with { type: 'json' }

export const ITEMS = 34
export const PLACES = 3
const DRAWS = 100_000

export interface ObdRow {
	item: number
	place: number
	click: number
}

/** π_e(item | place). */
export function chanceOf(item: number, place: number): number {
	return (counts.pi[item * PLACES + place] ?? 0) / DRAWS
}

/** Rows that have the statistics; their order means nothing. */
export function menRows(): ObdRow[] {
	const clicks = new Map(counts.c.map(([item, place, count]) => [`${item} ${place}`, count ?? 0]))
	return counts.n.flatMap((impressions, cell) => {
		const item = Math.floor(cell / PLACES)
		const place = cell % PLACES
		const clicked = clicks.get(`${item} ${place}`) ?? 0
		return Array.from({ length: impressions }, (_, i) => ({
			...{ item, place },
			click: i < clicked ? 1 : 0,
		}))
	})
}

/** Columns for the estimators, with q̂(item) = (clicks + 1) ÷ (impressions + 100). */
export function menColumns(): { rows: OpeRows; units: Clusters } {
	const log = menRows()
	const perItem = Array.from({ length: ITEMS }, (_, item) => {
		const own = log.filter((row) => row.item === item)
		return (own.reduce((sum, { click }) => sum + click, 0) + 1) / (own.length + 100)
	})
	const qPlace = Array.from({ length: PLACES }, (_, place) =>
		perItem.reduce((sum, q, item) => sum + chanceOf(item, place) * q, 0),
	)
	const column = (of: (row: ObdRow) => number) => Float64Array.from(log, of)
	return {
		rows: {
			n: log.length,
			reward: column(({ click }) => click),
			weight: column(({ item, place }) => chanceOf(item, place) * ITEMS),
			qLogged: column(({ item }) => perItem[item] ?? 0),
			qPolicy: column(({ place }) => qPlace[place] ?? 0),
			unsupported: new Float64Array(log.length),
		},
		units: clustersOf(
			'round',
			log.map((_, i) => String(i)),
		),
	}
}
