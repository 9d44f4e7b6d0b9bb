/**
 * Builds log events for tests: valid rows with sensible values, ids counted up so that runs repeat,
 * and a chain over them. Only what a test is about needs to be said.
 */
import { createHash } from 'node:crypto'
import type { PlacedEvent, Sha256 } from '#core/signals/chain.ts'
import { eventHash, GENESIS_HASH } from '#core/signals/chain.ts'
import type {
	Candidate,
	EventPayload,
	EventType,
	NewSignalEvent,
	SignalEvent,
} from '#core/signals/event.ts'
import { NewSignalEventSchema } from '#core/signals/event.ts'

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()

export const cidOf = (name: string) => createHash('sha256').update(name).digest('hex')
export const pidOf = (name: string) => cidOf(`person ${name}`)

export interface EventInput<T extends EventType> {
	type: T
	payload: EventPayload<T>
	by?: string | null
	slateId?: string | null
	suggestionId?: string | null
	position?: number | null
	tsMs?: number
	blobCids?: string[]
	sceneId?: string | null
	projectId?: string
}

export function candidate(suggestionId: string | null, change: Partial<Candidate> = {}): Candidate {
	return {
		suggestionId,
		generatorId: 'rule:K2',
		generatorVersion: '3',
		editType: suggestionId === null ? null : 'set_shot',
		changeCid: suggestionId === null ? null : cidOf(`change ${suggestionId}`),
		rationaleCid: suggestionId === null ? null : cidOf(`why ${suggestionId}`),
		features: { intercept: 1, steps: 2.5 },
		score: 0.25,
		logWeight: -0.5,
		position: null,
		pPosition: null,
		pCascade: null,
		pIncluded: 0.5,
		...change,
	}
}

/** A log of one project, appended to event by event. */
export function makeLog(projectId = 'P1') {
	let counter = 0
	const events: SignalEvent[] = []
	const draft = <T extends EventType>(input: EventInput<T>): NewSignalEvent => {
		counter++
		return NewSignalEventSchema.parse({
			eventId: `0190a1b2-c3d4-7e5f-8a6b-${counter.toString(16).padStart(12, '0')}`,
			schemaVersion: 1,
			type: input.type,
			projectId: input.projectId ?? projectId,
			sceneId: input.sceneId === undefined ? 'S1' : input.sceneId,
			tsMs: input.tsMs ?? 1_795_000_000_000 + counter * 1000,
			actorPid: input.by === null ? null : pidOf(input.by ?? 'ines'),
			actorRole: input.by === null ? null : 'owner',
			slateId: input.slateId ?? null,
			suggestionId: input.suggestionId ?? null,
			position: input.position ?? null,
			payload: input.payload,
			blobCids: input.blobCids ?? [],
		})
	}
	const add = <T extends EventType>(input: EventInput<T>): SignalEvent => {
		const event = draft(input)
		const prevHash = events.at(-1)?.hash ?? GENESIS_HASH
		const placed: PlacedEvent = { ...event, seq: events.length + 1, recvMs: event.tsMs + 5 }
		const row: SignalEvent = { ...placed, prevHash, hash: eventHash(prevHash, placed, sha256) }
		events.push(row)
		return row
	}
	return {
		events,
		draft,
		add,
		/** A slate of suggestions `<id>a`, `<id>b`, … shown to `by` in this order. */
		slate(
			id: string,
			options: {
				by?: string | null
				shown?: number
				category?: EventPayload<'slate.shown'>['category']
				generatorId?: string
			} = {},
		) {
			const names = ['a', 'b', 'c'].slice(0, options.shown ?? 1).map((letter) => `${id}${letter}`)
			const shown = names.map((name, position) =>
				candidate(name, {
					position,
					pPosition: 1 / (names.length + 1),
					pCascade: 1 / (names.length + 1 - position),
					generatorId: options.generatorId ?? 'rule:K2',
				}),
			)
			const others = [candidate(`${id}z`), candidate(null)]
			return add({
				type: 'slate.shown',
				by: options.by === undefined ? 'ines' : options.by,
				slateId: id,
				blobCids: [cidOf(`context ${id}`)],
				payload: {
					category: options.category ?? 'lighting',
					targetId: 'shape:p1',
					trigger: 'asked',
					policyId: 'uniform@1',
					rngSeed: `seed ${id}`,
					epsilon: 1,
					temperature: null,
					pSlate: 0.125,
					prefiltered: { duplicate: 2 },
					contextCid: cidOf(`context ${id}`),
					contextVersion: '1',
					candidates: [...others.slice(0, 1), ...shown, ...others.slice(1)],
				},
			})
		},
		view(suggestionId: string, by = 'ines', dwellMs = 1500) {
			return add({
				type: 'suggestion.viewed',
				by,
				suggestionId,
				slateId: suggestionId.slice(0, -1),
				position: 0,
				payload: { maxVisibleFrac: 1, dwellMs, clientTsMs: 1_795_000_000_000 },
			})
		},
		reason(
			suggestionId: string,
			decisionEventId: string,
			reasonCodes: EventPayload<'suggestion.reasoned'>['reasonCodes'],
			by = 'ines',
		) {
			return add({
				type: 'suggestion.reasoned',
				by,
				suggestionId,
				slateId: suggestionId.slice(0, -1),
				position: 0,
				payload: {
					decisionEventId,
					reasonsVersion: 1,
					reasonCodes,
					critiqueCid: null,
					strength: null,
				},
			})
		},
		decide(
			suggestionId: string,
			verdict: EventPayload<'suggestion.decided'>['verdict'],
			change: Partial<EventPayload<'suggestion.decided'>> & { by?: string | null } = {},
		) {
			const { by, ...payload } = change
			return add({
				type: 'suggestion.decided',
				by: by === undefined ? 'ines' : by,
				suggestionId,
				slateId: suggestionId.slice(0, -1),
				position: 0,
				payload: {
					verdict,
					category: 'lighting',
					generatorId: 'rule:K2',
					generatorVersion: '3',
					byRequester: true,
					latencyMs: 4200,
					reasonsVersion: 1,
					reasonCodes: [],
					critiqueCid: null,
					finalChangeCid: null,
					expectedChangeCid: null,
					fieldsTotal: 2,
					fieldsChanged: 0,
					strength: null,
					surface: 'card',
					region: null,
					retracts: null,
					...payload,
				},
			})
		},
	}
}
