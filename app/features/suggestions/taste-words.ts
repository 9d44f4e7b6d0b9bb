/** What the ranker has learnt of one person, in a crew's words and with the answers behind it. Pure. */
import { ruleOf } from '#core/suggestions/rules/all-rules.ts'
import { CATEGORY_LABELS, CategorySchema } from '#core/suggestions/suggestion-record.ts'

export interface TasteWeight {
	name: string
	shared: number
	own: number
	answers: number
	taken: number
}
export interface TasteLine {
	name: string
	what: string
	/** Against what everybody's answers say. */
	lean: 'more' | 'less'
	answers: number
	taken: number
}

/** A departure below this is noise, logits. */
const WORTH_A_LINE = 0.05
const EDITS: Readonly<Record<string, string>> = {
	set_shot: 'Changes of a set-up',
	set_duration: 'Changes of length',
	set_text: 'Changes of words',
	insert_panel: 'New panels',
	move_panel: 'Changes of order',
	draw: 'Drawn guides',
	add_note: 'Notes',
}
const OTHERS: Readonly<Record<string, string>> = {
	night: 'Suggestions for night scenes',
	interior: 'Suggestions for interiors',
	hasDialogue: 'Suggestions on panels with dialogue',
	timed: 'Suggestions on timed panels',
}

/** Strongest first; what has no word in a crew's language is left out. */
export function tasteLines(weights: readonly TasteWeight[]): TasteLine[] {
	return weights.flatMap(({ name, own, answers, taken }) => {
		const what = wordOf(name)
		if (what === null || answers === 0 || Math.abs(own) < WORTH_A_LINE) return []
		return [{ name, what, lean: own > 0 ? 'more' : 'less', answers, taken } satisfies TasteLine]
	})
}

function wordOf(name: string): string | null {
	const [kind = '', value = ''] = name.split(':')
	if (kind === 'category') {
		const category = CategorySchema.safeParse(value)
		return category.success ? CATEGORY_LABELS[category.data] : null
	}
	if (kind === 'rule') return ruleOf(name)?.title ?? null
	if (kind === 'edit') return EDITS[value] ?? null
	return OTHERS[name] ?? null
}
