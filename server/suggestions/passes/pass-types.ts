/** What is said between the rooms' thread and the thread that looks boards over. */
import type { PassFinding, PassWork, Recheck } from '#core/suggestions/board-pass.ts'
import type { DocRecord } from '../../realtime/rooms-api.ts'
import type { SceneMaterial } from '../scene-material.ts'
import type { Overtaken } from '../withdraw-stale.ts'

/** What a look over a board came to. */
export interface Look {
	work: PassWork
	/** Empty when only what was overtaken is asked for. */
	findings: PassFinding[]
	/** Open suggestions whose ground changed, looked at again by the rule that made them. */
	overtaken: { suggestionId: string; status: Overtaken; recheck: Recheck | null }[]
}

export interface LookJob {
	kind: 'look'
	id: number
	sceneId: string
	material: SceneMaterial
	/** Records made or changed since the last job for this board, and those that are gone. */
	changed: DocRecord[]
	removed: string[]
	wants: 'findings' | 'overtaken'
	/** Cleared when the board is drawn on: a look that may be cancelled stops there. Null = runs through. */
	go: Int32Array | null
}
export interface ForgetJob {
	kind: 'forget'
	sceneId: string
}
export type PassJob = LookJob | ForgetJob
/** The result is null when it was cancelled. */
export type PassAnswer = { id: number; result: Look | null } | { id: number; error: unknown }
