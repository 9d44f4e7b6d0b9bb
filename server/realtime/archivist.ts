/**
 * Asks another thread to fold snapshots and logs (archivist-thread.ts). The thread is started when it
 * is first needed and never keeps the program alive.
 */
import { Worker } from 'node:worker_threads'
import type { ArchivedState } from './archive.ts'

export interface FoldRequest {
	id: number
	snapshot: ArchivedState | null
	/** What came after it, in order. */
	updates: Uint8Array[]
	/** The state vector the result must have. */
	clocks: Uint8Array
}
export type FoldAnswer =
	| { id: number; body: Uint8Array<ArrayBuffer> }
	| { id: number; error: string }

/** Folds a document's snapshot and log into the body of a new snapshot. */
export interface Archivist {
	/** @throws Error when it cannot be done, or the result was not the same document. */
	fold(request: Omit<FoldRequest, 'id'>): Promise<Uint8Array>
	/** Ends the thread; what it was doing is refused. */
	dispose(): Promise<void>
}

interface Waiting {
	resolve(body: Uint8Array): void
	reject(error: Error): void
}

export function createArchivist(): Archivist {
	return new ThreadArchivist()
}

class ThreadArchivist implements Archivist {
	private readonly waiting = new Map<number, Waiting>()
	private thread: Worker | null = null
	private lastId = 0

	fold(request: Omit<FoldRequest, 'id'>): Promise<Uint8Array> {
		const id = ++this.lastId
		return new Promise((resolve, reject) => {
			this.waiting.set(id, { resolve, reject })
			const thread = this.started()
			// Held while it works, so that a program that ends waits for its answer.
			thread.ref()
			thread.postMessage({ id, ...request } satisfies FoldRequest)
		})
	}

	async dispose(): Promise<void> {
		const { thread } = this
		this.lose(new Error('the server is stopping'))
		await thread?.terminate()
	}

	private started(): Worker {
		if (this.thread) return this.thread
		const thread = new Worker(new URL('./archivist-thread.ts', import.meta.url))
		thread.on('message', (answer: FoldAnswer) => this.take(answer))
		thread.on('error', (error) => this.lose(error instanceof Error ? error : new Error('failed')))
		thread.on('exit', () => {
			if (this.thread === thread) this.lose(new Error('the archive thread ended'))
		})
		this.thread = thread
		return thread
	}

	private take(answer: FoldAnswer): void {
		const waiting = this.waiting.get(answer.id)
		this.waiting.delete(answer.id)
		if (this.waiting.size === 0) this.thread?.unref()
		if ('body' in answer) waiting?.resolve(answer.body)
		else waiting?.reject(new Error(answer.error))
	}

	/** The thread is gone: the next request starts another. */
	private lose(error: Error): void {
		this.thread = null
		const lost = [...this.waiting.values()]
		this.waiting.clear()
		for (const { reject } of lost) reject(error)
	}
}
