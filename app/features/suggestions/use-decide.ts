/**
 * Deciding from the screen: a verdict goes into the outbox and is sent at once when there is a line,
 * else when it comes back. Nothing on the board changes here; the room writes the decision and it
 * arrives like every other change. What the room answers is told to the person.
 */

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DecisionMessage } from '#core/api/decision-message.ts'
import { createUuidV7 } from '#core/ids.ts'
import { cryptoRandom } from '#core/random.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { OwnStep } from '#core/sync/undo-rebase.ts'
import { DecisionOutbox, type Delivery } from './decision-outbox.ts'
import { type DecisionDesk, type DecisionDraft, DecisionStep } from './decision-step.ts'

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
	/** The suggestion as the board shows it now. */
	find(suggestionId: string): SuggestionRecord | undefined
	/** Hears of each own verdict as a step that can be undone and redone. */
	onStep: (step: OwnStep) => void
	/** Called with each answer or refusal, for the toast and the live region. */
	onDelivery: (delivery: Delivery) => void
}): Deciding {
	const { userId, sceneId } = options
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
	const latest = useRef(options)
	latest.current = options
	const steps = useRef(new Map<string, DecisionStep>())
	const retry = useRef<{ timer: number; tries: number }>({ timer: 0, tries: 0 })

	const send = useCallback(async () => {
		if (!outbox) return
		window.clearTimeout(retry.current.timer)
		const deliveries = await outbox.flush()
		const isWaiting = deliveries.some((delivery) => delivery.outcome === 'waiting')
		for (const delivery of deliveries) {
			if (delivery.outcome !== 'waiting') {
				const wasApplied = delivery.outcome === 'answered' && delivery.answer.applied
				steps.current.get(delivery.message.suggestionId)?.answered(delivery.message, wasApplied)
			}
			latest.current.onDelivery(delivery)
		}
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

	const post = useCallback(
		(draft: DecisionDraft, given?: string) => {
			const idempotencyKey = given ?? createUuidV7(Date.now(), cryptoRandom(window.crypto))
			outbox?.put({ ...draft, idempotencyKey })
			if (outbox) setUnsent(outbox.waiting())
			void send()
			return idempotencyKey
		},
		[outbox, send],
	)

	const decide = useCallback(
		(draft: DecisionDraft) => {
			if (!outbox) return
			const { find, onStep } = latest.current
			const desk = {
				userId,
				find: (id: string) => latest.current.find(id),
				post: (again: DecisionDraft, key?: string) => post(again, key),
				outbox: {
					stateOf: (key: string) => outbox.stateOf(key),
					waiting: () => outbox.waiting(),
					remove(key: string) {
						outbox.remove(key)
						setUnsent(outbox.waiting())
					},
				},
			}
			const { suggestionId, verdict } = draft
			if (verdict === 'reasons') return void post(draft)
			if (verdict !== 'retract') {
				const step = new DecisionStep(desk, { suggestionId, draft, key: post(draft) })
				steps.current.set(suggestionId, step)
				onStep(step.asVerdict)
				return
			}
			const known = steps.current.get(suggestionId) ?? earlierStep(desk, find(suggestionId), userId)
			if (known?.takeBack() !== 'done') return void post(draft)
			steps.current.set(suggestionId, known)
			onStep(known.asTakingBack)
		},
		[outbox, post, userId],
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

/** A verdict of before this page was opened, or another's that its requester takes back. */
function earlierStep(
	desk: DecisionDesk,
	suggestion: SuggestionRecord | undefined,
	userId: string,
): DecisionStep | null {
	if (!suggestion || suggestion.decidedBy !== userId) return null
	const { id: suggestionId, status, reasonCodes, meta } = suggestion
	const verdict = VERDICT_OF[status]
	const draft: DecisionDraft | null = verdict
		? { suggestionId, verdict, reasonCodes, surface: 'shortcut' }
		: null
	const key = typeof meta.decisionKey === 'string' ? meta.decisionKey : null
	return new DecisionStep(desk, { suggestionId, draft, key })
}

/** What was accepted with changes is not known any more: it cannot be given again from here. */
const VERDICT_OF: Partial<Record<SuggestionRecord['status'], DecisionDraft['verdict']>> = {
	accepted: 'accept',
	rejected: 'reject',
	dismissed: 'dismiss',
}
