/**
 * What people said about suggestions: refusals with reasons, words and the circled part; edits with
 * what changed; and those who saw it differently, each by themselves, never averaged.
 */

import { changeSummary } from './change-summary.ts'
import { column, listOf, META, messages, nullable, type Row, structOf } from './columns.ts'
import type { ExportConfig, OpenedCase } from './slate.ts'

const REGION = structOf({
	x: column('double', 'Left, 0–1 of the panel.'),
	y: column('double', 'Top, 0–1.'),
	w: column('double', 'Width, 0–1.'),
	h: column('double', 'Height, 0–1.'),
})
const VOICE = structOf({
	actor_pid: nullable('string', 'Keyed pseudonym.'),
	role: nullable('string', 'Role at that time; null where fewer than five people had it.'),
	verdict: column('string', 'accept, edit_accept, reject or dismiss.'),
	strength: nullable('int32', '−3 to 3; null = not said.'),
	critique: nullable('string', 'Their words.'),
})

export const CRITIQUE: ExportConfig = {
	meaning: 'A suggestion and what people said about it, each person by themselves.',
	columns: {
		context: messages('The scene as it stood and the question.'),
		response: column('string', 'The suggested edit, as JSON.'),
		feedback: listOf({ kind: 'string' }, 'What was written about it, decider first.'),
		reason_codes: listOf({ kind: 'string' }, 'Reasons of the decider.'),
		edited_response: nullable('string', 'What the person made of it or wanted instead, as JSON.'),
		change_summary: nullable('string', 'What differs in edited_response, field by field.'),
		region: { type: REGION, isNullable: true, meaning: 'The circled part of the panel.' },
		individual: listOf(VOICE, 'Decider first, then everybody who differed.'),
		meta: META,
	},
	rowsOf(slate, { skip }) {
		return slate.cases.flatMap((each): Row[] => {
			if (!saysSomething(each)) return []
			if (each.words.change === null) {
				skip('erased')
				return []
			}
			return [rowOf(each, slate.prompt, each.words.change)]
		})
	},
}

function saysSomething({ round, words, dissents }: OpenedCase): boolean {
	const verdict = round.decision?.verdict
	if (!verdict) return false
	const isReasoned = words.critique !== null || dissents.length > 0
	return isReasoned || verdict === 'reject' || verdict === 'edit_accept'
}

function rowOf(each: OpenedCase, context: Row[], response: string): Row {
	const { round, verdict, words, dissents } = each
	const { decision } = round
	const voices = [
		{
			actor_pid: decision?.actorPid ?? null,
			role: verdict?.actorRole ?? null,
			verdict: decision?.verdict ?? '',
			strength: verdict?.strength ?? null,
			critique: words.critique,
		},
		...dissents.map(({ actorPid, actorRole, verdict: theirs, critique }) => ({
			actor_pid: actorPid,
			role: actorRole,
			verdict: theirs,
			strength: null,
			critique,
		})),
	]
	const edited = words.final !== null && words.final !== response ? words.final : words.expected
	return {
		context,
		response,
		feedback: voices.flatMap(({ critique }) => critique ?? []),
		reason_codes: [...(decision?.reasonCodes ?? [])],
		edited_response: edited,
		change_summary: edited === null ? null : changeSummary(response, edited),
		region: verdict?.region ?? null,
		individual: voices,
		meta: each.meta,
	}
}
