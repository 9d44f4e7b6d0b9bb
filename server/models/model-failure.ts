/** Why a model gave nothing, as a value with a sentence for people (MO22). */

export const CALL_RESULTS = [
	'asking',
	'answered',
	'nothing',
	'truncated',
	'unreadable',
	'refused',
	'busy',
	'failed',
	'timeout',
	'redirected',
	'address_refused',
	'too_large',
	'unreachable',
	'cancelled',
	'over_budget',
	'resting',
] as const
export type CallResult = (typeof CALL_RESULTS)[number]
type Failing = Exclude<CallResult, 'asking' | 'answered' | 'nothing'>

/** Whether asking again shortly may help. */
const PASSING: ReadonlySet<CallResult> = new Set(['busy', 'failed', 'timeout', 'unreachable'])
/** Whether it says something about the endpoint's health. */
const TROUBLE: ReadonlySet<CallResult> = new Set([...PASSING, 'redirected', 'too_large', 'refused'])

const SENTENCES: Record<Failing, string> = {
	truncated: 'stopped in the middle of its answer',
	unreadable: 'answered with nothing that can be put on a board',
	refused: 'refused the request; check its key and its name',
	busy: 'has too much to do just now',
	failed: 'had a fault of its own',
	timeout: 'did not answer in time',
	redirected: 'sent us to another address, where we do not go',
	address_refused: 'stands at an address that this server does not ask',
	too_large: 'answered with far too much',
	unreachable: 'cannot be reached',
	cancelled: 'was stopped',
	over_budget: 'was not asked: the film’s budget for models is spent',
	resting: 'failed several times and is left alone for a while',
}

export class ModelFailure extends Error {
	override readonly name = 'ModelFailure'
	readonly result: Failing
	/** Milliseconds the endpoint asked us to wait. */
	readonly retryAfterMs: number | null

	constructor(
		result: Failing,
		options: { detail?: string; retryAfterMs?: number | null; cause?: unknown } = {},
	) {
		super(options.detail ?? SENTENCES[result], { cause: options.cause })
		this.result = result
		this.retryAfterMs = options.retryAfterMs ?? null
	}
}

export function isPassing(result: CallResult): boolean {
	return PASSING.has(result)
}
export function isTrouble(result: CallResult): boolean {
	return TROUBLE.has(result)
}

/** "llama3 did not answer in time." */
export function failureSentence(name: string, result: CallResult): string {
	if (result === 'asking' || result === 'answered') return ''
	if (result === 'nothing') return `${name} had nothing to add.`
	return `${name} ${SENTENCES[result]}.`
}
