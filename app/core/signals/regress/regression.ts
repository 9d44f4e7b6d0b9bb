/**
 * What a provider proposes where people refused, counted: how often it offers the refused again, and how
 * often what they wanted instead. Guards signals.md S121: a context is one slate with a refusal, asked once.
 */
import type { Edit } from '../../suggestions/edit.ts'
import type { Category } from '../../suggestions/suggestion-record.ts'
import { wilsonInterval } from '../wilson.ts'
import { closest, type Likeness } from './likeness.ts'

/** How it is known what somebody wanted: said with the refusal, made of another card, taken, or proposed. */
export type WantedBy = 'expected' | 'edited' | 'taken' | 'proposed'
export interface RefusedContext {
	slateId: string
	category: Category
	refused: readonly { suggestionId: string; edit: Edit }[]
	wanted: readonly { by: WantedBy; edit: Edit }[]
}
export interface JudgedContext {
	slateId: string
	category: Category
	proposals: number
	/** Refused suggestions, by how alike the nearest proposal is. */
	refused: { suggestionId: string; likeness: Likeness }[]
	/** Of the nearest proposal to anything they wanted; null = nobody said what. */
	wanted: { by: WantedBy; likeness: Likeness } | null
}
export interface Share {
	n: number
	count: number
	/** With its 95 % Wilson interval, contexts taken as independent. */
	rate: number
	low: number
	high: number
}
export interface RegressionCounts {
	contexts: number
	/** Contexts in which it proposed nothing. */
	silent: number
	proposals: number
	/** Of refused suggestions: offered again as they were, and again at least in part. */
	repeated: Share
	repeatedInPart: Share
	/** Of contexts where it is known what people wanted: offered exactly that, and at least part of it. */
	met: Share
	metInPart: Share
}
export interface CategoryCounts extends RegressionCounts {
	category: Category
}

export function judge(context: RefusedContext, proposals: readonly Edit[]): JudgedContext {
	const { slateId, category, refused, wanted } = context
	const nearest = wanted
		.map(({ by, edit }) => ({ by, likeness: closest(edit, proposals) }))
		.sort((a, b) => ORDER[a.likeness] - ORDER[b.likeness])
	return {
		...{ slateId, category, proposals: proposals.length },
		refused: refused.map(({ suggestionId, edit }) => ({
			...{ suggestionId, likeness: closest(edit, proposals) },
		})),
		wanted: nearest[0] ?? null,
	}
}

const ORDER: Record<Likeness, number> = { same: 0, part: 1, none: 2 }

export function countRegression(judged: readonly JudgedContext[]): RegressionCounts {
	const refused = judged.flatMap((context) => context.refused.map((each) => each.likeness))
	const wanted = judged.flatMap(({ wanted: nearest }) => (nearest ? [nearest.likeness] : []))
	return {
		contexts: judged.length,
		silent: judged.filter(({ proposals }) => proposals === 0).length,
		proposals: judged.reduce((sum, { proposals }) => sum + proposals, 0),
		repeated: shareOf(refused, (each) => each === 'same'),
		repeatedInPart: shareOf(refused, (each) => each !== 'none'),
		met: shareOf(wanted, (each) => each === 'same'),
		metInPart: shareOf(wanted, (each) => each !== 'none'),
	}
}

/** One row per category that was asked about, most refused first. */
export function countByCategory(judged: readonly JudgedContext[]): CategoryCounts[] {
	const categories = [...new Set(judged.map(({ category }) => category))]
	return categories
		.map((category) => ({
			category,
			...countRegression(judged.filter((each) => each.category === category)),
		}))
		.sort((a, b) => b.repeated.n - a.repeated.n || (a.category < b.category ? -1 : 1))
}

function shareOf(all: readonly Likeness[], holds: (each: Likeness) => boolean): Share {
	const count = all.filter(holds).length
	return { n: all.length, count, ...wilsonInterval(count, all.length) }
}
