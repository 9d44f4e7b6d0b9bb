/**
 * Answers what somebody asked in their own words: by a model if the film has one, else by the engine
 * where the words are a film crew's, else it says so. The same gate, draw, command and log row as any
 * round; the words lie in the log under the key of whoever asked (MO50-MO52).
 */

import { createId } from '#core/ids.ts'
import { chooseSlate } from '#core/suggestions/choose.ts'
import { findCandidates, type Proposal } from '#core/suggestions/engine.ts'
import { createLockReader } from '#core/suggestions/locked-edit.ts'
import { isPanelId } from '#core/suggestions/rules/shot-reading.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import type { Category } from '#core/suggestions/suggestion-record.ts'
import { readWords } from '#core/suggestions/words/read-words.ts'
import type { DocRecord, Principal } from '../realtime/rooms-api.ts'
import { type AskedModels, type ModelAsker, modelAsker, STOPPED } from './ask-models.ts'
import {
	mayAsk,
	nothing,
	prefilterOf,
	rankingOf,
	readGround,
	retryOnConflict,
	sealContext,
	wishesOf,
} from './offer.ts'
import { offerPicture, readPictureWish } from './offer-picture.ts'
import { readMaterial } from './scene-material.ts'
import { showSlate } from './show-slate.ts'
import type {
	Asking,
	OfferResult,
	PictureRequest,
	SuggestionDeps,
	WordsRequest,
} from './suggestion-types.ts'

export async function answerWords(
	deps: SuggestionDeps,
	principal: Principal,
	request: WordsRequest,
	asking: Asking = {},
): Promise<OfferResult> {
	const refusal = await mayAsk(deps, principal, { ...request, trigger: 'asked' })
	if (refusal) return refusal
	const picture = await pictureWish(deps, request)
	if (picture) return offerPicture(deps, principal, picture, asking)
	const models = modelAsker(deps, principal, asking)
	return retryOnConflict(() => answerOnce(deps, principal, request, models))
}

/** “A picture of …”, where a panel is in hand and a model of the film makes pictures. */
async function pictureWish(
	deps: SuggestionDeps,
	{ sceneId, targetId, words }: WordsRequest,
): Promise<PictureRequest | null> {
	const wish = readPictureWish(words)
	if (!wish || !targetId || !isPanelId(targetId)) return null
	const { projectId } = await readMaterial(deps, sceneId)
	const isMade = (await deps.models?.makesPictures(projectId)) ?? false
	return isMade ? { sceneId, panelId: targetId, ...wish } : null
}

async function answerOnce(
	deps: SuggestionDeps,
	principal: Principal,
	request: WordsRequest,
	models: ModelAsker,
): Promise<OfferResult> {
	const { words, targetId, sceneId } = request
	const ground = await readGround(deps, sceneId)
	const { material, view } = ground
	const asked = await models.ask(ground, { category: null, targetId, words })
	if (asked?.isCancelled) return nothing(STOPPED)
	const answer = answerOf(view, request, asked)
	if (answer.proposals.length === 0) return nothing(answer.message ?? '')
	const { category } = answer
	const board = new Map<string, DocRecord>(ground.records.map((record) => [record.id, record]))
	const reader = { get: (id: string) => board.get(id), all: () => ground.records }
	const { candidates, prefiltered } = findCandidates(view, {
		...prefilterOf(ground),
		...(await wishesOf(deps, material, principal)),
		// Asked in so many words is a reason to see it again.
		...{ refused: new Set<string>(), category, targetId: null, rules: [] },
		isLocked: createLockReader(reader),
		proposals: answer.proposals,
	})
	if (candidates.length === 0) {
		return nothing(
			prefiltered.already_offered
				? 'This waits for your answer already.'
				: 'Nothing that can be changed here fits these words.',
		)
	}
	const { policy, because } = await rankingOf(deps, material.projectId, principal)
	const features = candidates.map((candidate) => candidate.features)
	// Silence is no answer to somebody who asked.
	const draw = chooseSlate(features, createId(deps.random), { ...policy, silence: null })
	await deps.signals.ensureAuthor(material.projectId, principal.userId)
	const vault = await deps.signals.vault(material.projectId)
	const shown = await showSlate(
		deps,
		{
			...{ material, requester: principal, trigger: 'asked', category, candidates, prefiltered },
			targetId: targetId ?? `scene:${sceneId}`,
			...{ draw, because, context: await sealContext(deps, ground) },
			request: vault.seal(words, {
				...{ authorId: principal.userId, mediaType: 'text/plain', now: deps.now() },
			}),
			model: asked?.round ?? null,
		},
		() => undefined,
	)
	return { ...shown, message: shown.message ?? answer.message }
}

interface WordsAnswered {
	category: Category
	proposals: readonly Proposal[]
	message: string | null
}

/** The model's proposals, else the engine's reading, else a sentence. */
function answerOf(
	view: SceneView,
	{ words, targetId }: WordsRequest,
	asked: AskedModels | null,
): WordsAnswered {
	if (asked && asked.proposals.length > 0) {
		const { proposals, message } = asked
		return { category: categoryOf(proposals), proposals, message }
	}
	const read = readWords(view, words, targetId)
	const before = asked?.message ? `${asked.message} ` : ''
	if (read.ok) {
		const message = before ? `${before}This is what the words say to the craft engine.` : null
		return { category: read.category, proposals: read.proposals, message }
	}
	return { category: 'camera', proposals: [], message: before + SAYS[read.why] }
}

const SAYS = {
	no_panel: 'Take a panel in hand, so that it is clear what this is about.',
	not_understood:
		'These words are beyond the craft engine. It knows sizes, angles, moves, lenses, light and length; a model knows more (Film settings, Models).',
	no_change: 'That is how it stands already.',
} as const

const OF_EDIT: Record<Proposal['finding']['edit']['type'], Category> = {
	set_shot: 'camera',
	set_duration: 'pacing',
	set_text: 'dialogue',
	insert_panel: 'new_frame',
	move_panel: 'pacing',
	draw: 'composition',
	add_note: 'composition',
}
const LIGHT = /^(key|light|colorTemp)/

/** One round has one category: that of the model's first proposal. */
function categoryOf([first]: readonly Proposal[]): Category {
	const edit = first?.finding.edit
	if (!edit) return 'camera'
	const names = edit.type === 'set_shot' ? Object.keys(edit.fields) : []
	const light = names.filter((name) => LIGHT.test(name)).length
	return names.length > 0 && light * 2 >= names.length ? 'lighting' : OF_EDIT[edit.type]
}
