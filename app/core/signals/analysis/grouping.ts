/**
 * Which rounds a figure counts, and in which group each falls. Guards signals.md S81: filters choose
 * among offers, never among answers, so that a share keeps its denominator.
 */
import type { Role } from '../../board/role.ts'
import { ruleOf } from '../../suggestions/rules/all-rules.ts'
import { CATEGORY_LABELS, type Category } from '../../suggestions/suggestion-record.ts'
import { categoryGroup, type Group, generatorGroup } from '../acceptance.ts'
import { PERSON_POLICY } from '../proposed.ts'
import type { LoggedRound } from '../rounds.ts'
import type { FigureFilter, Grouping } from './query.ts'

const DAY_MS = 86_400_000

/** Whose round it is: the requester's role when it was offered; unasked, that of whoever answered. */
export function roleOf(round: LoggedRound): Role | null {
	return round.requesterRole ?? round.decision?.actorRole ?? null
}

/** A test of one round against all filters. */
export function filterOf(filter: FigureFilter): (round: LoggedRound) => boolean {
	const { category, rule, policy, role } = filter
	const from = filter.from === null ? Number.NEGATIVE_INFINITY : Date.parse(filter.from)
	const until = filter.to === null ? Number.POSITIVE_INFINITY : Date.parse(filter.to) + DAY_MS
	return (round) =>
		(category === null || round.category === category) &&
		(rule === null || ruleKey(round) === rule) &&
		(policy === null || round.policyId === policy) &&
		(role === null || roleOf(round) === role) &&
		round.tsMs >= from &&
		round.tsMs < until
}

/** The group of a round, or null where the grouping does not apply to it. */
export function grouperOf(by: Grouping): (round: LoggedRound) => Group | null {
	return GROUPERS[by]
}

const GROUPERS: Record<Grouping, (round: LoggedRound) => Group | null> = {
	category: categoryGroup,
	rule: ruleGroup,
	model: (round) => (isModel(round) ? generatorGroup(round) : null),
	version: versionGroup,
	prompt: (round) =>
		isModel(round) ? { key: round.generatorVersion, label: round.generatorVersion } : null,
	policy: ({ policyId }) => ({ key: policyId, label: policyLabel(policyId) }),
	position: ({ position }) => ({ key: String(position), label: `Place ${position + 1}` }),
	role: (round) => {
		const role = roleOf(round)
		return role === null ? null : { key: role, label: capital(role) }
	},
	person: (round) => {
		const pid = round.requesterPid ?? round.decision?.actorPid ?? null
		return pid === null ? null : { key: pid, label: personLabel(pid) }
	},
	week: ({ tsMs }) => weekGroup(tsMs),
}

/** Groups that have an order of their own and keep it; the others stand best accepted first. */
export function isOrdered(by: Grouping): boolean {
	return by === 'position' || by === 'week'
}

/** A craft rule by its number and name; models and colleagues as they are called. */
export function ruleGroup(round: Pick<LoggedRound, 'generatorId'>): Group {
	const group = generatorGroup(round)
	const rule = ruleOf(round.generatorId)
	return rule ? { ...group, label: `${group.label} ${rule.title}` } : group
}

function versionGroup(round: LoggedRound): Group {
	const { key, label } = generatorGroup(round)
	const version = round.generatorVersion
	return { key: `${key}@${version}`, label: version ? `${label}, version ${version}` : label }
}

export function ruleKey(round: Pick<LoggedRound, 'generatorId'>): string {
	return generatorGroup(round).key
}

export function isModel({ generatorId }: Pick<LoggedRound, 'generatorId'>): boolean {
	return generatorId.startsWith('model:')
}

/** Every pseudonym by its first letters: enough to tell a crew apart, nothing to look up. */
export function personLabel(pid: string): string {
	return `Person ${pid.slice(0, 4)}`
}

/** `plackett-luce@1:12` -> Ranker, version 12. */
export function policyLabel(policyId: string): string {
	if (policyId === PERSON_POLICY) return 'Nobody: proposed by a colleague'
	if (/^uniform(@\d+)?$/.test(policyId)) return 'Uniform, by lot'
	const version = /^plackett-luce@\d+:(.+)$/.exec(policyId)?.[1]
	return version === undefined ? policyId : `Ranker, version ${version}`
}

export function categoryLabel(category: Category): string {
	return CATEGORY_LABELS[category]
}

/** The week (from Monday, UTC) of a moment. */
export function weekGroup(tsMs: number): Group {
	const day = Math.floor(tsMs / DAY_MS)
	// 1 January 1970 was a Thursday.
	const monday = new Date((day - ((day + 3) % 7)) * DAY_MS)
	const key = monday.toISOString().slice(0, 10)
	const words = monday.toLocaleDateString('en-GB', {
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		timeZone: 'UTC',
	})
	return { key, label: `Week of ${words}` }
}

function capital(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1)
}
