/** What the replay page needs of a replayed decision; the server's own type, without its wiring. */

import type { ReplayedDraw } from '#core/signals/analysis/replay-draw.ts'
import type { Verdict } from '#core/signals/event.ts'
import type { EditField } from '#core/suggestions/edit-fields.ts'

export type WordsView =
	| { state: 'open'; text: string }
	| { state: 'erased' }
	| { state: 'kept_back' }
export interface CandidateView {
	suggestionId: string | null
	title: string
	rationale: string | null
	generator: string
	version: string
	score: number
	position: number | null
	pPosition: number | null
	pIncluded: number
	isDecided: boolean
	outcome: string | null
	rows: EditField[] | null
	picture: { isNew: boolean; hasGhost: boolean } | null
	dwellMs: number
	reasonCodes: string[]
}
export type StepView = { tsMs: number; who: string | null; isThis: boolean } & (
	| { kind: 'offered'; considered: number; shown: number }
	| { kind: 'viewed'; title: string; dwellMs: number }
	| { kind: 'previewed'; title: string; previewMs: number }
	| { kind: 'decided'; title: string; verdict: Verdict; reasonCodes: string[] }
	| { kind: 'reasoned'; title: string; reasonCodes: string[] }
	| { kind: 'contested'; title: string; verdict: Verdict; reasonCodes: string[] }
	| { kind: 'withdrawn'; title: string; why: string }
)
export interface ReplayView {
	eventId: string
	tsMs: number
	sceneNumber: string | null
	heading: string
	panelNumber: string | null
	category: string
	title: string
	verdict: Verdict
	stands: boolean
	contests: number
	actor: string
	actorRole: string | null
	person: string
	byRequester: boolean
	latencyMs: number | null
	strength: number | null
	reasonCodes: string[]
	critique: WordsView | null
	offered: EditField[] | null
	final: {
		kind: 'carried_out' | 'wanted'
		rows: EditField[] | null
		words: WordsView['state']
	} | null
	fieldsTotal: number
	fieldsChanged: number
	slate: {
		tsMs: number
		requester: string | null
		policyId: string
		policy: string
		epsilon: number
		temperature: number | null
		rngSeed: string
		pSlate: number
		prefiltered: number
		draw: ReplayedDraw
	}
	panels: { panelId: string; number: string; size: string | null; isTarget: boolean }[] | null
	candidates: CandidateView[]
	steps: StepView[]
	seq: number
	hash: string
	earlier: string | null
	later: string | null
}
