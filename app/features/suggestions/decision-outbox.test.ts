import { describe, expect, it } from 'vitest'
import type { DecisionMessage } from '#core/api/decision-message.ts'
import { createUuidV7 } from '#core/ids.ts'
import { seededRandom } from '#core/random.ts'
import { DecisionOutbox } from './decision-outbox.ts'

class MemoryStorage {
	readonly #items = new Map<string, string>()
	get length() {
		return this.#items.size
	}
	getItem(key: string) {
		return this.#items.get(key) ?? null
	}
	setItem(key: string, value: string) {
		this.#items.set(key, value)
	}
	removeItem(key: string) {
		this.#items.delete(key)
	}
	key(at: number) {
		return [...this.#items.keys()][at] ?? null
	}
}

const random = seededRandom('outbox')
function message(at: number, verdict: DecisionMessage['verdict'] = 'accept'): DecisionMessage {
	return {
		suggestionId: `suggestion:s${at}`,
		idempotencyKey: createUuidV7(at, random),
		verdict,
		surface: 'card',
	}
}
const ANSWER = {
	status: 'accepted',
	applied: true,
	decidedByName: 'Ana',
	message: null,
	recordIds: [],
}

/** A server that remembers what it was sent; `null` = no line. */
function room(answers: (Response | null)[]) {
	const received: string[] = []
	const post: typeof fetch = async (_url, init) => {
		const answer = answers.length > 1 ? answers.shift() : answers[0]
		if (!answer) throw new TypeError('no line')
		received.push(String(init?.body))
		return answer.clone()
	}
	return { received, post }
}
function outbox(post: typeof fetch, storage = new MemoryStorage(), userId = 'ana') {
	return { storage, box: new DecisionOutbox({ userId, sceneId: 's1', storage, fetch: post }) }
}

describe('the outbox of decisions', () => {
	it('sends in the order they were made and forgets what was answered', async () => {
		const { received, post } = room([Response.json(ANSWER)])
		const { box } = outbox(post)
		for (const each of [message(1), message(2), message(3)]) box.put(each)

		const deliveries = await box.flush()

		expect(deliveries.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'answered'])
		expect(received.map((body) => JSON.parse(body).suggestionId)).toEqual([
			'suggestion:s1',
			'suggestion:s2',
			'suggestion:s3',
		])
		expect(box.waiting()).toEqual([])
	})

	it('keeps everything without a line, through a reload, under the same key', async () => {
		const first = message(1)
		const { storage, box } = outbox(room([null]).post)
		box.put(first)
		box.put(message(2))

		expect((await box.flush()).map(({ outcome }) => outcome)).toEqual(['waiting'])

		const { received, post } = room([Response.json(ANSWER)])
		const reloaded = outbox(post, storage).box
		await reloaded.flush()
		expect(JSON.parse(received[0] ?? '{}').idempotencyKey).toBe(first.idempotencyKey)
		expect(received).toHaveLength(2)
	})

	it('waits when the server is down or another page answers, and tells a refusal once', async () => {
		const refusal = Response.json(
			{ error: { code: 'forbidden', message: 'Not for your role.' } },
			{ status: 403 },
		)
		const { post } = room([new Response('', { status: 503 }), new Response('<html>'), refusal])
		const { box } = outbox(post)
		box.put(message(1))

		expect((await box.flush())[0]?.outcome).toBe('waiting')
		expect((await box.flush())[0]?.outcome).toBe('waiting')
		expect(await box.flush()).toMatchObject([{ outcome: 'refused', reason: 'Not for your role.' }])
		expect(box.waiting()).toEqual([])
	})

	it('knows what waits, what may have arrived and what is answered', async () => {
		const { storage, box } = outbox(room([null]).post)
		const [first, second] = [message(1), message(2)]
		box.put(first)
		box.put(second)
		expect(box.stateOf(first.idempotencyKey)).toBe('waiting')

		await box.flush()
		expect(box.stateOf(first.idempotencyKey)).toBe('sent')
		expect(box.stateOf(second.idempotencyKey)).toBe('waiting')

		box.remove(second.idempotencyKey)
		const reloaded = outbox(room([Response.json(ANSWER)]).post, storage).box
		expect(await reloaded.flush()).toHaveLength(1)
		expect(reloaded.stateOf(first.idempotencyKey)).toBe('gone')
		expect(storage.length).toBe(0)
	})

	it('holds one person’s decisions apart from another’s on the same machine', () => {
		const { storage, box } = outbox(room([null]).post)
		box.put(message(1))

		expect(outbox(room([null]).post, storage, 'noor').box.waiting()).toEqual([])
	})
})
