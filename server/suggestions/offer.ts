/**
 * Makes a round: one requester, one category, one target, at most three cards drawn from at most
 * twenty candidates. Reads the committed board, finds and draws outside the room, shows inside it;
 * when the board moved on in between, the round is made anew.
 */
import { can } from '#core/board/role.ts'
import { AppError, isAppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import type { SealedBlob } from '#core/signals/event.ts'
import { allowsText, isMuted, isOfferingOff } from '#core/signals/settings.ts'
import { chooseSlate, UNIFORM_1 } from '#core/suggestions/choose.ts'
import {
	type CandidateRequest,
	countByCategory,
	findCandidates,
	keysOf,
} from '#core/suggestions/engine.ts'
import { createLockReader } from '#core/suggestions/locked-edit.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import {
	CATEGORY_LABELS,
	type Category,
	type SuggestionRecord,
} from '#core/suggestions/suggestion-record.ts'
import type { DocRecord, Principal } from '../realtime/rooms-api.ts'
import type { Ranking } from '../signals/rankers.ts'
import { type ModelAsker, modelAsker, STOPPED } from './ask-models.ts'
import {
	contextText,
	readMaterial,
	type SceneMaterial,
	suggestionsOf,
	viewOf,
} from './scene-material.ts'
import { showSlate } from './show-slate.ts'
import type {
	Asking,
	OfferRequest,
	OfferResult,
	Outlook,
	SuggestionDeps,
} from './suggestion-types.ts'
import { overtaken } from './withdraw-stale.ts'

/** Times a round is made anew before the person is asked to try later. */
const MAX_ATTEMPTS = 4
/** Categories of this many latest rounds wait their turn when nobody names one. */
const RECENT_ROUNDS = 3

/** Offers a round, or says why not. @throws AppError('not_found' | 'trashed' | 'forbidden') */
export async function offer(
	deps: LookingDeps,
	principal: Principal,
	request: OfferRequest,
	asking: Asking = {},
): Promise<OfferResult> {
	const refusal = await mayAsk(deps, principal, request)
	if (refusal) return refusal
	// Money is spent and things are sent only when somebody asks.
	const asksModels = request.trigger === 'asked'
	const models = modelAsker(asksModels ? deps : { ...deps, models: undefined }, principal, asking)
	return retryOnConflict(() => offerOnce(deps, principal, request, models))
}

/** Null when the person may ask for rounds, else the answer that says what is missing. */
export async function mayAsk(
	deps: SuggestionDeps,
	principal: Principal,
	request: Pick<OfferRequest, 'sceneId' | 'trigger'>,
): Promise<OfferResult | null> {
	if (!can(principal.role, 'suggestion.request')) throw new AppError('forbidden')
	// The program's own rounds record nobody's behaviour until somebody decides.
	if (request.trigger === 'seed') return null
	const { projectId } = await readMaterial(deps, request.sceneId)
	const consent = await deps.signals.consent(principal, projectId)
	if (!consent.answered) return nothing('Say first how your decisions may be used; then ask again.')
	if (!consent.operate) {
		return nothing(
			'You chose not to have your decisions recorded, so nothing is offered to you here. You can change that at any time.',
		)
	}
	const settings = await deps.signals.settings.read(projectId)
	const { pid } = await deps.signals.vault(projectId)
	if (isOfferingOff(settings, projectId, pid(principal.userId))) {
		return nothing(
			settings.offersOff.has(projectId)
				? 'Suggestions are switched off for this film. Its owner can switch them on again.'
				: 'You switched suggestions off for yourself. You can switch them on again at any time.',
		)
	}
	return null
}

export function nothing(message: string, category: Category | null = null): OfferResult {
	return { slateId: null, category, suggestionIds: [], message }
}

/** Runs `make` again while the board moves under it. */
export async function retryOnConflict(make: () => Promise<OfferResult>): Promise<OfferResult> {
	for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
		try {
			return await make()
		} catch (error) {
			if (!isAppError(error) || error.code !== 'conflict') throw error
		}
	}
	try {
		return await make()
	} catch (error) {
		if (!isAppError(error) || error.code !== 'conflict') throw error
		return nothing('The board is changing just now. Ask again in a moment.')
	}
}

/** The board as committed, the scene as rules read it, and its suggestions that still stand. */
export interface OfferGround {
	material: SceneMaterial
	records: DocRecord[]
	view: SceneView
	suggestions: SuggestionRecord[]
	/** Open ones that the board has not overtaken. */
	open: SuggestionRecord[]
}

export async function readGround(deps: SuggestionDeps, sceneId: string): Promise<OfferGround> {
	const material = await readMaterial(deps, sceneId)
	const records = await deps.rooms.read(`board:${sceneId}`, (reader) => [...reader.all()])
	const view = viewOf(material, { all: () => records })
	const suggestions = suggestionsOf({ all: () => records })
	const open = suggestions.filter((each) => each.status === 'open' && !overtaken(view, each))
	return { material, records, view, suggestions, open }
}

async function offerOnce(
	deps: LookingDeps,
	principal: Principal,
	request: OfferRequest,
	models: ModelAsker,
): Promise<OfferResult> {
	const ground = await readGround(deps, request.sceneId)
	const requester = request.trigger === 'seed' ? null : principal
	const targetId = request.targetId ?? `scene:${request.sceneId}`
	const mine = ground.open.filter(isOwn(requester, targetId))
	const filter = await filterOf(deps, ground, requester)
	const category =
		request.category ??
		pickCategory(ground, { requester, filter, mine, request }) ??
		(await models.categoryBeside(
			ground.material.projectId,
			mine.map((each) => each.category),
		))
	if (category === null) return standing(mine) ?? nothing('Nothing to add to this scene just now.')
	const waiting = standing(mine.filter((each) => each.category === category))
	if (waiting) return waiting
	const asked = await models.ask(ground, { category, targetId: request.targetId, words: null })
	if (asked?.isCancelled) return nothing(STOPPED, category)
	const wanted = { ...filter, category, targetId: request.targetId }
	const found = findCandidates(ground.view, { ...wanted, proposals: asked?.proposals ?? [] })
	if (found.candidates.length === 0) {
		const none = `Nothing to add on ${CATEGORY_LABELS[category].toLowerCase()} just now.`
		return nothing([asked?.message, none].filter(Boolean).join(' '), category)
	}
	const features = found.candidates.map((candidate) => candidate.features)
	const { policy, because } = await rankingOf(deps, ground.material.projectId, requester)
	const draw = chooseSlate(features, createId(deps.random), policy)
	const context = await sealContext(deps, ground)
	const { candidates, prefiltered } = found
	const round = {
		material: ground.material,
		requester,
		trigger: request.trigger,
		category,
		targetId,
		candidates,
		prefiltered,
		draw,
		because,
		context,
		model: asked?.round ?? null,
	}
	const shown = await showSlate(deps, round, (draft) => {
		// Two requests at once (a double click): the second finds the first one's round and gives it.
		const isSame = isOwn(requester, targetId)
		const known = new Set(ground.suggestions.map(({ id }) => id))
		const other = suggestionsOf(draft.records).some(
			(each) =>
				each.status === 'open' && each.category === category && isSame(each) && !known.has(each.id),
		)
		if (other) throw new AppError('conflict')
	})
	return { ...shown, message: shown.message ?? asked?.message ?? null }
}

/** How much each category has to say to a person, by a look that keeps what it found. */
export async function outlook(
	deps: LookingDeps,
	principal: Principal,
	sceneId: string,
	targetId: string | null,
): Promise<Outlook> {
	const refusal = await mayAsk(deps, principal, { sceneId, trigger: 'asked' })
	if (refusal) return { counts: [], message: refusal.message, makesPictures: false }
	const ground = await readGround(deps, sceneId)
	const filter = await filterOf(deps, ground, principal)
	const counts = countByCategory(ground.view, { ...filter, targetId })
	return {
		counts: [...counts].map(([category, count]) => ({ category, count })),
		message: null,
		makesPictures: (await deps.models?.makesPictures(ground.material.projectId)) ?? false,
	}
}

/** Deps with somebody who looks boards over. */
type LookingDeps = SuggestionDeps & Required<Pick<SuggestionDeps, 'lookOut'>>

/** What was found on the board, what stands already, and what people asked not to be offered. */
async function filterOf(deps: LookingDeps, ground: OfferGround, requester: Principal | null) {
	const { material, records } = ground
	const look = await deps.lookOut.look(material, records, { wants: 'findings', go: null })
	const wishes = await wishesOf(deps, material, requester)
	const board = new Map<string, DocRecord>(records.map((record) => [record.id, record]))
	const reader = { get: (id: string) => board.get(id), all: () => records }
	const isLocked = createLockReader(reader)
	return { ...prefilterOf(ground), ...wishes, isLocked, found: look?.findings ?? [] }
}

function isOwn(requester: Principal | null, targetId: string) {
	return (suggestion: SuggestionRecord) =>
		suggestion.requesterId === (requester?.userId ?? '') &&
		suggestion.meta.slateTargetId === targetId
}

/** The round that is still open is given again instead of a new one. */
function standing(open: readonly SuggestionRecord[]): OfferResult | null {
	const newest = [...open].sort((a, b) => b.createdAt - a.createdAt)[0]
	if (!newest) return null
	const cards = open.filter(({ slateId }) => slateId === newest.slateId)
	return {
		slateId: newest.slateId,
		category: newest.category,
		suggestionIds: cards.sort((a, b) => a.position - b.position).map(({ id }) => id),
		message: 'These still wait for your answer.',
	}
}

type Wishes = Pick<CandidateRequest, 'isMutedIn' | 'mayText' | 'isLocked'>

/** What people asked not to be offered here. */
export async function wishesOf(
	deps: SuggestionDeps,
	{ projectId, sceneId }: SceneMaterial,
	requester: Principal | null,
): Promise<Wishes> {
	const settings = await deps.signals.settings.read(projectId)
	const { pid } = await deps.signals.vault(projectId)
	const place = { projectId, sceneId: `scene:${sceneId}` }
	return {
		isMutedIn: (ruleId, shotId) => isMuted(settings, `rule:${ruleId}`, { ...place, shotId }),
		mayText:
			requester === null ||
			allowsText(settings, { pid: pid(requester.userId), role: requester.role }),
	}
}

/** Learned for people, uniform for the program's own rounds and where nothing learns. */
export async function rankingOf(
	deps: SuggestionDeps,
	projectId: string,
	requester: Principal | null,
): Promise<Ranking> {
	if (!deps.rankers || requester === null) return { policy: UNIFORM_1, because: null }
	const { pid } = await deps.signals.vault(projectId)
	return deps.rankers.rankingFor(projectId, pid(requester.userId))
}

/** Decided edits do not come back on the same ground, open ones are not offered twice. */
export function prefilterOf({ suggestions, open }: Pick<OfferGround, 'suggestions' | 'open'>) {
	return {
		refused: keysOf(suggestions, ['rejected', 'dismissed', 'accepted', 'edited']),
		offered: keysOf(open, ['open']),
	}
}

function pickCategory(
	{ view, suggestions }: OfferGround,
	options: {
		requester: Principal | null
		filter: ReturnType<typeof prefilterOf> & Wishes
		mine: readonly SuggestionRecord[]
		request: OfferRequest
	},
): Category | null {
	const { requester, filter, mine, request } = options
	const waiting = new Set(mine.map(({ category }) => category))
	const counts = [...countByCategory(view, { ...filter, targetId: request.targetId })].filter(
		([category, count]) => count > 0 && !waiting.has(category),
	)
	const recent = recentCategories(suggestions, requester)
	const fresh = counts.filter(([category]) => !recent.includes(category))
	// Most to say first; equal ones in the order of CATEGORIES, so that the pick can be replayed.
	const sorted = [...(fresh.length > 0 ? fresh : counts)].sort(([, a], [, b]) => b - a)
	return sorted[0]?.[0] ?? null
}

function recentCategories(
	suggestions: readonly SuggestionRecord[],
	requester: Principal | null,
): Category[] {
	const own = suggestions.filter(({ requesterId }) => requesterId === (requester?.userId ?? ''))
	const slates = new Map(own.map((each) => [each.slateId, each]))
	return [...slates.values()]
		.sort((a, b) => b.createdAt - a.createdAt)
		.slice(0, RECENT_ROUNDS)
		.map(({ category }) => category)
}

/** The scene's records as they stood, sealed under the project's key. */
export async function sealContext(
	deps: SuggestionDeps,
	{ material, records }: Pick<OfferGround, 'material' | 'records'>,
): Promise<SealedBlob> {
	const vault = await deps.signals.vault(material.projectId)
	const text = contextText(material, records)
	return vault.seal(text, { authorId: null, mediaType: 'application/json', now: deps.now() })
}
