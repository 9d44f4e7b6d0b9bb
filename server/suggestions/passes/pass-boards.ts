/** The boards a thread knows: their records, and what a pass over them found last. */
import { BoardPass, type PassFinding, recheck } from '#core/suggestions/board-pass.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { DocRecord } from '../../realtime/rooms-api.ts'
import { suggestionsOf, viewOf } from '../scene-material.ts'
import { overtaken } from '../withdraw-stale.ts'
import type { Look, LookJob, PassJob } from './pass-types.ts'

export class PassBoards {
	private readonly boards = new Map<string, { records: Map<string, DocRecord>; pass: BoardPass }>()

	/** Takes what changed and looks. Null when it was cancelled, and for a board to forget. */
	take(job: PassJob): Look | null {
		if (job.kind === 'look') return this.look(job)
		this.boards.delete(job.sceneId)
		return null
	}

	private look({ sceneId, material, changed, removed, wants, go }: LookJob): Look | null {
		const board = this.boards.get(sceneId) ?? { records: new Map(), pass: new BoardPass() }
		this.boards.set(sceneId, board)
		for (const id of removed) board.records.delete(id)
		for (const record of changed) board.records.set(record.id, record)
		const view = viewOf(material, { all: () => board.records.values() })
		const result = board.pass.run(view, () => go !== null && Atomics.load(go, 0) === 0)
		if (!result) return null
		const { findings, work } = result
		const open = suggestionsOf({ all: () => board.records.values() })
		return {
			work,
			findings: wants === 'findings' ? findings : [],
			overtaken: open.flatMap((each) => overtakenNow(view, each, findings)),
		}
	}
}

function overtakenNow(
	view: SceneView,
	suggestion: SuggestionRecord,
	findings: readonly PassFinding[],
): Look['overtaken'] {
	const status = suggestion.status === 'open' ? overtaken(view, suggestion) : null
	if (status === null) return []
	// Only a rule can look again: what a person proposed is theirs to look at.
	const mayRecheck = status === 'stale' && suggestion.generatorId.startsWith('rule:')
	const again = mayRecheck ? recheck(findings, suggestion) : null
	return [{ suggestionId: suggestion.id, status, recheck: again }]
}
