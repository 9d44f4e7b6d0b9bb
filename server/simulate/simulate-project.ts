/**
 * Fills a project of its own with the log of a simulated crew: the demo film's real boards and real
 * candidates of the craft engine, real draws with exact chances, real rows sealed under real keys;
 * only the people are made up. Nothing is written to a board. The project is marked synthetic, so
 * that its rows never pass for anybody's judgement (signals.md S57).
 */
import * as Y from 'yjs'
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import { type Random, seededRandom } from '#core/random.ts'
import type { NewSignalEvent, SealedBlob } from '#core/signals/event.ts'
import { chooseSlate, type Policy, UNIFORM_1 } from '#core/suggestions/choose.ts'
import { type Candidate, findCandidates } from '#core/suggestions/engine.ts'
import { Ranker } from '#core/suggestions/rank/ranker.ts'
import { createTastes } from '#core/suggestions/rank/simulated-crew.ts'
import { CATEGORIES, type Category } from '#core/suggestions/suggestion-record.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { DEMO } from '../demo/demo-film.ts'
import { seedDemo } from '../demo/seed-demo.ts'
import type { Principal, RoomDraft } from '../realtime/rooms-api.ts'
import type { Services } from '../services.ts'
import { createBreather } from '../signals/breathe.ts'
import type { ProjectVault } from '../signals/signals.ts'
import { readGround } from '../suggestions/offer.ts'
import { contextText } from '../suggestions/scene-material.ts'
import {
	entryAt,
	inOrder,
	type Round,
	recordOf,
	sealCandidate,
	slateShown,
} from '../suggestions/show-slate.ts'
import { logAnswer } from './log-answer.ts'
import { drawAnswer } from './verdicts.ts'

export interface SimulateOptions {
	title: string
	directors: number
	slates: number
	seed: string
	/** `uniform` throughout, or `ranked`: uniform for the first third, then the learning ranker. */
	policy: 'uniform' | 'ranked'
	/** Share of the ranker's slates drawn uniformly; what is left out of it, no log can judge. Its own when absent. */
	epsilon?: number
	/** When the last slate is shown, ms UTC. */
	now: number
	/** Told how many slates are done, now and then. */
	onProgress?: (done: number) => void
}
export interface SimulateResult {
	title: string
	projectId: string
	slates: number
	events: number
	decisions: number
}

/** Tastes over real features; a rule's own share is what the ranker can find. */
const TASTES = { sharedTaste: 0.8, ownTaste: 0.6 }
const DAYS = 20
const DAY_MS = 86_400_000
const WORKDAY_MS = 9 * 3_600_000
/** Slates that become durable together. */
const BATCH = 100
/** Answers between two versions of the ranker's policy. */
const VERSION_EVERY = 100

/** Makes the project and its log. @throws AppError of the services it uses. */
export async function simulateProject(
	services: Services,
	options: SimulateOptions,
): Promise<SimulateResult> {
	const random = seededRandom(`simulate ${options.seed}`)
	const crew = await hireCrew(services, options)
	const first = crew[0]
	if (!first) throw new AppError('bad_request')
	const { projectId, sceneIds } = await seedDemo(services, {
		principal: first,
		random,
		film: { ...DEMO, title: options.title, scenes: DEMO.scenes.map((s) => ({ ...s, rounds: [] })) },
		synthetic: true,
	})
	for (const { userId } of crew) await services.signals.ensureAuthor(projectId, userId)
	for (const person of crew) await services.signals.setConsent(person, projectId, ALL_PURPOSES)
	const vault = await services.signals.vault(projectId)
	const grounds = await readGrounds(services, vault, { sceneIds, now: options.now })
	return playSeason(services, { options, random, crew, vault, grounds })
}

const ALL_PURPOSES = {
	operate: true,
	tenant_research: true,
	model_training: true,
	public_release: true,
} as const

/** Directors as people of this server, so that pages can name them; nobody can sign in as one. */
async function hireCrew(services: Services, options: SimulateOptions): Promise<Principal[]> {
	const crew: Principal[] = []
	for (let i = 1; i <= options.directors; i++) {
		const person = {
			userId: `simulated-${options.seed}-${i}`,
			name: `Simulated director ${i}`,
			color: 'teal' as const,
			role: 'editor' as const,
		}
		await services.db.auth.putUser({ ...person, createdAt: options.now })
		crew.push({ ...person, sessionId: `simulated-${i}` })
	}
	return crew
}

interface Ground {
	material: Round['material']
	context: SealedBlob
	/** What the craft engine has to say, by category. */
	candidates: Map<Category, Candidate[]>
}

async function readGrounds(
	services: Services,
	vault: ProjectVault,
	{ sceneIds, now }: { sceneIds: string[]; now: number },
): Promise<Ground[]> {
	const deps = { ...services, now: () => now, random: seededRandom('unused') }
	const grounds: Ground[] = []
	for (const sceneId of sceneIds) {
		const { material, records, view } = await readGround(deps, sceneId)
		const text = contextText(material, records)
		const context = vault.seal(text, { authorId: null, mediaType: 'application/json', now })
		const candidates = new Map(
			CATEGORIES.map((category) => [
				category,
				findCandidates(view, { category, targetId: null }).candidates,
			]),
		)
		for (const [category, found] of candidates) if (found.length < 2) candidates.delete(category)
		grounds.push({ material, context, candidates })
	}
	return grounds.filter(({ candidates }) => candidates.size > 0)
}

interface Season {
	options: SimulateOptions
	random: Random
	crew: Principal[]
	vault: ProjectVault
	grounds: Ground[]
}

async function playSeason(services: Services, season: Season): Promise<SimulateResult> {
	const { options, random, vault } = season
	const { epsilon } = options
	const ranker = new Ranker(epsilon === undefined ? {} : { epsilon })
	const tastes = createTastes(`tastes ${options.seed}`, TASTES)
	const result = {
		title: options.title,
		projectId: vault.projectId,
		slates: 0,
		events: 0,
		decisions: 0,
	}
	let batch: { events: NewSignalEvent[]; blobs: SealedBlob[] } = { events: [], blobs: [] }
	const breathe = createBreather()
	for (let i = 0; i < options.slates; i++) {
		await breathe()
		const at = timeOf(options, i, random)
		const { draft, drawn } = collect(vault.projectId, at)
		result.decisions += playSlate({ ...season, ranker, tastes }, { index: i, at, draft })
		batch.events.push(...drawn.events)
		batch.blobs.push(...drawn.blobs)
		result.slates++
		if (result.slates % BATCH !== 0 && result.slates !== options.slates) continue
		batch.events.sort((a, b) => a.tsMs - b.tsMs)
		await services.db.signals.append(vault.projectId, batch.events, batch.blobs)
		result.events += batch.events.length
		batch = { events: [], blobs: [] }
		options.onProgress?.(result.slates)
	}
	return result
}

/** Working hours of the last days, in order, with a little chance. */
function timeOf({ slates, now }: SimulateOptions, index: number, random: Random): number {
	const share = (index + random()) / slates
	const day = Math.floor(share * DAYS)
	const hours = (share * DAYS - day) * WORKDAY_MS
	return Math.round(now - (DAYS - day) * DAY_MS + hours)
}

/** A draft that gathers what a room command would commit, over an empty document. */
function collect(projectId: string, now: number) {
	const drawn: { events: NewSignalEvent[]; blobs: SealedBlob[] } = { events: [], blobs: [] }
	const draft: RoomDraft = {
		records: new RecordDoc(new Y.Doc()),
		projectId,
		now,
		append: (event) => drawn.events.push(event),
		attach: (blob) => drawn.blobs.push(blob),
		forward: () => undefined,
	}
	return { draft, drawn }
}

/** Shows one slate and takes the answers. @returns how many were decided. */
function playSlate(
	season: Season & { ranker: Ranker; tastes: ReturnType<typeof createTastes> },
	{ index, at, draft }: { index: number; at: number; draft: RoomDraft },
): number {
	const { random, crew, vault, grounds, options, ranker, tastes } = season
	const director = crew[Math.floor(random() * crew.length)]
	const ground = grounds[Math.floor(random() * grounds.length)]
	if (!director || !ground) return 0
	const categories = [...ground.candidates.keys()]
	const category = categories[Math.floor(random() * categories.length)] ?? 'camera'
	const candidates = ground.candidates.get(category) ?? []
	const features = candidates.map((candidate) => candidate.features)
	const isRanked = options.policy === 'ranked' && index * 3 > options.slates
	const policy = isRanked ? rankedPolicy(ranker, director) : UNIFORM_1
	const draw = chooseSlate(features, createId(random), policy)
	const { material, context } = ground
	const { sceneId } = material
	const common = { material, requester: director, trigger: 'asked' as const, category }
	const round: Round = {
		...common,
		...{ targetId: `scene:${sceneId}`, candidates, prefiltered: {}, draw, context },
	}
	const slateId = createId(random)
	const sealed = candidates.map((candidate, place) =>
		sealCandidate(vault, candidate, {
			id: `suggestion:${createId(random)}`,
			entry: entryAt(draw, place),
			now: at,
		}),
	)
	const blobs = [context, ...sealed.flatMap(({ change, rationale }) => [change, rationale])]
	for (const blob of blobs) draft.attach(blob)
	draft.append(slateShown(vault, round, { slateId, sealed, blobs, at }))
	const shown = inOrder(sealed)
	let decided = 0
	for (const [place, card] of shown.entries()) {
		const suggestion = recordOf(card, round, { slateId, at, size: shown.length })
		const logit = tastes(director.userId, card.candidate.features)
		const answer = drawAnswer(random, { place, logit, category })
		const others = crew.filter(({ userId }) => userId !== director.userId)
		const other = others[Math.floor(random() * others.length)] ?? null
		logAnswer({ vault, material, director, other, draft, random }, suggestion, answer)
		if (answer.verdict) decided++
		const isYes = answer.verdict === 'accept' || answer.verdict === 'edit_accept'
		if (answer.viewed) ranker.learn(director.userId, card.candidate.features, isYes ? 1 : 0)
	}
	return decided
}

function rankedPolicy(ranker: Ranker, director: Principal): Policy {
	const version = Math.floor(ranker.answers / VERSION_EVERY)
	return ranker.policyFor(director.userId, `simulated-${version}`)
}
