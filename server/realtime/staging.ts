/**
 * Tries work on a room's staged document: client updates pass both doors (guard.ts, check-records.ts),
 * commands run as the room. Either all of one piece of work is accepted into the flush or nothing of
 * it remains, and what came before it in the same flush stays (R3).
 */
import * as Y from 'yjs'
import { canWriteRoom } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import type { RoomKind } from '#core/ids.ts'
import { ROOM_ORIGIN } from '#core/sync/origin.ts'
import { repairCycles } from '#core/sync/parents.ts'
import type { RecordRules } from './check-records.ts'
import type { ClientClaims } from './claims.ts'
import type { Connection } from './connection.ts'
import type { Accepted, CommandWork, Flush, JointWork, UpdateWork } from './flush.ts'
import {
	asRefusal,
	type CheckedUpdate,
	checkPlacement,
	checkUpdate,
	isTooEarly,
	refusal,
} from './guard.ts'
import { MAX_SHAPES } from './limits.ts'
import type { Projector } from './projector.ts'
import type { RoomDocument, StagedStep } from './room-document.ts'
import type { CommandOptions, RoomDraft } from './rooms-api.ts'
import { stampNotes } from './stamp-notes.ts'

export interface StagingOptions {
	kind: RoomKind
	projectId: string
	document: RoomDocument
	projector: Projector
	rules: RecordRules
	claims: ClientClaims
	maxRoomBytes: number
	now: () => number
}

/** Log rows and blobs of one command, until it is accepted. */
type Draft = Pick<Flush, 'events' | 'blobs' | 'forwards'>
const newDraft = (): Draft => ({ events: [], blobs: [], forwards: [] })

/** One room's side of a command over two rooms. */
export interface JointSide {
	flush: Flush
	staging: Staging
}

export class Staging {
	private readonly options: StagingOptions

	constructor(options: StagingOptions) {
		this.options = options
	}

	/** Accepts a client's update into the flush, or refuses its socket. */
	tryUpdate(flush: Flush, { connection, update, isAnswer }: UpdateWork): void {
		// What a refused socket sent after the refused update builds on it. One that only hung up
		// said what it said: the last stroke before a tab is closed counts.
		if (connection.isRefused) return
		connection.hasAnswered ||= isAnswer
		try {
			const checked = this.check(connection, update)
			if (checked.hasNews) this.admit(flush, connection, { update, checked })
			this.claim(connection, checked)
			flush.afterwards.push(() => connection.noteDurable({ isAnswer }))
		} catch (error) {
			if (!connection.hasAnswered && isTooEarly(error)) connection.noteEarly()
			else connection.refuse(asRefusal(error))
		}
	}

	/** Runs a command and accepts what it wrote, or tells its sender after the flush why not. */
	tryCommand(flush: Flush, command: CommandWork): void {
		const draft = newDraft()
		try {
			const { result, step } = this.runCommand(command.run, draft)
			const answer = answerOf(command.options, result, this.options.now())
			this.keep(flush, step, draft, command.options)
			flush.commandResults.push(...answer)
			flush.afterwards.push(() => command.resolve(result))
			flush.rejections.push(command.reject)
		} catch (error) {
			// Most refusals come before the first write; then the staged document is as it was.
			this.undoStep(flush)
			flush.refusals.push(() => command.reject(error))
		}
	}

	/** Runs `run` with this room's draft as part of a command over two rooms; see `tryJoint`. */
	runPart(draft: Draft, run: (draft: RoomDraft) => unknown): { result: unknown; step: StagedStep } {
		const { projector } = this.options
		const shapesBefore = projector.shapeCount
		const done = this.runCommand(run, draft)
		const { shapeCount } = projector
		if (shapeCount > MAX_SHAPES && shapeCount > shapesBefore) throw boardIsFull()
		const bytes = done.step.delta?.byteLength ?? 0
		const { document, maxRoomBytes } = this.options
		// Taking out is always possible; it is the way out of being full.
		const isBigger = shapeCount >= shapesBefore && bytes > 0
		if (isBigger && !document.hasSpaceFor(bytes, maxRoomBytes)) throw boardIsFull()
		return done
	}

	/** Milliseconds since 1970. */
	now(): number {
		return this.options.now()
	}

	/** Accepts what a command wrote here; its log rows and answer are kept beside it. */
	keep(flush: Flush, step: StagedStep, draft: Draft, { principal }: CommandOptions): void {
		const { userId = null, sessionId = null } = principal ?? {}
		this.accept(flush, step, { sender: null, userId, sessionId })
		flush.events.push(...draft.events)
		flush.blobs.push(...draft.blobs)
		flush.forwards.push(...draft.forwards)
	}

	/** Makes the staged document what this flush has accepted so far, if the last step wrote at all. */
	undoStep(flush: Flush): void {
		if (this.options.document.hasStepped) this.rebuild(flush)
	}

	/** What the room adds in the same commit: opened circles of parents (R8), stamps on notes (R24). */
	repair(flush: Flush): void {
		const { kind, document } = this.options
		if (kind === 'project' || flush.touched.size === 0) return
		const { records } = document
		const step = document.step(() => {
			records.transact(ROOM_ORIGIN, () => {
				if (kind === 'board') repairCycles(records, flush.touched)
				else stampNotes(records, flush.steps, this.now())
			})
		})
		this.accept(flush, step, { sender: null, userId: null, sessionId: null })
	}

	private check(connection: Connection, update: Uint8Array): CheckedUpdate {
		// What a joiner answers who has nothing of its own: no reason to read the document.
		if (isEmptyUpdate(update)) return { hasNews: false, unclaimed: [], newFrom: new Map() }
		const { document, claims, kind } = this.options
		const { principal } = connection
		const ownerOf = (clientId: number) => claims.ownerOf(clientId)
		const context = { doc: document.staged, userId: principal.userId, ownerOf }
		const checked = checkUpdate(update, context)
		if (checked.hasNews && !canWriteRoom(principal.role, kind)) throw new AppError('forbidden')
		for (let i = 0; i < checked.unclaimed.length; i++) {
			if (!connection.mayClaim()) throw refusal('too many client ids')
			connection.claimCount += 1
		}
		return checked
	}

	/** Only what was admitted claims ids: a refusal leaves nothing of itself (R3, R12). */
	private claim(connection: Connection, { unclaimed }: CheckedUpdate): void {
		const { userId } = connection.principal
		for (const clientId of unclaimed)
			if (this.options.claims.bind(clientId, userId)) connection.clientId ??= clientId
	}

	private admit(
		flush: Flush,
		connection: Connection,
		{ update, checked }: { update: Uint8Array; checked: CheckedUpdate },
	): void {
		const { document, rules, projector, maxRoomBytes } = this.options
		// A full room still takes deletions, which bring no new structs: the way out of being full.
		if (checked.newFrom.size > 0 && !document.hasSpaceFor(update.byteLength, maxRoomBytes))
			throw full('too_large', 'room is full')
		try {
			const shapesBefore = projector.shapeCount
			const step = document.step(() => Y.applyUpdate(document.staged, update, connection))
			for (const id of checkPlacement(document.staged, checked.newFrom)) step.touched.add(id)
			rules.checkClient(document.records, step.touched, {
				before: step.before,
				by: connection.principal,
			})
			for (const id of step.touched)
				if (step.before.get(id) === undefined && document.records.has(id)) flush.created.add(id)
			const { shapeCount } = projector
			if (shapeCount > MAX_SHAPES && shapeCount > shapesBefore)
				throw full('invalid_update', 'board is full')
			const { userId, sessionId } = connection.principal
			this.accept(flush, step, { sender: connection, userId, sessionId })
		} catch (error) {
			this.rebuild(flush)
			throw error
		}
	}

	private runCommand(run: (draft: RoomDraft) => unknown, draft: Draft) {
		const { document, rules, projectId, now } = this.options
		const { records } = document
		const roomDraft: RoomDraft = {
			records,
			projectId,
			now: now(),
			append: (event) => draft.events.push(event),
			attach: (blob) => draft.blobs.push(blob),
			forward: (changes) => draft.forwards.push(...changes),
		}
		let result: unknown
		const step = document.step(() => {
			result = records.transact(ROOM_ORIGIN, () => run(roomDraft))
		})
		rules.checkRoom(records, step.touched)
		return { result, step }
	}

	private accept(flush: Flush, step: StagedStep, by: Omit<Accepted, 'delta'>): void {
		for (const id of step.touched) flush.touched.add(id)
		if (step.delta === null) return
		flush.steps.push({ userId: by.userId, before: step.before })
		flush.accepted.push({ delta: step.delta, ...by })
		if (by.sender === null) this.options.claims.noteRoomWrote()
	}

	private rebuild(flush: Flush): void {
		const { document, projector } = this.options
		document.rebuild(flush.accepted.map((one) => one.delta))
		projector.reset(document.records)
	}
}

/**
 * Tries a command on two rooms at once (R18). Both parts are accepted into their flushes or nothing
 * of either remains. The command is answered when both are settled. Returns whether it was accepted.
 */
export function tryJoint(
	command: Omit<JointWork<unknown>, 'rooms'>,
	[first, second]: readonly [JointSide, JointSide],
): boolean {
	const [mine, others] = [newDraft(), newDraft()]
	try {
		let inner: { result: unknown; step: StagedStep } | undefined
		const outer = first.staging.runPart(mine, (draft) => {
			inner = second.staging.runPart(others, (other) => command.run(draft, other))
			return inner.result
		})
		const answer = answerOf(command.options, outer.result, first.staging.now())
		first.staging.keep(first.flush, outer.step, mine, command.options)
		if (inner) second.staging.keep(second.flush, inner.step, others, command.options)
		first.flush.commandResults.push(...answer)
		let waiting = 2
		const settled = () => {
			waiting -= 1
			if (waiting === 0) command.resolve(outer.result)
		}
		for (const { flush } of [first, second]) {
			flush.afterwards.push(settled)
			flush.rejections.push(command.reject)
		}
		return true
	} catch (error) {
		for (const { staging, flush } of [first, second]) staging.undoStep(flush)
		first.flush.refusals.push(() => command.reject(error))
		return false
	}
}

/** The answer to remember, if the command has a key. */
function answerOf({ principal, key }: CommandOptions, result: unknown, at: number) {
	if (key === undefined || !principal) return []
	return [{ key, userId: principal.userId, resultJson: JSON.stringify(result ?? null), at }]
}

/** For whoever drew the last thing that a board could hold. */
function full(code: 'too_large' | 'invalid_update', reason: string): AppError {
	const userMessage = 'This board is full. What you drew last is kept aside on this device.'
	return new AppError(code, { userMessage, details: { reason } })
}

function boardIsFull(): AppError {
	return new AppError('too_large', {
		userMessage: 'There is no room for that on the other board. Nothing was changed.',
	})
}

/** No structs and no deletions. */
function isEmptyUpdate(update: Uint8Array): boolean {
	return update.length === 2 && update[0] === 0 && update[1] === 0
}
