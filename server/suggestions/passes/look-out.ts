/**
 * Looks boards over in a thread of their own and sends it only what changed since the last look
 * (SG80). One thread for all boards, begun with the first look; when it dies the next look begins
 * another and sends its board whole.
 */
import { Worker } from 'node:worker_threads'
import { AppError } from '#core/errors.ts'
import type { DocRecord } from '../../realtime/rooms-api.ts'
import type { SceneMaterial } from '../scene-material.ts'
import { PassBoards } from './pass-boards.ts'
import type { Look, LookJob, PassAnswer, PassJob } from './pass-types.ts'

/** Boards the thread keeps; the one looked at longest ago makes room. */
const MAX_BOARDS = 8

export interface LookOut {
	/**
	 * What every rule says about the board of these records. Null when `go` was cleared in between.
	 * @param records never changed after they were read, so that the same object is the same record
	 */
	look(
		material: SceneMaterial,
		records: readonly DocRecord[],
		asked: Pick<LookJob, 'wants' | 'go'>,
	): Promise<Look | null>
	dispose(): void
}

/** Says what to send, given what was sent before. */
class Sent {
	private readonly boards = new Map<string, Map<string, DocRecord>>()

	changesOf(sceneId: string, records: readonly DocRecord[]) {
		const known = this.boards.get(sceneId) ?? new Map<string, DocRecord>()
		const now = new Map<string, DocRecord>(records.map((record) => [record.id, record]))
		this.boards.delete(sceneId)
		this.boards.set(sceneId, now)
		const changed = records.filter((record) => known.get(record.id) !== record)
		return { changed, removed: [...known.keys()].filter((id) => !now.has(id)) }
	}
	/** A board to forget, if there is one too many. */
	tooMany(): string | null {
		const oldest = this.boards.size > MAX_BOARDS ? this.boards.keys().next().value : undefined
		if (oldest === undefined) return null
		this.boards.delete(oldest)
		return oldest
	}
	forget(sceneId: string): void {
		this.boards.delete(sceneId)
	}
}

interface LookOutOptions {
	log: { error(fields: object, message: string): void }
	/** Entry of the thread; tests give one that dies. */
	entry?: URL
}
const ENTRY = new URL('./pass-worker.ts', import.meta.url)

/** A thread of its own. */
export function createLookOut({ log, entry = ENTRY }: LookOutOptions): LookOut {
	let worker: Worker | null = null
	let sent = new Sent()
	let lastId = 0
	const waiting = new Map<number, (answer: PassAnswer) => void>()

	function begin(): Worker {
		const made = new Worker(entry)
		let cause: unknown = null
		made.on('message', (answer: PassAnswer) => settle(answer))
		made.once('error', (error) => {
			cause = error
		})
		made.once('exit', (code) => {
			const wasEnded = worker !== made
			if (!wasEnded) worker = null
			cause ??= new Error(`The thread that looks boards over ended with code ${code}.`)
			if (!wasEnded) log.error({ err: cause }, 'The thread that looks boards over died.')
			sent = new Sent()
			for (const id of [...waiting.keys()]) settle({ id, error: cause })
		})
		made.unref()
		return made
	}
	function settle(answer: PassAnswer): void {
		const done = waiting.get(answer.id)
		waiting.delete(answer.id)
		if (waiting.size === 0) worker?.unref()
		done?.(answer)
	}

	return {
		async look(material, records, asked) {
			worker ??= begin()
			const post = (job: PassJob) => worker?.postMessage(job)
			const { sceneId } = material
			const id = ++lastId
			const answer = await new Promise<PassAnswer>((resolve) => {
				waiting.set(id, resolve)
				worker?.ref()
				post({ kind: 'look', id, sceneId, material, ...sent.changesOf(sceneId, records), ...asked })
				const old = sent.tooMany()
				if (old !== null) post({ kind: 'forget', sceneId: old })
			})
			if (!('error' in answer)) return answer.result
			sent.forget(sceneId)
			throw new AppError('internal', { cause: answer.error })
		},
		dispose() {
			const old = worker
			worker = null
			void old?.terminate()
		},
	}
}

/** In the caller's own thread: for tests, and for programs that have no rooms to keep waiting. */
export function createOwnLookOut(): LookOut {
	const boards = new PassBoards()
	const sent = new Sent()
	return {
		async look(material, records, asked) {
			const { sceneId } = material
			const changes = sent.changesOf(sceneId, records)
			const result = boards.take({ kind: 'look', id: 0, sceneId, material, ...changes, ...asked })
			const old = sent.tooMany()
			if (old !== null) boards.take({ kind: 'forget', sceneId: old })
			return result
		},
		dispose: () => undefined,
	}
}
