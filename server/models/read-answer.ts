/**
 * One proposal of a model, from JSON to a finding. Nothing is trusted: it is a typed edit by the same
 * schema as the engine's, it names only what the model was shown, and it changes something. It then
 * goes through the engine's own gate (MO20).
 */
import { z } from 'zod'
import { type Edit, EditSchema } from '#core/suggestions/edit.ts'
import type { Finding } from '#core/suggestions/rule.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import { picturesIn } from '#core/suggestions/sketch-picture.ts'

const MAX_TITLE = 160
const MAX_RATIONALE = 2000

/** Also the output schema that endpoints are given. */
export const ProposalSchema = z.object({
	title: z.string().trim().min(1).max(MAX_TITLE),
	rationale: z.string().trim().min(1).max(MAX_RATIONALE),
	confidence: z.number().min(0).max(1).default(0.5),
	edit: EditSchema,
})

/** What endpoints that follow schemas are told, without the dialect's own marker. */
export function proposalJsonSchema(): Record<string, unknown> {
	const { $schema: _, ...schema } = z.toJSONSchema(ProposalSchema, {
		io: 'input',
		// Pictures are the server's to name (PI3): no model is told that there are any.
		override: ({ jsonSchema }) => {
			const { oneOf } = jsonSchema
			if (oneOf) jsonSchema.oneOf = oneOf.filter((each) => !isPictureSchema(each))
		},
	})
	return schema
}

function isPictureSchema(schema: object): boolean {
	return JSON.stringify(schema).startsWith(
		'{"type":"object","properties":{"kind":{"type":"string","const":"picture"}',
	)
}

export type Reading = { ok: true; finding: Finding } | { ok: false; why: 'invalid' | 'no_change' }

/** @param idOf real id by the short one the model was shown */
export function readProposal(
	view: SceneView,
	value: unknown,
	idOf: ReadonlyMap<string, string>,
): Reading {
	const parsed = ProposalSchema.safeParse(value)
	if (!parsed.success) return { ok: false, why: 'invalid' }
	const { title, rationale, confidence } = parsed.data
	if (picturesIn(parsed.data.edit).length > 0) return { ok: false, why: 'invalid' }
	const edit = withRealIds(parsed.data.edit, idOf)
	if (edit === null) return { ok: false, why: 'invalid' }
	const changing = onlyChanges(view, edit)
	if (changing === null) return { ok: false, why: 'no_change' }
	const targetId = targetOf(view, changing)
	return {
		ok: true,
		finding: { targetId, title, rationale, evidence: [], edit: changing, confidence },
	}
}

/** The edit on the board's own ids, or null when it names what the model was not shown. */
function withRealIds(edit: Edit, idOf: ReadonlyMap<string, string>): Edit | null {
	const swap = (id: string) => idOf.get(id)
	const swapped: Record<string, unknown> = { ...edit }
	for (const name of ['shotId', 'panelId', 'afterPanelId']) {
		const id = swapped[name]
		if (typeof id !== 'string') continue
		const real = swap(id)
		if (real === undefined) return null
		swapped[name] = real
	}
	if (edit.type === 'insert_panel') {
		const blocks = edit.panel.scriptBlockIds.map(swap)
		if (blocks.includes(undefined)) return null
		swapped.panel = { ...edit.panel, scriptBlockIds: blocks }
	}
	const again = EditSchema.safeParse(swapped)
	return again.success ? again.data : null
}

/** Without what stands already; null when nothing is left. */
function onlyChanges(view: SceneView, edit: Edit): Edit | null {
	if (edit.type === 'set_shot') {
		const shot = view.panels.find(({ shotId }) => shotId === edit.shotId)?.shot
		if (!shot) return edit
		const now = new Map<string, unknown>(Object.entries(shot))
		const changed = Object.entries(edit.fields).filter(
			([name, value]) => JSON.stringify(now.get(name)) !== JSON.stringify(value),
		)
		return changed.length === 0 ? null : { ...edit, fields: Object.fromEntries(changed) }
	}
	if (edit.type === 'set_duration')
		return view.panel(edit.panelId)?.durationFrames === edit.durationFrames ? null : edit
	if (edit.type === 'set_text')
		return view.panel(edit.panelId)?.[edit.field] === edit.text ? null : edit
	if (edit.type === 'move_panel') return edit.panelId === edit.afterPanelId ? null : edit
	return edit
}

function targetOf(view: SceneView, edit: Edit): string {
	if (edit.type === 'set_shot') return edit.shotId
	if (edit.type === 'insert_panel') return edit.afterPanelId ?? `scene:${view.sceneId}`
	return edit.panelId
}
