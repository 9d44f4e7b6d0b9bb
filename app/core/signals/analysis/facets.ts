/** What a log can be filtered and grouped by: only what it holds is offered as a choice. */
import type { Role } from '../../board/role.ts'
import { CATEGORIES, type Category } from '../../suggestions/suggestion-record.ts'
import type { Counting, Group } from '../acceptance.ts'
import { isModel, policyLabel, roleOf, ruleGroup } from './grouping.ts'
import { GROUPINGS, type Grouping } from './query.ts'

export interface Facets {
	categories: Category[]
	rules: Group[]
	policies: Group[]
	roles: Role[]
	groupings: Grouping[]
	/** Days (UTC) of the first and last offer; null for an empty log. */
	firstDay: string | null
	lastDay: string | null
}

export function countFacets(): Counting<Facets> {
	const categories = new Set<Category>()
	const rules = new Map<string, string>()
	const policies = new Map<string, string>()
	const roles = new Set<Role>()
	let hasModels = false
	let first = Number.POSITIVE_INFINITY
	let last = Number.NEGATIVE_INFINITY
	return {
		add(round) {
			categories.add(round.category)
			const rule = ruleGroup(round)
			rules.set(rule.key, rule.label)
			policies.set(round.policyId, policyLabel(round.policyId))
			const role = roleOf(round)
			if (role !== null) roles.add(role)
			hasModels ||= isModel(round)
			first = Math.min(first, round.tsMs)
			last = Math.max(last, round.tsMs)
		},
		result: () => ({
			categories: CATEGORIES.filter((category) => categories.has(category)),
			rules: sorted(rules),
			policies: [...policies].map(([key, label]) => ({ key, label })),
			roles: [...roles],
			groupings: GROUPINGS.filter((by) => hasModels || !(by === 'model' || by === 'prompt')),
			firstDay: dayOf(first),
			lastDay: dayOf(last),
		}),
	}
}

function sorted(labels: ReadonlyMap<string, string>): Group[] {
	return [...labels]
		.map(([key, label]) => ({ key, label }))
		.sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }))
}

function dayOf(ms: number): string | null {
	return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : null
}
