/** What a rerun of refused contexts is asked with and answered by. Plain data: it travels between threads. */
import type { ConsentPurpose } from '#core/signals/consent.ts'
import type {
	CategoryCounts,
	JudgedContext,
	RegressionCounts,
} from '#core/signals/regress/regression.ts'
import type { MasterKeyEnv } from '../master-key.ts'

export interface RegressRequest {
	/** `engine`, or a model of the film by its name. */
	provider: string
	purpose: ConsentPurpose
	/** Contexts, newest first; null = all. */
	limit: number | null
	/** Only the first proposals of each answer count, in its own order; null = all. */
	top: number | null
}
export interface RegressionReport extends RegressionCounts {
	provider: { name: string; generatorId: string; version: string }
	purpose: ConsentPurpose
	top: number | null
	byCategory: CategoryCounts[]
	/** Questions by what came of them; contexts that failed count nowhere else. */
	results: Record<string, number>
	/** Of answers that count: proposals that could not be read or fit on no board of these. */
	unfit: number
	/** Of answers that count: proposals that were in the same answer before. */
	duplicates: number
	leftOut: LeftOut
	cases: JudgedContext[]
}
export interface LeftOut {
	/** Contexts in which somebody does not allow the purpose. */
	consent: number
	/** Whose refused words or scene were erased, or do not open. */
	erased: number
	/** Asked for in somebody's words, which are not sent again. */
	inWords: number
	/** Older than the limit allows. */
	overLimit: number
}

/** For the thread of its own. */
export interface RegressJob {
	projectId: string
	request: RegressRequest
	databaseFile: string
	env: Pick<MasterKeyEnv, 'DATA_DIR' | 'DAILIES_MASTER_KEY'>
	nowMs: number
	/** Null = the engine of this program. */
	model: { name: string; generatorId: string; version: string } | null
}
/** What the thread asks the rooms' thread, which alone knows keys, budgets and what may leave. */
export type RegressQuestion =
	| { kind: 'may_texts'; sceneId: string }
	| { kind: 'ask'; sceneId: string; scene: string; holdsTexts: boolean }
export type RegressAnswer = { texts: boolean } | { result: string; values: unknown[] }
export type RegressMessage =
	| { kind: 'progress'; share: number }
	| { kind: 'question'; id: number; question: RegressQuestion }
	| { kind: 'done'; report: RegressionReport }
	| { kind: 'refused'; sentence: string }
export interface RegressReply {
	id: number
	answer: RegressAnswer
}
