/** Puts an opened decision into the words and numbers of its page; see replay.ts. */
import { generatorGroup } from '#core/signals/acceptance.ts'
import { personLabel, policyLabel } from '#core/signals/analysis/grouping.ts'
import { replayDraw } from '#core/signals/analysis/replay-draw.ts'
import type { Candidate, SignalEvent } from '#core/signals/event.ts'
import { outcomeOf } from '#core/signals/rounds.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { CATEGORY_LABELS } from '#core/suggestions/suggestion-record.ts'
import type { SignalStore } from '#db/signal-store.ts'
import { mayCount, toldContests, toldRound } from '../figures.ts'
import { editIn, editOf, rationaleIn, textOf } from '../sealed-words.ts'
import type { OpenDecision } from './replay.ts'
import type { DecisionReplay, ReplayedCandidate, ReplayStep, Words } from './replay-types.ts'

interface Opening {
	signals: Pick<SignalStore, 'getBlob'>
	/** Names by pseudonym. */
	names: ReadonlyMap<string, string>
}

export async function describeReplay(
	decision: OpenDecision,
	opening: Opening,
): Promise<DecisionReplay> {
	const { event, slate, tally, scene, sceneNumber } = decision
	const { payload } = event
	const candidates: ReplayedCandidate[] = []
	for (const candidate of slate.payload.candidates) {
		candidates.push(await describeCandidate(decision, opening, candidate))
	}
	const own = candidates.find(({ isDecided }) => isDecided)
	const round = event.suggestionId === null ? undefined : tally.book.get(event.suggestionId)
	const standing = round?.decision?.eventId === event.eventId ? round.decision : null
	const critiqueCid = standing?.critiqueCid ?? payload.critiqueCid
	const offered = slate.payload.candidates.find((each) => each.suggestionId === event.suggestionId)
	const edit = await editOf({ ...opening, vault: decision.vault }, offered?.changeCid ?? null)
	const panels = scene?.panels(targetOf(edit, slate.payload.targetId)) ?? null
	const nameOf = (pid: string | null) =>
		pid === null ? null : (opening.names.get(pid) ?? 'Somebody')
	return {
		...{ eventId: event.eventId, tsMs: event.tsMs, sceneId: event.sceneId, sceneNumber },
		heading: scene?.heading ?? '',
		panelNumber: panels?.find(({ isTarget }) => isTarget)?.number ?? null,
		category: CATEGORY_LABELS[payload.category],
		title: own?.title ?? CATEGORY_LABELS[payload.category],
		verdict: payload.verdict,
		stands: standing !== null,
		contests: round ? toldContests(round, event.eventId, decision.permissions).length : 0,
		...{ actor: nameOf(event.actorPid) ?? 'Somebody', actorRole: event.actorRole },
		person: personLabel(event.actorPid ?? ''),
		byRequester: payload.byRequester || slate.actorPid === null,
		...{ latencyMs: payload.latencyMs, surface: payload.surface, strength: payload.strength },
		reasonCodes: standing?.reasonCodes ?? payload.reasonCodes,
		critique: await wordsOf(decision, opening, critiqueCid),
		offered: own?.rows ?? null,
		final: await finalOf(decision, opening),
		...{ fieldsTotal: payload.fieldsTotal, fieldsChanged: payload.fieldsChanged },
		slate: describeSlate(decision, nameOf(slate.actorPid)),
		...{ panels, candidates },
		steps: stepsOf(decision, candidates, nameOf),
		...{ seq: event.seq, hash: Buffer.from(event.hash).toString('hex') },
		...neighbours(decision),
	}
}

function describeSlate({ slate }: OpenDecision, requester: string | null): DecisionReplay['slate'] {
	const { policyId, epsilon, temperature, rngSeed, pSlate, trigger, prefiltered } = slate.payload
	return {
		...{ tsMs: slate.tsMs, requester, trigger, policyId, policy: policyLabel(policyId) },
		...{ epsilon, temperature, rngSeed, pSlate },
		prefiltered: Object.values(prefiltered).reduce((sum, n) => sum + n, 0),
		draw: replayDraw(slate.payload),
	}
}

/** What the decided card itself is about, which a slate about a whole scene does not say. */
function targetOf(edit: Edit | null, slateTarget: string): string {
	if (edit === null) return slateTarget
	if (edit.type === 'set_shot') return edit.shotId
	return edit.type === 'insert_panel' ? (edit.afterPanelId ?? slateTarget) : edit.panelId
}

async function describeCandidate(
	decision: OpenDecision,
	opening: Opening,
	candidate: Candidate,
): Promise<ReplayedCandidate> {
	const { event, tally, vault, scene, permissions } = decision
	const { suggestionId, changeCid, rationaleCid, score, position, pPosition, pIncluded } = candidate
	const edit = await editOf({ ...opening, vault }, changeCid)
	const rationale = rationaleIn(await textOf({ ...opening, vault }, rationaleCid))
	const known = suggestionId === null ? undefined : tally.book.get(suggestionId)
	// Another card of the slate may have been decided by somebody who asked not to be counted.
	const round = known && mayCount(known, permissions) ? known : null
	const picture = edit && suggestionId !== null ? scene?.picture(edit, suggestionId) : null
	const none = suggestionId === null
	return {
		...{ suggestionId, score, position, pPosition, pIncluded },
		title: none ? 'Show nothing' : (rationale?.title ?? 'Cannot be read'),
		rationale: rationale?.rationale ?? null,
		generator: none ? '' : generatorGroup(candidate).label,
		version: none ? '' : candidate.generatorVersion,
		isDecided: suggestionId !== null && suggestionId === event.suggestionId,
		outcome: round ? outcomeWord(round) : null,
		rows: edit && scene ? scene.rows(edit) : null,
		picture: picture ? { isNew: picture.isNew, hasGhost: picture.ghost.length > 0 } : null,
		dwellMs: round?.dwellMs ?? 0,
		reasonCodes: round?.decision?.reasonCodes ?? [],
	}
}

const VERDICT_OUTCOMES = {
	accept: 'accepted',
	edit_accept: 'edited',
	reject: 'rejected',
	dismiss: 'dismissed',
} as const

function outcomeWord(round: Parameters<typeof outcomeOf>[0]): ReplayedCandidate['outcome'] {
	if (round.decision) return VERDICT_OUTCOMES[round.decision.verdict]
	return outcomeOf(round) === 'unviewed' ? 'not_viewed' : 'unanswered'
}

/** Words are their writer's: the decider's. */
async function wordsOf(
	{ vault, event, permissions }: OpenDecision,
	{ signals }: Opening,
	cid: string | null,
): Promise<Words | null> {
	if (cid === null) return null
	if (!permissions.allows('operate', [event.actorPid])) return { state: 'kept_back' }
	const text = await textOf({ signals, vault }, cid)
	return text === null ? { state: 'erased' } : { state: 'open', text }
}

async function finalOf(decision: OpenDecision, opening: Opening): Promise<DecisionReplay['final']> {
	const { event, scene } = decision
	const { finalChangeCid, expectedChangeCid } = event.payload
	const cid = finalChangeCid ?? expectedChangeCid
	const words = await wordsOf(decision, opening, cid)
	if (!words) return null
	const edit = editIn(words.state === 'open' ? words.text : null)
	const rows = edit && scene ? scene.rows(edit) : null
	return { kind: finalChangeCid === null ? 'wanted' : 'carried_out', rows, words: words.state }
}

function stepsOf(
	{ rows, event }: OpenDecision,
	candidates: readonly ReplayedCandidate[],
	nameOf: (pid: string | null) => string | null,
): ReplayStep[] {
	return rows.flatMap((row) => {
		const card = candidates.find(({ suggestionId }) => suggestionId === row.suggestionId)
		const what = whatOf(row, card?.title ?? '')
		const isOther = row.suggestionId !== null && row.suggestionId !== event.suggestionId
		// Of the other cards only what was decided: their looks are beside the point.
		if (!what || (isOther && what.kind !== 'decided')) return []
		const common = {
			tsMs: row.tsMs,
			who: nameOf(row.actorPid),
			isThis: row.eventId === event.eventId,
		}
		return [{ ...common, ...what }]
	})
}

type What = ReplayStep extends infer Step
	? Step extends ReplayStep
		? Omit<Step, 'tsMs' | 'who' | 'isThis'>
		: never
	: never

function whatOf(row: SignalEvent, title: string): What | null {
	switch (row.type) {
		case 'slate.shown': {
			const cards = row.payload.candidates.filter(({ suggestionId }) => suggestionId !== null)
			const shown = cards.filter(({ position }) => position !== null).length
			return { kind: 'offered', considered: cards.length, shown }
		}
		case 'suggestion.proposed':
			return { kind: 'offered', considered: 1, shown: 1 }
		case 'suggestion.viewed':
			return { kind: 'viewed', title, dwellMs: row.payload.dwellMs }
		case 'suggestion.previewed':
			return { kind: 'previewed', title, previewMs: row.payload.previewMs }
		case 'suggestion.decided': {
			const { verdict, reasonCodes } = row.payload
			return { kind: 'decided', title, verdict, reasonCodes }
		}
		case 'suggestion.reasoned':
			return { kind: 'reasoned', title, reasonCodes: row.payload.reasonCodes }
		case 'suggestion.contested': {
			const { verdict, reasonCodes } = row.payload
			return { kind: 'contested', title, verdict, reasonCodes }
		}
		case 'suggestion.withdrawn':
			return { kind: 'withdrawn', title, why: row.payload.why }
		default:
			return null
	}
}

/** The decisions before and after it that may be opened. */
function neighbours({ event, tally, permissions }: OpenDecision) {
	const at = tally.verdicts.get(event.eventId)?.place ?? 0
	const next = (step: number): string | null => {
		for (let i = at + step; i >= 0 && i < tally.verdictIds.length; i += step) {
			const eventId = tally.verdictIds[i] ?? ''
			const verdict = tally.verdicts.get(eventId)
			// No step leads to a page that stays closed.
			if (verdict && toldRound(tally, verdict, permissions)) return eventId
		}
		return null
	}
	return { earlier: next(-1), later: next(1) }
}
