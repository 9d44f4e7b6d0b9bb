/**
 * The embedded craft engine: asks the rules of one category about one target and prefilters what
 * they find, deterministically and with counts by reason, down to what may be drawn from. The same
 * board and question give the same candidates in the same order.
 */
import { basisOf } from './basis.ts'
import type { PassFinding } from './board-pass.ts'
import { type Edit, EditSchema } from './edit.ts'
import { featuresOf, targetPanel } from './features.ts'
import { fingerprint } from './fingerprint.ts'
import { type Finding, generatorIdOf, type Rule } from './rule.ts'
import { RULES } from './rules/all-rules.ts'
import type { SceneView } from './scene-view.ts'
import type { Category, SuggestionRecord } from './suggestion-record.ts'

/** At most this many candidates reach the draw. */
export const MAX_CANDIDATES = 20

export interface Candidate extends Finding {
	/** Same edit on the same ground = same key. */
	key: string
	category: Category
	generatorId: string
	generatorVersion: string
	basis: string
	features: Record<string, number>
}
export interface CandidateRequest {
	category: Category
	/** A panel or shot to ask about, or null for the whole scene. */
	targetId: string | null
	/** Rule ids that are off everywhere in the scene. */
	muted?: ReadonlySet<string>
	/** Whether a rule is off in a set-up (null = no set-up). */
	isMutedIn?: (ruleId: string, shotId: string | null) => boolean
	/** False = no suggestion may set a text for whoever asks. */
	mayText?: boolean
	/** Whether an edit would change what is locked in review. */
	isLocked?: (edit: Edit) => boolean
	/** Keys (`candidateKey`) of edits that were refused. */
	refused?: ReadonlySet<string>
	/** Keys of edits that are on offer already. */
	offered?: ReadonlySet<string>
	rules?: readonly Rule[]
	/** What a pass over this very board found (SG84); without it the rules are asked here. */
	found?: readonly PassFinding[]
	/** What others than the rules propose: through the same gate, after them. */
	proposals?: readonly Proposal[]
}
/** A finding from elsewhere than a rule (a model, words read by the engine). */
export interface Proposal {
	finding: Finding
	generatorId: string
	generatorVersion: string
}
export const PREFILTER_REASONS = [
	'muted',
	'text_not_allowed',
	'locked',
	'refused_before',
	'already_offered',
	'duplicate',
	'invalid',
	'over_limit',
] as const
export type PrefilterReason = (typeof PREFILTER_REASONS)[number]
export interface CandidateResult {
	candidates: Candidate[]
	/** How many were left out, by reason (muted counts rules, or findings where one set-up is meant). */
	prefiltered: Partial<Record<PrefilterReason, number>>
}

/** Everything the rules of a category have to say about a target. */
export function findCandidates(view: SceneView, request: CandidateRequest): CandidateResult {
	const prefiltered: CandidateResult['prefiltered'] = {}
	const drop = (reason: PrefilterReason) => {
		prefiltered[reason] = (prefiltered[reason] ?? 0) + 1
	}
	const seen = new Map<string, Candidate>()
	const admit = (proposal: Proposal, category: Category) => {
		const candidate = candidateOf(view, proposal, category)
		const reason = candidate === null ? 'invalid' : whyNot(view, candidate, { seen, request })
		if (candidate === null || reason !== null) drop(reason ?? 'invalid')
		else seen.set(editKey(candidate.edit), candidate)
	}
	for (const rule of (request.rules ?? RULES).filter(
		({ category }) => category === request.category,
	)) {
		if (request.muted?.has(rule.id)) {
			drop('muted')
			continue
		}
		const { version: generatorVersion, category } = rule
		const generatorId = generatorIdOf(rule)
		const findings = request.found
			? about(view, rule, request.found, request.targetId)
			: ask(view, rule, request.targetId)
		for (const finding of findings) admit({ finding, generatorId, generatorVersion }, category)
	}
	for (const proposal of request.proposals ?? []) admit(proposal, request.category)
	const sorted = [...seen.values()].sort((a, b) => compare(view, a, b))
	for (const _ of sorted.slice(MAX_CANDIDATES)) drop('over_limit')
	return { candidates: sorted.slice(0, MAX_CANDIDATES), prefiltered }
}

/** How many candidates each category has for a target: which tabs have something to say. */
export function countByCategory(
	view: SceneView,
	request: Omit<CandidateRequest, 'category'>,
): Map<Category, number> {
	const categories = new Set((request.rules ?? RULES).map(({ category }) => category))
	return new Map(
		[...categories].map((category) => [
			category,
			findCandidates(view, { ...request, category }).candidates.length,
		]),
	)
}

/** Identity of an edit on its ground; a refused key does not come back until its inputs change. */
export function candidateKey(edit: Edit, basis: string): string {
	return `${editKey(edit)}@${basis}`
}

/** Keys of suggestions on a board in one of the given states. */
export function keysOf(
	suggestions: Iterable<Pick<SuggestionRecord, 'edit' | 'basis' | 'status'>>,
	statuses: readonly SuggestionRecord['status'][],
): Set<string> {
	const chosen = [...suggestions].filter(({ status }) => statuses.includes(status))
	return new Set(chosen.map(({ edit, basis }) => candidateKey(edit, basis)))
}

export function editKey(edit: Edit): string {
	return fingerprint(edit)
}

function ask(view: SceneView, rule: Rule, targetId: string | null): Finding[] {
	const asked = targetId === null ? view.panels : view.panels.filter(isTarget(targetId))
	const found = asked.flatMap((panel) => {
		if (!rule.checkPanel) return []
		view.work.checks++
		return rule.checkPanel(view, panel)
	})
	if (!rule.checkScene) return found
	view.work.checks++
	const whole = rule.checkScene(view)
	const ids = new Set(asked.flatMap((panel) => [panel.id, panel.shotId]))
	return [...found, ...whole.filter((f) => targetId === null || ids.has(f.targetId))]
}

/** The part of a pass that asking the rule about the target would have given. */
function about(
	view: SceneView,
	rule: Rule,
	found: readonly PassFinding[],
	targetId: string | null,
): Finding[] {
	const own = found.filter(({ generatorId }) => generatorId === generatorIdOf(rule))
	const asked = targetId === null ? view.panels : view.panels.filter(isTarget(targetId))
	const ids = new Set(asked.flatMap((panel) => [panel.id, panel.shotId]))
	const isAsked = ({ askedOf, targetId: about }: PassFinding) =>
		targetId === null || ids.has(askedOf ?? about)
	return own
		.filter(isAsked)
		.map(({ askedOf: _askedOf, generatorId: _generatorId, ...finding }) => finding)
}

function isTarget(targetId: string) {
	return ({ id, shotId }: { id: string; shotId: string | null }) =>
		id === targetId || shotId === targetId
}

function candidateOf(
	view: SceneView,
	{ finding, generatorId, generatorVersion }: Proposal,
	category: Category,
): Candidate | null {
	const edit = EditSchema.safeParse(finding.edit)
	const basis = edit.success ? basisOf(view, edit.data) : 'gone'
	if (!edit.success || basis === 'gone') return null
	return {
		...finding,
		edit: edit.data,
		key: candidateKey(edit.data, basis),
		category,
		generatorId,
		generatorVersion,
		basis,
		features: featuresOf(view, { source: generatorId, category }, finding),
	}
}

function whyNot(
	view: SceneView,
	candidate: Candidate,
	asked: { seen: ReadonlyMap<string, Candidate>; request: CandidateRequest },
): PrefilterReason | null {
	const { seen, request } = asked
	const ruleId = ruleIdIn(candidate.generatorId)
	if (ruleId !== null && request.isMutedIn?.(ruleId, shotOf(view, candidate.targetId)))
		return 'muted'
	if (request.mayText === false && candidate.edit.type === 'set_text') return 'text_not_allowed'
	if (request.isLocked?.(candidate.edit)) return 'locked'
	if (request.refused?.has(candidate.key)) return 'refused_before'
	if (request.offered?.has(candidate.key)) return 'already_offered'
	return seen.has(editKey(candidate.edit)) ? 'duplicate' : null
}

/** Only conventions can be left out on purpose. */
function ruleIdIn(generatorId: string): string | null {
	return generatorId.startsWith('rule:') ? generatorId.slice('rule:'.length) : null
}

function shotOf(view: SceneView, targetId: string): string | null {
	return targetId.startsWith('shot:') ? targetId : (view.panel(targetId)?.shotId ?? null)
}

/** Surest first, then story order, then key: total, so that the same board always sorts alike. */
function compare(view: SceneView, a: Candidate, b: Candidate): number {
	if (a.confidence !== b.confidence) return b.confidence - a.confidence
	const place = (c: Candidate) => targetPanel(view, c.targetId)?.position ?? -1
	if (place(a) !== place(b)) return place(a) - place(b)
	return a.key < b.key ? -1 : 1
}
