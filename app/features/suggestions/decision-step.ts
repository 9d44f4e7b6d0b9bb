/**
 * One own decision as a step of the board's undo stack. Taken back, it is taken out of the outbox when
 * it was never sent, else by a retraction that names this very decision; made again, it is a new one.
 * Nobody else's decision is ever taken back or contested by it (U9, U12).
 */
import { isEqual } from '@tldraw/utils'
import type { DecisionMessage } from '#core/api/decision-message.ts'
import { AppliedEditSchema } from '#core/suggestions/retract-edit.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { Fields } from '#core/sync/doc-record.ts'
import { diffRecords, fieldsOf, getPath } from '#core/sync/record-path.ts'
import type { StoreChanges } from '#core/sync/store-history.ts'
import type { OwnEffect, OwnStep, OwnStepResult } from '#core/sync/undo-rebase.ts'
import type { DecisionOutbox } from './decision-outbox.ts'

/** A verdict as it was given, without the key it was sent under. */
export type DecisionDraft = Omit<DecisionMessage, 'idempotencyKey'>

export interface DecisionDesk {
	userId: string
	outbox: Pick<DecisionOutbox, 'stateOf' | 'remove' | 'waiting'>
	/** The suggestion as the board shows it now. */
	find(suggestionId: string): SuggestionRecord | undefined
	/** Sends a message, or keeps it until there is a line; the key it goes under, a new one if not given. */
	post(draft: DecisionDraft, idempotencyKey?: string): string
}

export class DecisionStep {
	readonly #desk: DecisionDesk
	readonly suggestionId: DecisionDraft['suggestionId']
	/** Null when the verdict is not known any more (given with changes, before this page was opened). */
	#draft: DecisionDraft | null
	#key: string | null
	#retractionKey: string | null = null
	/** Taken out of the outbox after a try that had no answer: the retraction stands for it. */
	#isPulled = false
	/** Whether the room answered that it did not carry this decision out. */
	#isVoid = false

	constructor(
		desk: DecisionDesk,
		given: Pick<DecisionDraft, 'suggestionId'> & {
			draft: DecisionDraft | null
			key: string | null
		},
	) {
		this.#desk = desk
		this.suggestionId = given.suggestionId
		this.#draft = given.draft
		this.#key = given.key
	}

	/** The verdict was given: undo takes it back. */
	get asVerdict(): OwnStep {
		return {
			undo: () => this.takeBack(),
			redo: () => this.giveAgain(),
			effectIn: (changes) => this.#effectIn(changes),
		}
	}

	/** The verdict was taken back on the card: undo gives it again. */
	get asTakingBack(): OwnStep {
		return { ...this.asVerdict, undo: () => this.giveAgain(), redo: () => this.takeBack() }
	}

	/** Hears what became of a message. */
	answered(message: DecisionMessage, wasApplied: boolean): void {
		if (message.idempotencyKey === this.#key) this.#isVoid = !wasApplied
	}

	takeBack(): OwnStepResult {
		const { outbox, find } = this.#desk
		const key = this.#key
		const sending = key === null ? 'gone' : outbox.stateOf(key)
		if (key !== null && sending !== 'gone') {
			this.#keepReasons(outbox.waiting())
			outbox.remove(key)
			if (sending === 'waiting') return 'done'
			this.#isPulled = true
		} else {
			if (this.#isVoid) return 'nothing'
			const refused = this.#whyNotMine(find(this.suggestionId))
			if (refused) return { refused }
		}
		this.#retract()
		return 'done'
	}

	giveAgain(): OwnStepResult {
		const { outbox, find, post } = this.#desk
		const suggestion = find(this.suggestionId)
		const retraction = this.#retractionKey
		const state = retraction === null ? 'gone' : outbox.stateOf(retraction)
		if (retraction !== null && state === 'waiting') {
			outbox.remove(retraction)
			if (this.#isPulled && this.#draft && this.#key !== null) post(this.#draft, this.#key)
			this.#isPulled = false
			return 'done'
		}
		const isOnItsWay = state === 'sent' || this.#isShownAsMine(suggestion)
		const refused = isOnItsWay ? null : whyNotOpen(suggestion)
		if (refused) return { refused }
		if (!this.#draft) {
			const title = titleOf(suggestion)
			return { refused: `${title} was changed when it was accepted. Accept it again in the tray.` }
		}
		this.#isVoid = false
		this.#isPulled = false
		this.#key = post({ ...this.#draft, surface: 'shortcut' })
		return 'done'
	}

	/** The retraction was answered and has not reached this screen. */
	#isShownAsMine(suggestion: SuggestionRecord | undefined): boolean {
		return this.#key !== null && suggestion?.meta.decisionKey === this.#key
	}

	#retract() {
		const { suggestionId } = this
		const of = this.#key === null ? {} : { of: this.#key }
		this.#retractionKey = this.#desk.post({
			suggestionId,
			verdict: 'retract',
			surface: 'shortcut',
			...of,
		})
	}

	/** Reasons told after a verdict that was never sent go with it, and come back with it. */
	#keepReasons(waiting: readonly DecisionMessage[]) {
		const mine = waiting.filter(
			({ suggestionId, verdict }) => verdict === 'reasons' && suggestionId === this.suggestionId,
		)
		for (const { idempotencyKey, reasonCodes, critique, strength } of mine) {
			this.#desk.outbox.remove(idempotencyKey)
			if (this.#draft) this.#draft = { ...this.#draft, reasonCodes, critique, strength }
		}
	}

	#whyNotMine(suggestion: SuggestionRecord | undefined): string | null {
		const title = titleOf(suggestion)
		if (!suggestion) return 'The suggestion is not on the board any more.'
		const { status, decidedBy, decidedByName, meta } = suggestion
		if (status === 'stale' || status === 'withdrawn') {
			return `What ${title} was about has changed since. What was decided stays.`
		}
		// Not decided on this screen yet: the room, which knows, takes back this decision or none.
		if (status === 'open') return null
		if (decidedBy !== this.#desk.userId) {
			return `${decidedByName ?? 'Somebody'} has decided ${title} since, and that stays.`
		}
		const key = meta.decisionKey
		if (this.#key !== null && key !== undefined && key !== this.#key) {
			return `You have decided ${title} anew since, and that stays.`
		}
		return null
	}

	/** What the room wrote or took away for this decision in one change of the board (U13). */
	#effectIn({ added, removed, updated }: StoreChanges): OwnEffect | null {
		const markId = `provenance:${this.suggestionId.replace('suggestion:', '')}`
		const isDone = Object.hasOwn(added, markId)
		const mark = recordIn(isDone ? added : removed, markId)
		const pair = Object.values(updated).find(([, to]) => to.id === this.suggestionId)
		if (this.#key === null || !mark || !pair) return null
		const decided = fieldsOf(isDone ? pair[1] : pair[0])
		if (getPath(decided, 'meta.decisionKey') !== this.#key) return null
		const applied = AppliedEditSchema.safeParse(getPath(mark, 'meta.applied'))
		if (!applied.success) return null
		const paths = new Map([[String(this.suggestionId), pathsOf(pair)]])
		for (const { recordId, path, before, after } of applied.data.changes) {
			const now = Object.values(updated).find(([, to]) => to.id === recordId)?.[1]
			// One change of the board may hold others' work too: only the very value is this decision's.
			if (!now || !isEqual(getPath(fieldsOf(now), path), isDone ? after : before)) continue
			paths.set(recordId, (paths.get(recordId) ?? new Set()).add(path))
		}
		const made = new Set([markId, ...applied.data.created.map(({ recordId }) => recordId)])
		return { isDone, paths, made }
	}
}

function recordIn(part: StoreChanges['added'], id: string): Fields | undefined {
	const record = Object.values(part).find((each) => String(each.id) === id)
	return record && fieldsOf(record)
}

function pathsOf([from, to]: StoreChanges['updated'][string]): Set<string> {
	return new Set(diffRecords(fieldsOf(from), fieldsOf(to)).keys())
}

function whyNotOpen(suggestion: SuggestionRecord | undefined): string | null {
	if (!suggestion) return 'The suggestion is not on the board any more.'
	const { status, decidedByName } = suggestion
	const title = titleOf(suggestion)
	if (status === 'open') return null
	if (status === 'stale' || status === 'withdrawn') {
		return `What ${title} was about has changed since. Ask again to have it checked.`
	}
	return `${decidedByName ?? 'Somebody'} has decided ${title} since, and that stays.`
}

function titleOf(suggestion: SuggestionRecord | undefined): string {
	return suggestion ? `“${suggestion.title}”` : 'that suggestion'
}
