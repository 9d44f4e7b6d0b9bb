/**
 * A film that never runs out of decisions: every call draws one more night panel that the craft rules
 * have something to say about, asks for rounds on it and answers them as people do: yes, no, otherwise,
 * both at once, and taken back. Everything goes through the real suggestion service.
 */
import { indexAfter } from '#core/board/order.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import { type Random, seededRandom } from '#core/random.ts'
import { isPanel } from '#core/suggestions/board-records.ts'
import { newProjectRecord, newSceneRecord } from '#server/projects/first-records.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import { createSignalService } from '#server/signals/signals.ts'
import {
	createSuggestionService,
	type DecideRequest,
	type SuggestionService,
} from '#server/suggestions/suggestions.ts'
import { principalOfCookie, type RoomServer } from './room-server.ts'

const LINE = 'MARA: You were going to call me before the boat came in and you did not call.'
const CATEGORIES = ['pacing', 'lighting', 'coverage', 'camera'] as const
const VERDICTS = ['accept', 'edit_accept', 'reject', 'dismiss'] as const

/** One verdict: asked before it is sent, answered when it is durable. */
export interface Verdict {
	key: string
	suggestionId: string
	who: string
	verdict: DecideRequest['verdict']
}
export interface FilmListener {
	asked(verdict: Verdict): void
	answered(verdict: Verdict): void
}
export interface Film {
	suggestions: SuggestionService
	/** Draws a panel and decides what is offered on it; `key` names and seeds all of it. */
	work(key: string, listener: FilmListener): Promise<void>
	/** Sends a verdict (again). */
	decide(verdict: Verdict): Promise<void>
}

/** Makes the film in project `p1`, scene `s1`, when it is not there yet. */
export async function openFilm(server: RoomServer, dataDir: string): Promise<Film> {
	const { db, rooms } = server
	const random = seededRandom(`film ${Date.now()}`)
	const signals = createSignalService({ db, env: { DATA_DIR: dataDir }, now: Date.now, random })
	const suggestions = createSuggestionService({ db, rooms, signals, now: Date.now, random })
	await rooms.command('project:p1', { principal: null }, ({ records }) => {
		if (records.get('project:settings')) return
		records.put(newProjectRecord('The Kitchen', ''))
		const scene = newSceneRecord('s1', 'INT. KITCHEN - NIGHT', { scenes: [], afterId: null })
		records.put({ ...scene, number: '4' })
	})
	for (const who of ['ana', 'noor'])
		await signals.setConsent(personOf(who), 'p1', { operate: true })
	const decide = (verdict: Verdict) => decideOne(server, suggestions, verdict)
	return {
		suggestions,
		decide,
		async work(key, listener) {
			const chance = seededRandom(key)
			await drawPanel(server, key)
			for (const category of CATEGORIES) {
				const { suggestionIds } = await suggestions.offer(personOf('ana'), {
					...{ sceneId: 's1', category, targetId: `shape:${key}` },
					trigger: 'asked',
				})
				for (const suggestionId of suggestionIds) {
					const verdicts = verdictsOn(suggestionId, `${key}-${category}-${suggestionId}`, chance)
					for (const together of verdicts)
						await Promise.all(together.map((one) => tell(one, decide, listener)))
				}
			}
		},
	}
}

async function tell(
	verdict: Verdict,
	decide: (verdict: Verdict) => Promise<void>,
	listener: FilmListener,
): Promise<void> {
	listener.asked(verdict)
	await decide(verdict)
	listener.answered(verdict)
}

/** What people say to one card: most decide, some both at once, some take it back and decide anew. */
function verdictsOn(suggestionId: string, key: string, chance: Random): Verdict[][] {
	const pick = () => VERDICTS[Math.floor(chance() * VERDICTS.length)] ?? 'accept'
	const one = (n: number, who: string, verdict: Verdict['verdict']): Verdict => ({
		...{ key: `${key}-${n}`, suggestionId, who, verdict },
	})
	const first = one(0, 'ana', pick())
	if (chance() < 0.2) return [[first, one(1, 'noor', pick())]]
	if (chance() < 0.2) return [[first], [one(1, 'ana', 'retract')], [one(2, 'ana', pick())]]
	return [[first]]
}

async function decideOne(
	{ rooms }: RoomServer,
	suggestions: SuggestionService,
	{ key, who, suggestionId, verdict }: Verdict,
): Promise<void> {
	const offered = await rooms.read('board:s1', (records) => records.get(suggestionId))
	const edit = offered?.typeName === 'suggestion' ? offered.edit : undefined
	// Only a length is changed here before it is taken; other cards are taken as they are.
	const mine = edit?.type === 'set_duration' ? { ...edit, durationFrames: 99 } : undefined
	const isEdited = verdict === 'edit_accept' && mine
	await suggestions.decide(personOf(who), {
		...{ sceneId: 's1', suggestionId, idempotencyKey: key, surface: 'card' },
		verdict: verdict === 'edit_accept' && !isEdited ? 'accept' : verdict,
		...(isEdited ? { edit: mine } : {}),
		...(verdict === 'reject' ? { critique: `No: ${key}` } : {}),
	})
}

async function drawPanel({ rooms }: RoomServer, key: string): Promise<void> {
	await rooms.command('board:s1', { principal: personOf('ana') }, ({ records }) => {
		if (records.get(`shape:${key}`)) return
		const panels = [...records.all()].filter(isPanel).sort((a, b) => (a.index < b.index ? -1 : 1))
		const { panel, shot } = newPanelRecords({
			index: indexAfter(panels, panels.at(-1)?.id ?? null),
			sceneAspect: 1.85,
			random: seededRandom(key),
			shot: { size: 'MS', keyToFill: 1.5 },
			panel: { action: `Mara at the sink, ${key}.`, dialogue: LINE, durationFrames: 24 },
		})
		records.put({ ...panel, id: `shape:${key}` as typeof panel.id })
		if (shot) records.put(shot)
	})
}

/** An editor by name. */
export function personOf(who: string): Principal {
	const principal = principalOfCookie(`who=${who}:${who === 'ana' ? 'owner' : 'editor'}`)
	if (!principal) throw new Error(`nobody is called ${who}`)
	return principal
}
