/**
 * The one schema of everything people edit together, on both sides. The browser's editor, the
 * binding and the server validate against this same object; which room holds which record type is
 * ROOM_RECORD_TYPES.
 */
import { createTLSchema, defaultBindingSchemas, defaultShapeSchemas } from '@tldraw/tlschema'
import { type AudioClipRecord, AudioClipRecordSchema } from '../board/audio-clip-record.ts'
import { type CustomFieldRecord, CustomFieldRecordSchema } from '../board/custom-field.ts'
import {
	type CutClipRecord,
	CutClipRecordSchema,
	type CutRecord,
	CutRecordSchema,
} from '../board/cut-record.ts'
import { type PlanItemRecord, PlanItemRecordSchema } from '../board/plan-record.ts'
import {
	type ProjectRecord,
	ProjectRecordSchema,
	type SceneRecord,
	SceneRecordSchema,
	type ScriptBlockRecord,
	ScriptBlockRecordSchema,
} from '../board/project-records.ts'
import { type ShotRecord, ShotRecordSchema, shotMigrations } from '../board/shot-record.ts'
import type { RoomKind } from '../ids.ts'
import { NOTE_RECORDS, type NoteRoomRecord } from '../notes/note-records.ts'
import { type ReviewRecord, ReviewRecordSchema } from '../notes/review-record.ts'
import {
	type ProvenanceRecord,
	ProvenanceRecordSchema,
	type SuggestionRecord,
	SuggestionRecordSchema,
	suggestionMigrations,
} from '../suggestions/suggestion-record.ts'
import { MARK_SHAPES } from './mark-shapes.ts'
import { panelShapeMigrations, panelShapeProps } from './panel-shape.ts'
import { zodValidator } from './zod-validator.ts'

export const CUSTOM_RECORDS = {
	project: ProjectRecordSchema,
	scene: SceneRecordSchema,
	script_block: ScriptBlockRecordSchema,
	custom_field: CustomFieldRecordSchema,
	shot: ShotRecordSchema,
	audio_clip: AudioClipRecordSchema,
	cut: CutRecordSchema,
	cut_clip: CutClipRecordSchema,
	plan_item: PlanItemRecordSchema,
	suggestion: SuggestionRecordSchema,
	provenance: ProvenanceRecordSchema,
	review: ReviewRecordSchema,
	...NOTE_RECORDS,
}
export type CustomRecord =
	| ProjectRecord
	| SceneRecord
	| ScriptBlockRecord
	| CustomFieldRecord
	| ShotRecord
	| AudioClipRecord
	| CutRecord
	| CutClipRecord
	| PlanItemRecord
	| SuggestionRecord
	| ProvenanceRecord
	| ReviewRecord
	| NoteRoomRecord

export const ROOM_RECORD_TYPES: Record<RoomKind, readonly string[]> = {
	project: ['project', 'scene', 'script_block', 'custom_field'],
	board: [
		...['document', 'page', 'shape', 'binding', 'asset'],
		...['shot', 'plan_item', 'audio_clip', 'cut', 'cut_clip', 'suggestion', 'provenance', 'review'],
	],
	notes: Object.keys(NOTE_RECORDS),
}

export function createCanvasSchema() {
	const record = <T>(schema: Parameters<typeof zodValidator<T>>[0]) => ({
		scope: 'document' as const,
		validator: zodValidator(schema),
	})
	return createTLSchema({
		shapes: {
			...defaultShapeSchemas,
			panel: { props: panelShapeProps, migrations: panelShapeMigrations },
			...MARK_SHAPES,
		},
		bindings: defaultBindingSchemas,
		records: {
			project: record(ProjectRecordSchema),
			scene: record(SceneRecordSchema),
			script_block: record(ScriptBlockRecordSchema),
			custom_field: record(CustomFieldRecordSchema),
			audio_clip: record(AudioClipRecordSchema),
			cut: record(CutRecordSchema),
			cut_clip: record(CutClipRecordSchema),
			shot: { ...record(ShotRecordSchema), migrations: shotMigrations },
			plan_item: record(PlanItemRecordSchema),
			suggestion: { ...record(SuggestionRecordSchema), migrations: suggestionMigrations },
			provenance: record(ProvenanceRecordSchema),
			review: record(ReviewRecordSchema),
			thread: record(NOTE_RECORDS.thread),
			note: record(NOTE_RECORDS.note),
			reaction: record(NOTE_RECORDS.reaction),
			reading: record(NOTE_RECORDS.reading),
			annotation: record(NOTE_RECORDS.annotation),
		},
	})
}
