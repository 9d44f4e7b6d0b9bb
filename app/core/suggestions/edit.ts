/**
 * A typed edit: everything a suggestion can propose to change. Also the output schema for language
 * models. `apply-edit.ts` carries one out, `preview-edit.ts` shows what it would do.
 */
import { z } from 'zod'
import { ShotFieldsSchema } from '../board/shot-record.ts'
import { SketchSchema } from './sketch.ts'

const PanelId = z.templateLiteral(['shape:', z.string()])
const ShotId = z.templateLiteral(['shot:', z.string()])
export const CAPTION_FIELDS = ['action', 'dialogue', 'notes'] as const
const Frames = z.number().int().min(1).max(1_000_000)
const Caption = z.string().max(10_000)

export const SetShotEditSchema = z.strictObject({
	type: z.literal('set_shot'),
	shotId: ShotId,
	fields: ShotFieldsSchema.partial(),
})
export const SetDurationEditSchema = z.strictObject({
	type: z.literal('set_duration'),
	panelId: PanelId,
	durationFrames: Frames,
})
export const SetTextEditSchema = z.strictObject({
	type: z.literal('set_text'),
	panelId: PanelId,
	field: z.enum(CAPTION_FIELDS),
	text: Caption,
})
export const InsertPanelEditSchema = z.strictObject({
	type: z.literal('insert_panel'),
	/** The panel it follows; null = at the scene's start. */
	afterPanelId: PanelId.nullable(),
	panel: z.strictObject({
		action: Caption,
		dialogue: Caption,
		notes: Caption,
		durationFrames: Frames.nullable(),
		scriptBlockIds: z.array(z.string()).max(200),
	}),
	/** A new set-up with these fields, or null to stay in the preceding panel's set-up. */
	shot: ShotFieldsSchema.partial().nullable(),
	sketch: SketchSchema.nullable(),
})
export const MovePanelEditSchema = z.strictObject({
	type: z.literal('move_panel'),
	panelId: PanelId,
	afterPanelId: PanelId.nullable(),
})
export const DrawEditSchema = z.strictObject({
	type: z.literal('draw'),
	panelId: PanelId,
	sketch: SketchSchema,
})
export const AddNoteEditSchema = z.strictObject({
	type: z.literal('add_note'),
	panelId: PanelId,
	text: z.string().min(1).max(2000),
})

export const EditSchema = z.discriminatedUnion('type', [
	SetShotEditSchema,
	SetDurationEditSchema,
	SetTextEditSchema,
	InsertPanelEditSchema,
	MovePanelEditSchema,
	DrawEditSchema,
	AddNoteEditSchema,
])
export type Edit = z.infer<typeof EditSchema>
