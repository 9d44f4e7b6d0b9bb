/**
 * "Break down this scene": the script's first beats that no panel shows yet, as new panels to take
 * or refuse, three at a time. The same round, command and log row as any other; the order is the
 * script's, so the policy is deterministic and says so.
 */
import { sortInStoryOrder } from '#core/board/order.ts'
import { createId } from '#core/ids.ts'
import { type ProposedPanel, proposePanels } from '#core/screenplay/breakdown.ts'
import { basisOf } from '#core/suggestions/basis.ts'
import { type Draw, SLATE_SLOTS } from '#core/suggestions/choose.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { type Candidate, candidateKey } from '#core/suggestions/engine.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import {
	mayAsk,
	nothing,
	type OfferGround,
	prefilterOf,
	readGround,
	retryOnConflict,
	sealContext,
} from './offer.ts'
import { showSlate } from './show-slate.ts'
import type { OfferResult, SuggestionDeps } from './suggestion-types.ts'

export const BREAKDOWN_ID = 'breakdown'
const BREAKDOWN_VERSION = '1'
/** More open panels than this are a wall of cards, not an offer. */
const MAX_OPEN = 9
/** How sure a beat is to be a panel: a convention, nothing measured. */
const CONFIDENCE = 0.6

/** Offers the next uncovered beats. @throws AppError('not_found' | 'trashed' | 'forbidden') */
export async function breakDown(
	deps: SuggestionDeps,
	principal: Principal,
	sceneId: string,
): Promise<OfferResult> {
	const refusal = await mayAsk(deps, principal, { sceneId, trigger: 'asked' })
	if (refusal) return refusal
	return retryOnConflict(() => breakDownOnce(deps, principal, sceneId))
}

async function breakDownOnce(
	deps: SuggestionDeps,
	principal: Principal,
	sceneId: string,
): Promise<OfferResult> {
	const ground = await readGround(deps, sceneId)
	if (ground.view.blocks.length === 0)
		return nothing('This scene has no script yet. Bring the pages in first.', 'new_frame')
	const open = ground.open.filter(({ generatorId }) => generatorId === BREAKDOWN_ID)
	if (open.length > MAX_OPEN - SLATE_SLOTS) {
		return nothing('Answer some of the panels that wait first; then ask for more.', 'new_frame')
	}
	const { candidates, prefiltered } = nextBeats(ground)
	if (candidates.length === 0) {
		const message =
			open.length > 0
				? 'Every line left has a panel waiting for your answer.'
				: 'Every line of this scene has a panel.'
		return nothing(message, 'new_frame')
	}
	const context = await sealContext(deps, ground)
	const draw = inScriptOrder(candidates.length, createId(deps.random))
	const round = {
		material: ground.material,
		requester: principal,
		trigger: 'asked' as const,
		category: 'new_frame' as const,
		targetId: `scene:${sceneId}`,
		candidates,
		prefiltered,
		draw,
		context,
	}
	return showSlate(deps, round, () => undefined)
}

function nextBeats({ view, open, suggestions }: OfferGround): {
	candidates: Candidate[]
	prefiltered: Record<string, number>
} {
	const { refused, offered } = prefilterOf({ suggestions, open })
	const prefiltered: Record<string, number> = {}
	const drop = (reason: string) => {
		prefiltered[reason] = (prefiltered[reason] ?? 0) + 1
	}
	const candidates: Candidate[] = []
	const beats = proposePanels(view.blocks, { frameRate: view.frameRate })
	// Beats that wait or were refused keep their lines, wherever the panel would have gone since.
	const taken = new Set(
		suggestions
			.filter(
				(each) =>
					each.generatorId === BREAKDOWN_ID &&
					(each.status === 'rejected' || each.status === 'dismissed' || open.includes(each)),
			)
			.map((each) => linesOf(each.edit)),
	)
	for (const [place, beat] of beats.entries()) {
		if (beat.scriptBlockIds.some((id) => view.showing(id).length > 0)) continue
		const candidate = candidateOf(view, beat, { place, beats: beats.length })
		if (offered.has(candidate.key)) drop('already_offered')
		else if (refused.has(candidate.key) || taken.has(linesOf(candidate.edit)))
			drop('refused_before')
		else if (candidates.length === SLATE_SLOTS) drop('over_limit')
		else candidates.push(candidate)
	}
	return { candidates, prefiltered }
}

function linesOf(edit: Edit): string {
	return edit.type === 'insert_panel' ? edit.panel.scriptBlockIds.join(' ') : ''
}

function candidateOf(
	view: SceneView,
	beat: ProposedPanel,
	{ place, beats }: { place: number; beats: number },
): Candidate {
	const { action, dialogue, durationFrames, scriptBlockIds, title, rationale, evidence } = beat
	const edit: Edit = {
		type: 'insert_panel',
		// Panel ids come from the board, where the canvas schema checked them.
		afterPanelId: panelBefore(view, scriptBlockIds) as `shape:${string}` | null,
		panel: { action, dialogue, notes: '', durationFrames, scriptBlockIds },
		shot: beat.shot,
		sketch: null,
	}
	const basis = basisOf(view, edit)
	return {
		targetId: `scene:${view.sceneId}`,
		title,
		rationale,
		evidence,
		edit,
		confidence: CONFIDENCE,
		key: candidateKey(edit, basis),
		category: 'new_frame',
		generatorId: BREAKDOWN_ID,
		generatorVersion: BREAKDOWN_VERSION,
		basis,
		features: {
			bias: 1,
			confidence: CONFIDENCE,
			beat: place,
			beats,
			panels: view.panels.length,
			blocks: scriptBlockIds.length,
		},
	}
}

/**
 * The last panel that shows a line before these; with no such panel, the end of what is drawn or, on
 * an untouched board, its start.
 */
function panelBefore(view: SceneView, blockIds: readonly string[]): string | null {
	const order = sortInStoryOrder(view.blocks).map(({ id }): string => id)
	const first = Math.min(...blockIds.map((id) => order.indexOf(id)))
	const before = new Set(order.slice(0, first))
	const showing = view.panels.filter((panel) => panel.blockIds.some((id) => before.has(id)))
	const last = showing.at(-1)
	if (last) return last.id
	const isFollowed = view.panels.some((panel) => panel.blockIds.length > 0)
	const isUntouched = view.panels.every(
		(panel) =>
			`${panel.action}${panel.dialogue}`.trim() === '' && view.shapes(panel.id).length === 0,
	)
	return isFollowed || isUntouched ? null : (view.panels.at(-1)?.id ?? null)
}

/** All shown, in script order, with certainty. */
function inScriptOrder(count: number, rngSeed: string): Draw {
	const certain = { score: 0, logWeight: 0, pPosition: 1, pCascade: 1, pIncluded: 1 }
	return {
		policyId: 'script-order@1',
		rngSeed,
		epsilon: 0,
		temperature: null,
		slate: Array.from({ length: count }, (_, position) => position),
		pSlate: 1,
		entries: Array.from({ length: count }, (_, position) => ({ ...certain, position })),
		none: { score: 0, logWeight: 0, position: null, pPosition: null, pCascade: null, pIncluded: 0 },
	}
}
