/** Writes a simulated answer as the rows that a real one leaves, through the same functions. */
import type { Random } from '#core/random.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { Principal, RoomDraft } from '../realtime/rooms-api.ts'
import type { ProjectVault } from '../signals/signals.ts'
import { appendContested, appendDecided } from '../suggestions/decision-rows.ts'
import type { SceneMaterial } from '../suggestions/scene-material.ts'
import type { SimulatedAnswer } from './verdicts.ts'

interface Scene {
	vault: ProjectVault
	material: SceneMaterial
	director: Principal
	/** Who may see it differently. */
	other: Principal | null
	draft: RoomDraft
	random: Random
}

const AFTER_MS = { look: 1500, retract: 240_000, contest: 90_000 }

export function logAnswer(
	scene: Scene,
	suggestion: SuggestionRecord,
	answer: SimulatedAnswer,
): void {
	if (!answer.viewed) return
	const shownAt = suggestion.createdAt
	logLooks(scene, suggestion, answer)
	if (!answer.verdict) return
	const decidedAt = shownAt + answer.latencyMs
	const finalEdit = finalEditOf(scene.random, suggestion.edit, answer)
	// What nobody could change was taken as it was.
	const isSame = answer.verdict === 'edit_accept' && finalEdit === suggestion.edit
	const verdict = isSame ? 'accept' : answer.verdict
	const eventId = appendDecided(deciding(scene, suggestion, answer, decidedAt), suggestion, {
		verdict,
		finalEdit,
	})
	const decided = { ...suggestion, meta: { ...suggestion.meta, decisionEventId: eventId } }
	if (answer.contested && scene.other) {
		const theirs = { ...scene, director: scene.other }
		const dissent = answer.verdict === 'reject' ? 'accept' : 'reject'
		const plain = { ...answer, reasonCodes: [], critique: null, strength: null }
		const at = decidedAt + AFTER_MS.contest
		appendContested(deciding(theirs, suggestion, plain, at), decided, dissent)
	}
	if (!answer.retracted) return
	const plain = { ...answer, reasonCodes: [], critique: null, strength: null }
	appendDecided(deciding(scene, suggestion, plain, decidedAt + AFTER_MS.retract), suggestion, {
		verdict: 'retract',
		finalEdit: null,
		retracts: eventId,
	})
}

function logLooks(scene: Scene, suggestion: SuggestionRecord, answer: SimulatedAnswer): void {
	const { vault, director, material, draft } = scene
	const tsMs = suggestion.createdAt + AFTER_MS.look
	const common = {
		principal: director,
		sceneId: material.sceneId,
		slateId: suggestion.slateId,
		suggestionId: suggestion.id,
		position: suggestion.position,
	}
	const { dwellMs, previewMs } = answer
	const viewed = { maxVisibleFrac: 1, dwellMs, clientTsMs: tsMs }
	draft.append(vault.event('suggestion.viewed', { ...common, tsMs, payload: viewed }))
	if (previewMs === null) return
	const at = tsMs + previewMs
	const payload = { previewMs, clientTsMs: at }
	draft.append(vault.event('suggestion.previewed', { ...common, tsMs: at, payload }))
}

function deciding(
	{ vault, material, director, draft }: Scene,
	suggestion: SuggestionRecord,
	answer: SimulatedAnswer,
	at: number,
) {
	return {
		draft: { ...draft, now: at },
		vault,
		material,
		principal: director,
		request: {
			sceneId: material.sceneId,
			suggestionId: suggestion.id,
			idempotencyKey: '',
			// Read from the decision itself; the request only carries its words.
			verdict: answer.verdict ?? ('reject' as const),
			reasonCodes: answer.reasonCodes,
			...(answer.critique === null ? {} : { critique: answer.critique }),
			...(answer.strength === null ? {} : { strength: answer.strength }),
			surface: 'card' as const,
		},
	}
}

function finalEditOf(random: Random, edit: Edit, answer: SimulatedAnswer): Edit | null {
	if (answer.verdict === 'accept') return edit
	return answer.verdict === 'edit_accept' ? changed(random, edit) : null
}

/** The edit as a director might have changed it: another length, other words, fewer fields. */
function changed(random: Random, edit: Edit): Edit {
	if (edit.type === 'set_duration') {
		const factor = 0.6 + random() * 0.8
		return { ...edit, durationFrames: Math.max(1, Math.round(edit.durationFrames * factor)) }
	}
	if (edit.type === 'set_text' || edit.type === 'add_note')
		return { ...edit, text: `${edit.text} Keep it small.`.slice(0, 2000) }
	if (edit.type === 'insert_panel') {
		const action = `${edit.panel.action} Closer.`.trim()
		return { ...edit, panel: { ...edit.panel, action } }
	}
	return edit
}
