/**
 * Records that only the room itself writes: a suggestion as offered on the board, and the provenance
 * mark of a change that came from one. Client updates that touch either are refused (sync.md).
 */
import {
	createCustomRecordMigrationIds,
	createCustomRecordMigrationSequence,
} from '@tldraw/tlschema'
import { z } from 'zod'
import { EditSchema } from './edit.ts'

export const CATEGORIES = [
	'lighting',
	'composition',
	'vfx',
	'camera',
	'coverage',
	'continuity',
	'pacing',
	'dialogue',
	'new_frame',
] as const
export const CategorySchema = z.enum(CATEGORIES)
export type Category = z.infer<typeof CategorySchema>
export const CATEGORY_LABELS: Record<Category, string> = {
	lighting: 'Lighting',
	composition: 'Composition',
	vfx: 'VFX',
	camera: 'Camera',
	coverage: 'Coverage',
	continuity: 'Continuity',
	pacing: 'Pacing',
	dialogue: 'Dialogue',
	new_frame: 'New frame',
}

export const SUGGESTION_STATUSES = [
	'open',
	'accepted',
	'edited',
	'rejected',
	'dismissed',
	'stale',
	'withdrawn',
] as const
export type SuggestionStatus = (typeof SUGGESTION_STATUSES)[number]

/** Finite, versioned reasons for a rejection, in a director's words (labels) and the log's (codes). */
export const REASONS_VERSION = 1
export const REASONS = [
	['intentional', 'On purpose'],
	['off_tone', 'Wrong tone'],
	['not_feasible', 'Can’t shoot it'],
	['bad_timing', 'Not now'],
	['breaks_continuity', 'Breaks continuity'],
	['wrong_fact', 'Picture misread'],
	['budget_time', 'No time, no money'],
	['wrong_coverage', 'Wrong coverage'],
	['blocking_geography', 'Geography'],
	['dialogue_voice', 'Not their voice'],
	['taste', 'Taste'],
	['already_have', 'Already have it'],
	['unsafe', 'Unsafe'],
	['other', 'Other'],
] as const
export const ReasonCodeSchema = z.enum(
	REASONS.map(([code]) => code) as [(typeof REASONS)[number][0], ...(typeof REASONS)[number][0][]],
)
export type ReasonCode = z.infer<typeof ReasonCodeSchema>

export const EvidenceSchema = z.strictObject({
	label: z.string().max(120),
	value: z.union([z.number(), z.string().max(200)]),
	unit: z.string().max(30).optional(),
})
export type Evidence = z.infer<typeof EvidenceSchema>

export const SuggestionIdSchema = z.templateLiteral(['suggestion:', z.string()])
export const SuggestionRecordSchema = z.strictObject({
	id: SuggestionIdSchema,
	typeName: z.literal('suggestion'),
	slateId: z.string(),
	category: CategorySchema,
	/** The panel or shot it is about (`shape:…` or `shot:…`), or the scene itself (`scene:…`). */
	targetId: z.string(),
	/** The user whose round this was; only their verdict is the round's reward. */
	requesterId: z.string(),
	/** 0-based place on the slate. */
	position: z.number().int().min(0).max(20),
	/** How many were offered together. */
	slateSize: z.number().int().min(1).max(20),
	title: z.string().min(1).max(160),
	rationale: z.string().min(1).max(2000),
	evidence: z.array(EvidenceSchema).max(12),
	edit: EditSchema,
	confidence: z.number().min(0).max(1),
	/** `rule:K2`, `model:…` or `person:…`, and its version. */
	generatorId: z.string().max(200),
	generatorVersion: z.string().max(60),
	/** Fingerprint of everything the edit depends on; when it differs the suggestion is stale. */
	basis: z.string().max(100),
	status: z.enum(SUGGESTION_STATUSES),
	decidedBy: z.string().nullable(),
	decidedByName: z.string().max(80).nullable(),
	decidedAt: z.number().nullable(),
	reasonCodes: z.array(ReasonCodeSchema).max(14),
	createdAt: z.number(),
	meta: z.record(z.string(), z.json()),
})
export type SuggestionRecord = z.infer<typeof SuggestionRecordSchema>

const versions = createCustomRecordMigrationIds('suggestion', { MoreMarks: 1, Pictures: 2 })

/** Version 1 can hold drawings of places, things and plans, version 2 pictures; older ones are among what they can hold. */
export const suggestionMigrations = createCustomRecordMigrationSequence({
	sequence: [
		{ id: versions.MoreMarks, up: (suggestion) => suggestion },
		{ id: versions.Pictures, up: (suggestion) => suggestion },
	],
})

export const ProvenanceRecordSchema = z.strictObject({
	id: z.templateLiteral(['provenance:', z.string()]),
	typeName: z.literal('provenance'),
	suggestionId: SuggestionIdSchema,
	/** What the accepted change created or set. */
	recordIds: z.array(z.string()).max(500),
	fields: z.array(z.string()).max(60),
	generatorId: z.string(),
	at: z.number(),
	meta: z.record(z.string(), z.json()),
})
export type ProvenanceRecord = z.infer<typeof ProvenanceRecordSchema>
/** Record types only the room may create, change or remove. */
export const ROOM_ONLY_TYPES: readonly string[] = ['suggestion', 'provenance', 'review']
