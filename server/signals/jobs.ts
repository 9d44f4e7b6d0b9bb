/**
 * Long work that is started, followed and cancelled by id: evaluations, exports. A few at once, a few
 * finished ones kept to be asked for; nothing of it survives the process.
 */
import { AppError, isAppError } from '#core/errors.ts'

export type JobState<T> =
	| { state: 'running'; share: number }
	| { state: 'done'; report: T }
	| { state: 'failed'; sentence: string }
	| { state: 'cancelled' }
export interface JobControl {
	signal: AbortSignal
	/** 0 to 1. */
	onProgress: (share: number) => void
}
export interface Jobs<T> {
	/** Begins and returns the id to follow it by. @throws AppError('too_many'). */
	start(run: (control: JobControl, id: string) => Promise<T>): string
	/** Null for an id that is not known (any more). */
	state(id: string): JobState<T> | null
	cancel(id: string): void
	/** Ends all of them. */
	dispose(): void
}
export interface JobOptions {
	newId: () => string
	maxRunning: number
	maxKept: number
	/** Said when as many are running as may. */
	tooMany: string
	/** Said when one ends in a way nobody foresaw. */
	brokeOff: string
	/** Errors whose message is a sentence for people. */
	isSentence?: (error: unknown) => error is Error
	/** Told of each finished job that is not kept any longer. */
	onForget?: (id: string) => void
}

export function createJobs<T>(options: JobOptions): Jobs<T> {
	const jobs = new Map<string, { state: JobState<T>; abort: AbortController }>()
	const running = () => [...jobs.values()].filter(({ state }) => state.state === 'running')
	const cancel = (id: string) => jobs.get(id)?.abort.abort(new AppError('conflict'))
	const forgetOldest = () => {
		for (const [id, { state }] of jobs) {
			if (jobs.size <= options.maxKept) return
			if (state.state === 'running') continue
			jobs.delete(id)
			options.onForget?.(id)
		}
	}
	return {
		start(run) {
			if (running().length >= options.maxRunning)
				throw new AppError('too_many', { userMessage: options.tooMany })
			const id = options.newId()
			const abort = new AbortController()
			const job = { state: { state: 'running', share: 0 } as JobState<T>, abort }
			jobs.set(id, job)
			forgetOldest()
			const { signal } = abort
			const onProgress = (share: number) => {
				if (job.state.state === 'running') job.state = { state: 'running', share }
			}
			run({ signal, onProgress }, id).then(
				(report) => {
					job.state = { state: 'done', report }
				},
				(error: unknown) => {
					job.state = signal.aborted
						? { state: 'cancelled' }
						: { state: 'failed', sentence: sentenceOf(error, options) }
				},
			)
			return id
		},
		state: (id) => jobs.get(id)?.state ?? null,
		cancel,
		dispose() {
			for (const id of jobs.keys()) cancel(id)
		},
	}
}

function sentenceOf(error: unknown, { isSentence, brokeOff }: JobOptions): string {
	if (isAppError(error)) return error.userMessage
	return isSentence?.(error) ? error.message : brokeOff
}
