/**
 * A picture that somebody asked for, as a suggestion: for a panel (under its ink) or as a new panel after
 * it. The same consent, gate, draw, command and log row as any round; one candidate, so its chance is 1
 * (PI4). The prompt stands whole in the card's why and in the log's sealed rationale.
 */
import { createId } from '#core/ids.ts'
import { isLockedPanel, isLockedScene } from '#core/notes/review-record.ts'
import { chooseSlate } from '#core/suggestions/choose.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { type CandidateResult, findCandidates } from '#core/suggestions/engine.ts'
import { createLockReader } from '#core/suggestions/locked-edit.ts'
import type { PanelView, SceneView } from '#core/suggestions/scene-view.ts'
import type { SketchPicture } from '#core/suggestions/sketch-picture.ts'
import type { PictureAnswer } from '../models/make-picture.ts'
import type { DocRecord, Principal } from '../realtime/rooms-api.ts'
import { STOPPED } from './ask-models.ts'
import {
	mayAsk,
	nothing,
	type OfferGround,
	prefilterOf,
	rankingOf,
	readGround,
	retryOnConflict,
	sealContext,
	wishesOf,
} from './offer.ts'
import { showSlate } from './show-slate.ts'
import type { Asking, OfferResult, PictureRequest, SuggestionDeps } from './suggestion-types.ts'

const NO_MODEL =
	'No model of this film makes pictures. Its owner can set one up (Film settings, Models).'
const LOCKED = 'This panel is locked. No picture was asked for.'
const MAX_WHY = 2000

export async function offerPicture(
	deps: SuggestionDeps,
	principal: Principal,
	request: PictureRequest,
	asking: Asking = {},
): Promise<OfferResult> {
	const refusal = await mayAsk(deps, principal, { ...request, trigger: 'asked' })
	if (refusal) return refusal
	let asked: PictureAnswer | null | undefined
	return retryOnConflict(async () => {
		const ground = await readGround(deps, request.sceneId)
		const { material, view } = ground
		const panel = view.panel(request.panelId)
		if (!panel) return nothing('This panel is not on the board any more.')
		const { signal, onProgress } = asking
		// Locked while it was made is the gate's to say; before, nothing is paid for.
		if (!asked && isLocked(ground, request)) return nothing(LOCKED)
		// Asked once, however often the board moves meanwhile: a picture costs.
		asked ??=
			(await deps.models?.picture(
				{
					...{ view, panel, asker: principal, as: request.as, words: request.words },
					...{ projectId: material.projectId, sceneId: request.sceneId },
				},
				{ ...(signal && { signal }), ...(onProgress && { onProgress }) },
			)) ?? null
		if (asked === null) return nothing(NO_MODEL)
		if (asked.isCancelled) return nothing(STOPPED)
		if (asked.picture === null) return nothing(asked.message ?? NO_MODEL)
		return show(deps, principal, { request, ground, asked, panel, picture: asked.picture })
	})
}

function isLocked(
	{ records }: Pick<OfferGround, 'records'>,
	{ as, panelId }: PictureRequest,
): boolean {
	const board = new Map<string, DocRecord>(records.map((record) => [record.id, record]))
	return as === 'panel' ? isLockedPanel(board, panelId) : isLockedScene(board)
}

async function show(
	deps: SuggestionDeps,
	principal: Principal,
	made: {
		request: PictureRequest
		ground: OfferGround
		asked: PictureAnswer
		panel: PanelView
		picture: SketchPicture
	},
): Promise<OfferResult> {
	const { request, ground, asked, panel } = made
	const { material, view, records } = ground
	const category = request.as === 'new' ? 'new_frame' : 'composition'
	const edit = editOf(view, made)
	const board = new Map<string, DocRecord>(records.map((record) => [record.id, record]))
	const { candidates, prefiltered } = findCandidates(view, {
		...prefilterOf(ground),
		...(await wishesOf(deps, material, principal)),
		...{ refused: new Set<string>(), category, targetId: null, rules: [] },
		isLocked: createLockReader({ get: (id) => board.get(id), all: () => records }),
		proposals: [
			{
				finding: {
					targetId: panel.id,
					title:
						request.as === 'new'
							? `A new panel after ${panel.number}, as a picture`
							: `A picture for panel ${panel.number}`,
					rationale: `Asked for with: “${asked.prompt}”`.slice(0, MAX_WHY),
					...{ evidence: asked.evidence, edit, confidence: 0.5 },
				},
				generatorId: asked.generatorId,
				generatorVersion: asked.generatorVersion,
			},
		],
	})
	if (candidates.length === 0) return nothing(whyNotShown(prefiltered))
	const { policy, because } = await rankingOf(deps, material.projectId, principal)
	const features = candidates.map((candidate) => candidate.features)
	// Silence is no answer to somebody who asked.
	const draw = chooseSlate(features, createId(deps.random), { ...policy, silence: null })
	await deps.signals.ensureAuthor(material.projectId, principal.userId)
	const vault = await deps.signals.vault(material.projectId)
	const words = request.words
	const shown = await showSlate(
		deps,
		{
			...{ material, requester: principal, trigger: 'asked', category, candidates, prefiltered },
			...{ targetId: panel.id, draw, because, context: await sealContext(deps, ground) },
			request:
				words === null
					? null
					: vault.seal(words, {
							...{ authorId: principal.userId, mediaType: 'text/plain', now: deps.now() },
						}),
			model: asked.round,
		},
		() => undefined,
	)
	return { ...shown, message: shown.message ?? asked.message }
}

function whyNotShown(prefiltered: CandidateResult['prefiltered']): string {
	if (prefiltered.already_offered) return 'This waits for your answer already.'
	if (prefiltered.locked) return 'This panel is locked. The picture was not shown.'
	return 'The board changed while the picture was made, and it fits nowhere now. Ask once more.'
}

function editOf(
	view: SceneView,
	{
		request,
		panel,
		picture,
	}: { request: PictureRequest; panel: PanelView; picture: SketchPicture },
): Edit {
	const panelId = request.panelId
	const sketch = { elements: [picture] }
	if (request.as === 'panel') return { type: 'draw', panelId, sketch }
	return {
		type: 'insert_panel',
		afterPanelId: panelId,
		panel: {
			...{ action: request.words ?? '', dialogue: '', notes: '', scriptBlockIds: [] },
			durationFrames: panel.durationFrames ?? Math.round(2 * view.frameRate),
		},
		shot: {},
		sketch,
	}
}

/** A wish that begins with “picture” or “new panel as a picture”: what of it is to be seen. */
export function readPictureWish(
	words: string,
): { as: 'panel' | 'new'; words: string | null } | null {
	const match =
		/^\s*(?:(?:please|make|show(?: me)?|give me|draw)\s+)*(?:(?:a|the)\s+)?(new panel(?:,? as)?(?: a)?\s+)?(?:picture|image)\b(?:\s+(?:of|for|with|showing))?\s*[:,.]?\s*/i.exec(
			words,
		)
	if (!match) return null
	const rest = words.slice(match[0].length).trim()
	return { as: match[1] ? 'new' : 'panel', words: rest === '' ? null : rest }
}
