/**
 * The figures of the research pages, counted from what has been read of a project's log. Guards
 * signals.md S29 and S56: only rounds of people who allow `operate`, and a turn for everybody else
 * every few milliseconds.
 */
import type { AcceptanceRow, Counting, ReasonRow } from '#core/signals/acceptance.ts'
import { countAcceptance, countOverall, countReasons } from '#core/signals/acceptance.ts'
import { type Calibration, countCalibration } from '#core/signals/analysis/calibration.ts'
import { countDisagreement, type Disagreement } from '#core/signals/analysis/disagreement.ts'
import { countDwell, countLatency, type Durations } from '#core/signals/analysis/durations.ts'
import { countEditDistances, type EditDistances } from '#core/signals/analysis/edit-distance.ts'
import { countFacets, type Facets } from '#core/signals/analysis/facets.ts'
import { filterOf, grouperOf, isOrdered } from '#core/signals/analysis/grouping.ts'
import { countWeights, type WeightCheck } from '#core/signals/analysis/propensity.ts'
import { countProposals, type ProposalRow } from '#core/signals/analysis/proposals.ts'
import type { FigureQuery } from '#core/signals/analysis/query.ts'
import { countSurvival, type Survival } from '#core/signals/analysis/survival.ts'
import type { LoggedRound } from '#core/signals/rounds.ts'
import { createBreather } from '../breathe.ts'
import type { Permissions } from '../consents.ts'
import { mayCount } from '../figures.ts'
import type { Tallies } from '../tallies.ts'

/** What every page of figures says about its ground. */
export interface Ground {
	facets: Facets
	/** Offers that pass the filters, of those that may be counted. */
	offered: number
	all: number
	/** Left out because somebody in them asked for it. */
	leftOut: number
	/** The log's rows read. */
	throughSeq: number
}
export interface AcceptanceFigures extends Ground {
	groups: AcceptanceRow[]
	overall: AcceptanceRow
	reasons: ReasonRow[]
	/** What became of people's own proposals; in no share. */
	proposals: ProposalRow[]
}
export interface BehaviourFigures extends Ground {
	latency: Durations
	dwell: Durations
	edits: EditDistances
	disagreement: Disagreement
	survival: Survival
}
export interface RankerFigures extends Ground {
	calibration: Calibration
	weights: WeightCheck[]
}
export interface Analysis {
	acceptance(projectId: string, query: FigureQuery): Promise<AcceptanceFigures>
	behaviour(projectId: string, query: FigureQuery): Promise<BehaviourFigures>
	ranker(projectId: string, query: FigureQuery): Promise<RankerFigures>
}

interface Source {
	tallies: Tallies
	permissions: (projectId: string) => Promise<Permissions>
}

/** Rounds counted between two looks at the clock. */
const STEP = 64

export function createAnalysis(source: Source): Analysis {
	return {
		async acceptance(projectId, query) {
			const groups = countAcceptance(grouperOf(query.by))
			const overall = countOverall()
			const reasons = countReasons()
			const ground = await count(source, { projectId, query, into: [groups, overall, reasons] })
			const proposals = await proposalsOf(source, projectId, query)
			const rows = groups.result()
			if (isOrdered(query.by)) rows.sort((a, b) => (a.key < b.key ? -1 : 1))
			return {
				...ground,
				groups: rows,
				overall: overall.result(),
				reasons: reasons.result(),
				proposals,
			}
		},
		async behaviour(projectId, query) {
			const permissions = await source.permissions(projectId)
			const mayCountPerson = (pid: string | null) => permissions.allows('operate', [pid])
			const disagreement = countDisagreement(mayCountPerson)
			const survival = countSurvival(mayCountPerson)
			const latency = countLatency()
			const dwell = countDwell()
			const edits = countEditDistances()
			const into = [latency, dwell, edits, disagreement, survival]
			const ground = await count(source, { projectId, query, into })
			return {
				...ground,
				latency: latency.result(),
				dwell: dwell.result(),
				edits: edits.result(),
				disagreement: disagreement.result(),
				survival: survival.result(),
			}
		},
		async ranker(projectId, query) {
			const calibration = countCalibration()
			const weights = countWeights()
			const ground = await count(source, { projectId, query, into: [calibration, weights] })
			return { ...ground, calibration: calibration.result(), weights: weights.result() }
		},
	}
}

async function proposalsOf(
	{ tallies, permissions }: Source,
	projectId: string,
	query: FigureQuery,
): Promise<ProposalRow[]> {
	const allowed = await permissions(projectId)
	const { book } = await tallies.read(projectId)
	// Nobody was asked and nothing drew them: of the filters only category and days can choose.
	const matches = filterOf({ ...query, rule: null, policy: null, role: null })
	const counting = countProposals()
	for (const round of book.proposals())
		if (mayCount(round, allowed) && matches(round)) counting.add(round)
	return counting.result()
}

async function count(
	{ tallies, permissions }: Source,
	asked: { projectId: string; query: FigureQuery; into: readonly Pick<Counting<unknown>, 'add'>[] },
): Promise<Ground> {
	const { projectId, query, into } = asked
	const allowed = await permissions(projectId)
	const tally = await tallies.read(projectId)
	const matches = filterOf(query)
	const facets = countFacets()
	const breathe = createBreather()
	const ground = { offered: 0, all: 0, leftOut: 0, throughSeq: tally.seq }
	let step = 0
	for (const round of tally.book.rounds()) {
		if (++step % STEP === 0) await breathe()
		if (!mayCount(round, allowed)) ground.leftOut++
		else take(round)
	}
	return { ...ground, facets: facets.result() }

	function take(round: LoggedRound): void {
		ground.all++
		facets.add(round)
		if (!matches(round)) return
		ground.offered++
		for (const counting of into) counting.add(round)
	}
}
