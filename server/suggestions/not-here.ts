/**
 * "Not here (style)": the refusal of a card that leaves its convention on purpose. The rule is silent
 * in the shot, scene or film from now on, its other open cards there go, and both are rows of the log
 * in the refusal's own transaction (SG60). Taking the refusal back takes the convention up again.
 */
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { SettingChange } from '#core/signals/settings.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { changeOf } from '../signals/settings-log.ts'
import type { Deciding } from './deciding.ts'
import { suggestionsOf, viewOf } from './scene-material.ts'

const LeftSchema = z.object({ scope: z.enum(['shot', 'scene', 'project']), scopeId: z.string() })
type Left = z.infer<typeof LeftSchema>

/** @throws AppError('bad_request') for what no rule says, or a shot that is none. */
export function leaveOut(deciding: Deciding, suggestion: SuggestionRecord): Left {
	const { draft, material, request } = deciding
	const scope = request.notHere
	const view = viewOf(material, draft.records)
	const shotId = shotOf(view, suggestion.targetId)
	const scopeId = scope === 'shot' ? shotId : scope === 'scene' ? `scene:${material.sceneId}` : ''
	if (!scope || scopeId === null) throw new AppError('bad_request')
	const payload = say(deciding, suggestion, { scope, scopeId, on: false })
	for (const other of suggestionsOf(draft.records)) {
		if (other.status !== 'open' || other.id === suggestion.id) continue
		if (other.generatorId !== suggestion.generatorId) continue
		if (scope === 'shot' && shotOf(view, other.targetId) !== shotId) continue
		withdrawMuted(deciding, other)
	}
	return { scope, scopeId: payload.scopeId }
}

/** After the refusal was taken back. */
export function takeUpAgain(deciding: Deciding, suggestion: SuggestionRecord): void {
	const left = LeftSchema.safeParse(suggestion.meta.notHere)
	if (left.success) say(deciding, suggestion, { ...left.data, on: true })
}

function say(
	{ draft, vault, principal, material }: Deciding,
	suggestion: SuggestionRecord,
	{ scope, scopeId, on }: Left & { on: boolean },
): SettingChange {
	const subject = suggestion.generatorId
	const asked = { setting: 'rule', scope, scopeId, subject, on } as const
	const payload = changeOf(principal, vault.pid(principal.userId), material.projectId, asked)
	draft.append(
		vault.event('setting.changed', {
			principal,
			sceneId: material.sceneId,
			slateId: suggestion.slateId,
			suggestionId: suggestion.id,
			position: suggestion.position,
			tsMs: draft.now,
			payload,
		}),
	)
	return payload
}

function withdrawMuted({ draft, vault, material }: Deciding, suggestion: SuggestionRecord): void {
	draft.records.update(suggestion.id, { status: 'withdrawn' })
	draft.append(
		vault.event('suggestion.withdrawn', {
			principal: null,
			sceneId: material.sceneId,
			slateId: suggestion.slateId,
			suggestionId: suggestion.id,
			position: suggestion.position,
			tsMs: draft.now,
			payload: { why: 'muted' },
		}),
	)
}

function shotOf(view: SceneView, targetId: string): string | null {
	return targetId.startsWith('shot:') ? targetId : (view.panel(targetId)?.shotId ?? null)
}
