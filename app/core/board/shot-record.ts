/** A shot: one camera set-up, shared by a run of panels. Its number is derived unless overridden. */
import {
	createCustomRecordMigrationIds,
	createCustomRecordMigrationSequence,
} from '@tldraw/tlschema'
import { z } from 'zod'
import {
	ANGLES,
	codes,
	EQUIPMENT,
	FRAMINGS,
	KEY_SIDES,
	LIGHT_KEYS,
	LIGHT_MOTIVATIONS,
	LIGHT_PATTERNS,
	LIGHT_QUALITIES,
	MOVEMENT_SPEEDS,
	MOVEMENTS,
	SCREEN_DIRECTIONS,
	SETTINGS,
	SHOT_KINDS,
	SHOT_SIZES,
	SHOT_STATUSES,
	SOUNDS,
	TIMES_OF_DAY,
	TRANSITIONS,
	VFX_KINDS,
} from './vocabulary.ts'

export const ShotIdSchema = z.templateLiteral(['shot:', z.string()])
const Names = z.array(z.string().max(80)).max(20)

/** The fields people and suggestions set; null is "not said", shown as an empty field. */
export const ShotFieldsSchema = z.strictObject({
	size: codes(SHOT_SIZES).nullable(),
	kind: codes(SHOT_KINDS).nullable(),
	framing: codes(FRAMINGS).nullable(),
	angle: codes(ANGLES).nullable(),
	movement: codes(MOVEMENTS).nullable(),
	/** Full-frame equivalent, millimetres. */
	lensMm: z.number().min(4).max(2000).nullable(),
	screenDirection: codes(SCREEN_DIRECTIONS).nullable(),
	keySide: codes(KEY_SIDES).nullable(),
	/** Key-to-fill ratio k of k:1 (key light to fill light). */
	keyToFill: z.number().min(1).max(64).nullable(),
	lightPattern: codes(LIGHT_PATTERNS).nullable(),
	lightMotivation: codes(LIGHT_MOTIVATIONS).nullable(),
	/** Colour temperature, kelvin. */
	colorTempK: z.number().min(1000).max(20000).nullable(),
	vfx: codes(VFX_KINDS).nullable(),
	vfxNote: z.string().max(500),
	transition: codes(TRANSITIONS).nullable(),
	/** Who is in it, as named in the script's cues. */
	subjects: Names,
	movementSpeed: codes(MOVEMENT_SPEEDS).nullable(),
	/** What the camera stands on. */
	equipment: codes(EQUIPMENT).nullable(),
	/** Frames per second in the camera; durations are counted at the project's rate. */
	frameRate: z.number().min(1).max(1000).nullable(),
	sound: codes(SOUNDS).nullable(),
	/** Height of the key light over the subject's eyes, degrees. */
	keyElevationDeg: z.number().min(-90).max(90).nullable(),
	lightQuality: codes(LIGHT_QUALITIES).nullable(),
	lightKey: codes(LIGHT_KEYS).nullable(),
	setting: codes(SETTINGS).nullable(),
	timeOfDay: codes(TIMES_OF_DAY).nullable(),
	location: z.string().max(200),
	props: Names,
	/** Whom or what this shot covers, as in a coverage plan. */
	coverageSubject: z.string().max(80),
})
export type ShotFields = z.infer<typeof ShotFieldsSchema>

export const EMPTY_SHOT: ShotFields = {
	size: null,
	kind: null,
	framing: null,
	angle: null,
	movement: null,
	lensMm: null,
	screenDirection: null,
	keySide: null,
	keyToFill: null,
	lightPattern: null,
	lightMotivation: null,
	colorTempK: null,
	vfx: null,
	vfxNote: '',
	transition: null,
	subjects: [],
	movementSpeed: null,
	equipment: null,
	frameRate: null,
	sound: null,
	keyElevationDeg: null,
	lightQuality: null,
	lightKey: null,
	setting: null,
	timeOfDay: null,
	location: '',
	props: [],
	coverageSubject: '',
}

/** The fields only people set: where the work stands. No suggestion names them. */
export const ProductionFieldsSchema = z.strictObject({
	status: codes(SHOT_STATUSES).nullable(),
	/** Shooting time, minutes. */
	estimatedMinutes: z.number().min(1).max(10_000).nullable(),
	/** The earlier set-up whose camera this shot returns to and whose letter it has. */
	setUpOf: ShotIdSchema.nullable(),
})
export type ProductionFields = z.infer<typeof ProductionFieldsSchema>

export const EMPTY_PRODUCTION: ProductionFields = {
	status: null,
	estimatedMinutes: null,
	setUpOf: null,
}

export const ShotRecordSchema = z.strictObject({
	id: ShotIdSchema,
	typeName: z.literal('shot'),
	...ShotFieldsSchema.shape,
	...ProductionFieldsSchema.shape,
	/** A number a person typed; null = derived from order and scheme. */
	numberOverride: z.string().max(20).nullable(),
	/** The background its panels share, `shape:<id>`. */
	backdropId: z.string().max(200).nullable(),
	/** Its number once numbers are locked; null = derived. Kept when the shot is omitted. */
	lockedNumber: z.string().max(40).nullable(),
	meta: z.record(z.string(), z.json()),
})
export type ShotRecord = z.infer<typeof ShotRecordSchema>

/** Fields that shots of document version 1 do not have, with what they mean there. */
const ADDED_IN_2 = { ...EMPTY_SHOT, ...EMPTY_PRODUCTION, lockedNumber: null }
const versions = createCustomRecordMigrationIds('shot', { AddBackdrop: 1, AddFields: 2 })

export const shotMigrations = createCustomRecordMigrationSequence({
	sequence: [
		{
			id: versions.AddBackdrop,
			up: (shot) => {
				shot.backdropId = null
			},
			down: (shot) => {
				delete shot.backdropId
			},
		},
		{
			id: versions.AddFields,
			up: (shot) => {
				for (const [key, value] of Object.entries(structuredClone(ADDED_IN_2))) shot[key] ??= value
			},
		},
	],
})
