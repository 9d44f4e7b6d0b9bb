/**
 * Decisions on their way to the room. Each waits in the browser's storage under its own key until
 * the room has answered, so a lost line, a reload or a second tab neither loses nor doubles one:
 * the room gives one answer per idempotency key.
 */

import {
	type DecisionAnswer,
	DecisionAnswerSchema,
	type DecisionMessage,
	DecisionMessageSchema,
} from '#core/api/decision-message.ts'
import { refusalMessage } from '#core/refusal.ts'

/** What became of one message: answered, refused for good, or still waiting for the line. */
export type Delivery =
	| { outcome: 'answered'; message: DecisionMessage; answer: DecisionAnswer }
	| { outcome: 'refused'; message: DecisionMessage; reason: string }
	| { outcome: 'waiting'; message: DecisionMessage }

export interface OutboxOptions {
	userId: string
	sceneId: string
	storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
	fetch: typeof fetch
}

const WAIT_STATUSES: ReadonlySet<number> = new Set([408, 425, 429])

/** Sends decisions in the order they were made, one at a time. */
export class DecisionOutbox {
	readonly #options: OutboxOptions
	readonly #prefix: string
	readonly #sentPrefix: string
	#sending: Promise<Delivery[]> | null = null

	constructor(options: OutboxOptions) {
		this.#options = options
		this.#prefix = `dailies.decision.${options.userId}.${options.sceneId}.`
		this.#sentPrefix = `dailies.decision-sent.${options.userId}.${options.sceneId}.`
	}

	#sentKey(idempotencyKey: string): string {
		return this.#sentPrefix + idempotencyKey
	}

	/** The messages that wait, oldest first (their keys are time-ordered). */
	waiting(): DecisionMessage[] {
		const { storage } = this.#options
		const keys: string[] = []
		for (let at = 0; at < storage.length; at++) {
			const key = storage.key(at)
			if (key?.startsWith(this.#prefix)) keys.push(key)
		}
		return keys.sort().flatMap((key) => this.#read(key) ?? [])
	}

	/** Keeps the message until it is answered. */
	put(message: DecisionMessage): void {
		this.#options.storage.setItem(this.#prefix + message.idempotencyKey, JSON.stringify(message))
	}

	/** Whether a message still waits, and whether it may have reached the room already. */
	stateOf(idempotencyKey: string): 'waiting' | 'sent' | 'gone' {
		const { storage } = this.#options
		if (storage.getItem(this.#prefix + idempotencyKey) === null) return 'gone'
		return storage.getItem(this.#sentKey(idempotencyKey)) === null ? 'waiting' : 'sent'
	}

	/** Forgets a message. Only for one that waits: what was sent is taken back by the room alone. */
	remove(idempotencyKey: string): void {
		this.#options.storage.removeItem(this.#prefix + idempotencyKey)
		this.#options.storage.removeItem(this.#sentKey(idempotencyKey))
	}

	/** Sends what waits; a message that meets no line stays, with all behind it. */
	flush(): Promise<Delivery[]> {
		this.#sending ??= this.#sendAll().finally(() => {
			this.#sending = null
		})
		return this.#sending
	}

	async #sendAll(): Promise<Delivery[]> {
		const deliveries: Delivery[] = []
		for (let next = this.waiting()[0]; next; next = this.waiting()[0]) {
			// Noted first, where other tabs see it too: without an answer nobody knows whether it arrived.
			this.#options.storage.setItem(this.#sentKey(next.idempotencyKey), '1')
			const delivery = await this.#send(next)
			deliveries.push(delivery)
			if (delivery.outcome === 'waiting') break
			this.remove(next.idempotencyKey)
		}
		return deliveries
	}

	async #send(message: DecisionMessage): Promise<Delivery> {
		const response = await this.#post(message)
		if (!response || response.status >= 500 || WAIT_STATUSES.has(response.status)) {
			return { outcome: 'waiting', message }
		}
		const body: unknown = await response.json().catch(() => null)
		if (response.ok) {
			const answer = DecisionAnswerSchema.safeParse(body)
			// Another program answered (a captive portal's page): nothing was decided.
			return answer.success
				? { outcome: 'answered', message, answer: answer.data }
				: { outcome: 'waiting', message }
		}
		const reason = refusalMessage(body) ?? 'The board did not take this. Nothing was changed.'
		return { outcome: 'refused', message, reason }
	}

	async #post(message: DecisionMessage): Promise<Response | null> {
		try {
			return await this.#options.fetch(`/api/v1/boards/${this.#options.sceneId}/decisions`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', accept: 'application/json' },
				body: JSON.stringify(message),
			})
		} catch {
			// fetch throws only when there is no line: the message waits for the next one.
			return null
		}
	}

	#read(key: string): DecisionMessage | null {
		const text = this.#options.storage.getItem(key)
		if (text === null) return null
		const parsed = DecisionMessageSchema.safeParse(safeJson(text))
		if (parsed.success) return parsed.data
		// Written by another version of this page: it can never be sent.
		this.#options.storage.removeItem(key)
		return null
	}
}

function safeJson(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return null
	}
}
