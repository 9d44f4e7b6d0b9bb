/**
 * Rounds, verdicts and moves as pages post them: with an idempotency key, asked again with the same
 * key when the server died or could not write, until there is an answer.
 */
import { isAppError } from '#core/errors.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import type { DecideRequest } from '#server/suggestions/suggestions.ts'
import type { BoardName, RoomWorld, SceneId } from './room-world.ts'

/** Answers that a person may get for an honest request that came too late. */
const TOO_LATE = ['conflict', 'forbidden', 'not_found', 'bad_request']

export class Decisions {
	/** Verdicts that were answered as applied, and the suggestion each is about. */
	readonly applied: { suggestionId: string; verdict: DecideRequest['verdict'] }[] = []
	/** Posts without an answer yet; the page keeps them and asks again. */
	private waiting: { name: string; run: () => Promise<void> }[] = []
	offered = 0
	moved = 0
	private readonly world: RoomWorld
	private keys = 0

	constructor(world: RoomWorld) {
		this.world = world
	}

	async offer(who: Principal, sceneId: SceneId): Promise<void> {
		const request = { sceneId, category: null, targetId: null, trigger: 'asked' } as const
		const answer = await this.world.attempt(() => this.world.server.suggestions.offer(who, request))
		this.offered += answer?.suggestionIds.length ?? 0
	}

	/** The suggestions of a board as committed. */
	async suggestions(room: BoardName): Promise<SuggestionRecord[]> {
		const found = await this.world.attempt(() =>
			this.world.server.rooms.read(room, (records) =>
				[...records.all()].filter((record) => record.typeName === 'suggestion'),
			),
		)
		return found ?? []
	}

	/** Posts verdicts, all at once; resolves when each was answered or is kept for later. */
	async decide(
		sceneId: SceneId,
		verdicts: { who: Principal; suggestionId: string; verdict: DecideRequest['verdict'] }[],
	): Promise<void> {
		const posts = verdicts.map(({ who, suggestionId, verdict }) => {
			const request: DecideRequest = {
				...{ sceneId, suggestionId, verdict, surface: 'card', idempotencyKey: this.newKey() },
				...(verdict === 'reject' ? { reasonCodes: ['taste' as const], critique: 'No.' } : {}),
			}
			return async () => {
				const { applied } = await this.world.server.suggestions.decide(who, request)
				if (applied) this.applied.push({ suggestionId, verdict })
			}
		})
		await this.post(...posts)
	}

	async move(who: Principal, from: SceneId, panelIds: string[]): Promise<void> {
		const toSceneId = from === 's1' ? 's2' : 's1'
		const input = { fromSceneId: from, toSceneId, panelIds, idempotencyKey: this.newKey() }
		await this.post(async () => {
			await this.world.server.projects.movePanels(who, input)
			this.moved++
		})
	}

	/** Asks again what was not answered. */
	async retry(): Promise<void> {
		const waiting = this.waiting.splice(0)
		await this.post(...waiting.map(({ run }) => run))
	}

	get isDone(): boolean {
		return this.waiting.length === 0
	}

	private newKey(): string {
		return `00000000-0000-4000-8000-${String(++this.keys).padStart(12, '0')}`
	}

	private async post(...runs: (() => Promise<void>)[]): Promise<void> {
		const answered = new Set<() => Promise<void>>()
		const all = () =>
			Promise.all(
				runs.map(async (run) => {
					try {
						await run()
						answered.add(run)
					} catch (error) {
						if (!isAppError(error)) throw error
						if (TOO_LATE.includes(error.code)) answered.add(run)
						else if (!['unavailable', 'storage_failed'].includes(error.code)) throw error
					}
				}),
			)
		await this.world.attempt(all)
		for (const run of runs) if (!answered.has(run)) this.waiting.push({ name: 'post', run })
	}
}
