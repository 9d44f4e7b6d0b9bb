/** What the replay of a decision shows; plain data, opened and named for a member of the project. */
import type { ReplayedDraw } from '#core/signals/analysis/replay-draw.ts'
import type { Verdict } from '#core/signals/event.ts'
import type { EditField } from '#core/suggestions/edit-fields.ts'
import type { StoredPanel } from './stored-scene.ts'

/** Words of a person: readable, their key destroyed, or kept back because they asked for it. */
export type Words = { state: 'open'; text: string } | { state: 'erased' } | { state: 'kept_back' }

export interface ReplayedCandidate {
	/** Null = "show nothing". */
	suggestionId: string | null
	title: string
	rationale: string | null
	generator: string
	version: string
	score: number
	position: number | null
	pPosition: number | null
	pIncluded: number
	/** Whether this is the one that was decided on. */
	isDecided: boolean
	/** What became of it, in a word; null = not shown. */
	outcome: 'accepted' | 'edited' | 'rejected' | 'dismissed' | 'unanswered' | 'not_viewed' | null
	/** What it proposed, with the values of then; null when it cannot be read. */
	rows: EditField[] | null
	/** Whether the stored scene can draw it, and how. */
	picture: { isNew: boolean; hasGhost: boolean } | null
	dwellMs: number
	reasonCodes: string[]
}
export type ReplayStep = {
	tsMs: number
	who: string | null
	isThis: boolean
} & (
	| { kind: 'offered'; considered: number; shown: number }
	| { kind: 'viewed'; title: string; dwellMs: number }
	| { kind: 'previewed'; title: string; previewMs: number }
	| { kind: 'decided'; title: string; verdict: Verdict; reasonCodes: string[] }
	| { kind: 'reasoned'; title: string; reasonCodes: string[] }
	| { kind: 'contested'; title: string; verdict: Verdict; reasonCodes: string[] }
	| { kind: 'withdrawn'; title: string; why: string }
)
export interface DecisionReplay {
	eventId: string
	tsMs: number
	sceneId: string | null
	sceneNumber: string | null
	heading: string
	panelNumber: string | null
	category: string
	title: string
	verdict: Verdict
	/** Whether it still stands. */
	stands: boolean
	contests: number
	actor: string
	actorRole: string | null
	/** Pseudonym, shortened as in every figure. */
	person: string
	byRequester: boolean
	latencyMs: number | null
	surface: string
	strength: number | null
	reasonCodes: string[]
	critique: Words | null
	/** As offered; as carried out, or what the refuser wanted instead. */
	offered: EditField[] | null
	final: { kind: 'carried_out' | 'wanted'; rows: EditField[] | null; words: Words['state'] } | null
	fieldsTotal: number
	fieldsChanged: number
	slate: {
		tsMs: number
		requester: string | null
		trigger: string
		policyId: string
		policy: string
		epsilon: number
		temperature: number | null
		rngSeed: string
		pSlate: number
		prefiltered: number
		draw: ReplayedDraw
	}
	/** Null when the stored scene cannot be read any more. */
	panels: StoredPanel[] | null
	candidates: ReplayedCandidate[]
	steps: ReplayStep[]
	seq: number
	hash: string
	earlier: string | null
	later: string | null
}
