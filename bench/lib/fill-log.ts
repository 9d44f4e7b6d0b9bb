/**
 * A log of a given length, as fast as the store takes it: slates of six candidates, three shown, looked at
 * and answered by a crew of eight. Rows are valid and chained; the words are few and shared.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { seededRandom } from '../../app/core/random.ts'
import type { NewSignalEvent, SealedBlob } from '../../app/core/signals/event.ts'
import { CATEGORIES } from '../../app/core/suggestions/suggestion-record.ts'
import type { Principal } from '../../server/realtime/rooms-api.ts'
import type { Services } from '../../server/services.ts'
import type { ProjectVault } from '../../server/signals/signals.ts'

const CREW = 8
const SCENES = 40
const CANDIDATES = 6
const SHOWN = 3
const EVENTS_AT_ONCE = 2000
const START = Date.UTC(2026, 0, 1)

export async function fillLog(
	services: Services,
	{ projectId, events }: { projectId: string; events: number },
): Promise<void> {
	const random = seededRandom('bench export')
	const crew = Array.from({ length: CREW }, (_, i): Principal => {
		const userId = `bench-${i}`
		return { userId, sessionId: userId, name: userId, color: 'teal', role: 'editor' }
	})
	for (const { userId } of crew) await services.signals.ensureAuthor(projectId, userId)
	const vault = await services.signals.vault(projectId)
	const blobs = wordsOf(vault)
	let batch: NewSignalEvent[] = []
	for (let made = 0, slate = 0; made < events; slate++) {
		const director = crew[Math.floor(random() * CREW)]
		if (!director) break
		const own = slateEvents(vault, { director, slate, random, blobs })
		batch.push(...own.slice(0, events - made))
		made += own.length
		if (batch.length < EVENTS_AT_ONCE && made < events) continue
		await services.db.signals.append(projectId, batch, slate < EVENTS_AT_ONCE ? blobs : [])
		batch = []
		// Hashes and statements are freed between turns only.
		await nextTurn()
	}
}

function wordsOf(vault: ProjectVault): SealedBlob[] {
	const json = (value: unknown) =>
		vault.seal(JSON.stringify(value), {
			...{ authorId: null, mediaType: 'application/json', now: START },
		})
	const scene = { version: 'scene-records@1', sceneId: 's', board: [], project: null, scene: null }
	const edits = Array.from({ length: 50 }, (_, i) =>
		json({ type: 'set_duration', panelId: `shape:p${i}`, durationFrames: 24 + i }),
	)
	return [json({ ...scene, script: [] }), ...edits]
}

function slateEvents(
	vault: ProjectVault,
	given: { director: Principal; slate: number; random: () => number; blobs: SealedBlob[] },
): NewSignalEvent[] {
	const { director, slate, random, blobs } = given
	const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]
	const category = pick(CATEGORIES) ?? 'camera'
	const slateId = `q${slate}`
	const tsMs = START + slate * 60_000
	const common = { principal: director, sceneId: `scene${slate % SCENES}`, slateId }
	const context = blobs[0]?.cid ?? ''
	const candidates = Array.from({ length: CANDIDATES }, (_, i) => ({
		suggestionId: `suggestion:${slate}-${i}`,
		...{ generatorId: `rule:K${i + 1}`, generatorVersion: '1', editType: 'set_duration' },
		...{ changeCid: pick(blobs.slice(1))?.cid ?? null, rationaleCid: null },
		features: { bias: 1, confidence: random(), place: random(), seconds: random() * 9, panels: 12 },
		...{ score: 0, logWeight: 0, position: i < SHOWN ? i : null },
		pPosition: i < SHOWN ? 1 / CANDIDATES : null,
		pCascade: i < SHOWN ? 1 / (CANDIDATES - i) : null,
		pIncluded: SHOWN / CANDIDATES,
	}))
	const none = {
		...{ suggestionId: null, generatorId: 'none', generatorVersion: '1', editType: null },
		...{ changeCid: null, rationaleCid: null, features: {}, score: 0, logWeight: 0 },
		...{ position: null, pPosition: null, pCascade: null, pIncluded: 0 },
	}
	const shown = vault.event('slate.shown', {
		...{ ...common, suggestionId: null, position: null, tsMs },
		payload: {
			...{ category, targetId: 'shape:p1', trigger: 'asked', policyId: 'uniform@1' },
			...{ rngSeed: slateId, epsilon: 1, temperature: null, pSlate: 1 / 120, prefiltered: {} },
			...{ contextCid: context, contextVersion: 'scene-records@1' },
			candidates: [...candidates, none],
		},
	})
	const rest = candidates.slice(0, SHOWN).flatMap(({ suggestionId, changeCid }, position) => {
		const about = { ...common, suggestionId, position, tsMs: tsMs + 1000 * (position + 1) }
		const dwellMs = Math.round(random() * 9000)
		const viewed = vault.event('suggestion.viewed', {
			...about,
			payload: { maxVisibleFrac: 1, dwellMs, clientTsMs: tsMs },
		})
		const verdict = pick(['accept', 'reject', 'dismiss'] as const) ?? 'accept'
		const decided = vault.event('suggestion.decided', {
			...about,
			payload: {
				...{ verdict, category, generatorId: 'rule:K1', generatorVersion: '1' },
				...{ byRequester: true, latencyMs: 4000, reasonsVersion: 1, reasonCodes: [] },
				...{ critiqueCid: null, finalChangeCid: verdict === 'accept' ? changeCid : null },
				...{ expectedChangeCid: null, fieldsTotal: 2, fieldsChanged: 0, strength: null },
				...{ surface: 'card', region: null, retracts: null },
			},
		})
		return [viewed, decided]
	})
	return [shown, ...rest]
}
