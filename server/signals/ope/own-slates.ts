/**
 * A project's log -> slates for evaluation: what its people who allow it were offered by chance, looked
 * at and could answer themselves. Guards signals.md S67: everything left out is counted by its reason.
 */

import type { SignalEvent } from '#core/signals/event.ts'
import type { LoggedSlate, SlateCell } from '#core/signals/ope/slates.ts'
import type { RewardDefinition } from '#core/signals/reward.ts'
import { createRoundBook, type LoggedRound, outcomeOf, rewardOf } from '#core/signals/rounds.ts'
import type { SignalStore } from '#db/signal-store.ts'
import { createBreather } from '../breathe.ts'
import type { Permissions } from '../consents.ts'
import { readLog } from '../read-log.ts'

/** Shown suggestions that are in no row, by reason; the names are those of the report. */
export interface LeftOut {
	/** Its requester never looked. */
	notViewed: number
	/** Somebody else answered. */
	byOthers: number
	/** Withdrawn, or superseded, before an answer. */
	withdrawn: number
	/** Somebody in it refuses `operate`. */
	withoutConsent: number
	/** Not offered by chance: a colleague's proposal. */
	withoutChance: number
	/** Shown with certainty although there was a choice: it says nothing about another policy. */
	certain: number
}
export interface OwnSlates {
	/** A few slates at a time, letting others have their turn in between. */
	batches(): AsyncGenerator<LoggedSlate[]>
	leftOut: LeftOut
	throughSeq: number
}

type Shown = Extract<SignalEvent, { type: 'slate.shown' }>

/** Reads the log once, letting others have their turn. */
export async function readOwnSlates(
	source: { store: SignalStore; projectId: string; permissions: Permissions },
	reward: RewardDefinition,
): Promise<OwnSlates> {
	const { store, projectId } = source
	const book = createRoundBook({ features: false })
	const shown = new Map<string, Shown>()
	const throughSeq = (await store.head(projectId))?.seq ?? 0
	if (throughSeq > 0) {
		for await (const event of readLog(store, projectId, { throughSeq })) {
			book.add(event)
			if (event.type === 'slate.shown' && event.slateId !== null) shown.set(event.slateId, event)
		}
	}
	const leftOut = {
		...{ notViewed: 0, byOthers: 0, withdrawn: 0, withoutConsent: 0, withoutChance: 0, certain: 0 },
	}
	const bySlate = new Map<string, { cells: SlateCell[]; personId: string }>()
	const breathe = createBreather()
	for (const round of book.rounds()) {
		await breathe()
		const slate = shown.get(round.slateId)
		const why = slate ? reasonToLeaveOut(round, slate, source.permissions) : 'withoutChance'
		const value = rewardOf(round, reward)
		if (why !== null || value === null || round.pscore === null) {
			leftOut[why ?? 'withoutChance']++
			continue
		}
		// A slate offered to nobody in particular belongs to whoever answers it (S23).
		const personId = round.requesterPid ?? round.decision?.actorPid ?? 'nobody'
		const found = bySlate.get(round.slateId) ?? { cells: [], personId }
		bySlate.set(round.slateId, found)
		const { action, position, pscore } = round
		found.cells.push({ action, position, reward: value, pscore })
	}
	const batches = () => batchesOf(bySlate, shown)
	return { batches, leftOut, throughSeq }
}

/** Slates handed over at once: about a millisecond of copying between threads. */
const BATCH = 16

async function* batchesOf(
	bySlate: ReadonlyMap<string, { cells: SlateCell[]; personId: string }>,
	shown: ReadonlyMap<string, Shown>,
): AsyncGenerator<LoggedSlate[]> {
	const breathe = createBreather()
	let batch: LoggedSlate[] = []
	for (const [slateId, { cells, personId }] of bySlate) {
		const event = shown.get(slateId)
		if (event) batch.push(slateOf(event, { slateId, personId, cells }))
		if (batch.length < BATCH) continue
		yield batch
		batch = []
		await breathe()
	}
	if (batch.length > 0) yield batch
}

function reasonToLeaveOut(
	round: LoggedRound,
	{ payload }: Shown,
	permissions: Permissions,
): keyof LeftOut | null {
	const people = [round.requesterPid, round.decision?.actorPid ?? null]
	if (!permissions.allows('operate', people)) return 'withoutConsent'
	const choices = payload.candidates.filter(({ suggestionId }) => suggestionId !== null).length
	if (round.pscore === null || round.generatorId.startsWith('person:')) return 'withoutChance'
	if (payload.pSlate >= 1 && choices > 1) return 'certain'
	const outcome = outcomeOf(round)
	if (outcome === 'bystander') return 'byOthers'
	if (outcome === 'missing') return 'withdrawn'
	return outcome === 'unviewed' ? 'notViewed' : null
}

/** "Show nothing" is the last candidate of a slate, so the others keep their index without it. */
function slateOf(
	{ payload, sceneId }: Shown,
	own: { slateId: string; personId: string; cells: SlateCell[] },
): LoggedSlate {
	const offered = payload.candidates.filter(({ suggestionId }) => suggestionId !== null)
	const none = payload.candidates.find(({ suggestionId }) => suggestionId === null)
	const byPlace = offered
		.map(({ position, pCascade }, index) => ({ position, pCascade, index }))
		.filter(({ position }) => position !== null)
		.sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
	const cascade = byPlace.map(({ pCascade }) => pCascade ?? Number.NaN)
	return {
		...own,
		sceneId: sceneId ?? '',
		policyId: payload.policyId,
		epsilon: payload.epsilon,
		pNone: none?.pIncluded ?? 0,
		pSlate: payload.pSlate,
		cascade: cascade.some(Number.isNaN) ? null : cascade,
		logWeights: offered.map(({ logWeight }) => logWeight),
		features: offered.map(({ features }) => features),
		order: byPlace.map(({ index }) => index),
	}
}
