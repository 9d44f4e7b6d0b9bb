/**
 * Deciding from the screen: a verdict goes into the outbox and is sent at once when there is a line,
 * else when it comes back. Nothing on the board changes here; the room writes the decision and it
 * arrives like every other change. What the room answers is told to the person.
 */

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { createUuidV7 } from '#core/ids.ts'
import { cryptoRandom } from '#core/random.ts'
import type { DecisionMessage } from './decision-message.ts'
import { DecisionOutbox, type Delivery } from './decision-outbox.ts'

export type DecisionDraft = Omit<DecisionMessage, 'idempotencyKey'>

/** Waits between tries without a line, milliseconds; the last one repeats. */
const RETRY_MS = [1000, 2000, 5000, 15_000] as const

export interface Deciding {
	/** Sends a verdict, or keeps it until there is a line. */
	decide(draft: DecisionDraft): void
	/** Suggestion ids whose verdict is on its way. */
	pending: ReadonlySet<string>
	/** How many wait because there is no line. */
	waiting: number
}

export function useDecide(options: {
	userId: string
	sceneId: string
	/** Called with each answer or refusal, for the toast and the live region. */
	onDelivery: (delivery: Delivery) => void
}): Deciding {
	const { userId, sceneId, onDelivery } = options
	const outbox = useMemo(
		() =>
			typeof window === 'undefined'
				? null
				: new DecisionOutbox({
						userId,
						sceneId,
						storage: window.localStorage,
						fetch: (...args) => window.fetch(...args),
					}),
		[userId, sceneId],
	)
	const [unsent, setUnsent] = useState<readonly DecisionMessage[]>([])
	const [offline, setOffline] = useState(false)
	const deliver = useRef(onDelivery)
	deliver.current = onDelivery
	const retry = useRef<{ timer: number; tries: number }>({ timer: 0, tries: 0 })

	const send = useCallback(async () => {
		if (!outbox) return
		window.clearTimeout(retry.current.timer)
		const deliveries = await outbox.flush()
		const isWaiting = deliveries.some((delivery) => delivery.outcome === 'waiting')
		for (const delivery of deliveries) deliver.current(delivery)
		setUnsent(outbox.waiting())
		setOffline(isWaiting)
		if (!isWaiting) {
			retry.current.tries = 0
			if (outbox.waiting().length > 0) await send()
			return
		}
		const wait = RETRY_MS[Math.min(retry.current.tries, RETRY_MS.length - 1)] ?? 15_000
		retry.current = {
			tries: retry.current.tries + 1,
			timer: window.setTimeout(() => void send(), wait),
		}
	}, [outbox])

	useEffect(() => {
		const wake = () => void send()
		wake()
		window.addEventListener('online', wake)
		return () => {
			window.removeEventListener('online', wake)
			window.clearTimeout(retry.current.timer)
		}
	}, [send])

	const decide = useCallback(
		(draft: DecisionDraft) => {
			if (!outbox) return
			const idempotencyKey = createUuidV7(Date.now(), cryptoRandom(window.crypto))
			outbox.put({ ...draft, idempotencyKey })
			setUnsent(outbox.waiting())
			void send()
		},
		[outbox, send],
	)

	const pending = useMemo(
		() =>
			new Set(
				unsent
					.filter((message) => message.verdict !== 'reasons')
					.map((message) => message.suggestionId as string),
			),
		[unsent],
	)
	return { decide, pending, waiting: offline ? unsent.length : 0 }
}
