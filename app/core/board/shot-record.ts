/** A shot: one camera set-up, shared by a run of panels. Its number is derived unless overridden. */
import {
	createCustomRecordMigrationIds,
	createCustomRecordMigrationSequence,
} from '@tldraw/tlschema'
import { z } from 'zod'
import {
	ANGLES,
	codes,
	FRAMINGS,
	KEY_SIDES,
	LIGHT_MOTIVATIONS,
	LIGHT_PATTERNS,
	MOVEMENTS,
	SCREEN_DIRECTIONS,
	SHOT_KINDS,
	SHOT_SIZES,
	TRANSITIONS,
	VFX_KINDS,
} from './vocabulary.ts'

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
	subjects: z.array(z.string().max(80)).max(20),
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
}

export const ShotIdSchema = z.templateLiteral(['shot:', z.string()])
export const ShotRecordSchema = z.strictObject({
	id: ShotIdSchema,
	typeName: z.literal('shot'),
	...ShotFieldsSchema.shape,
	/** A number a person typed; null = derived from order and scheme. */
	numberOverride: z.string().max(20).nullable(),
	/** The background its panels share, `shape:<id>`. */
	backdropId: z.string().max(200).nullable(),
	meta: z.record(z.string(), z.json()),
})
export type ShotRecord = z.infer<typeof ShotRecordSchema>

const versions = createCustomRecordMigrationIds('shot', { AddBackdrop: 1 })

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
	],
})
