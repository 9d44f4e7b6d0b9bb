/**
 * The fields of a shot as people read and fill them in: label, kind of value, words, unit and range,
 * in the groups a director looks for them. Inspector, shot list, suggestions and exports all read
 * this one table; what a field may hold is `shot-record.ts`.
 */
import type { ProductionFields, ShotFields } from './shot-record.ts'
import * as words from './vocabulary.ts'

export type ShotFieldKey = keyof ShotFields | keyof ProductionFields
type Words = readonly (readonly [string, string])[]

export const SHOT_FIELD_GROUPS = [
	['picture', 'Picture'],
	['camera', 'Camera'],
	['light', 'Light'],
	['place', 'Place and people'],
	['sound', 'Sound and cut'],
	['effects', 'Effects'],
	['production', 'Production'],
] as const
export type ShotFieldGroup = (typeof SHOT_FIELD_GROUPS)[number][0]

interface Base {
	key: ShotFieldKey
	label: string
	group: ShotFieldGroup
}
export type ShotFieldSpec = Base &
	(
		| { kind: 'word'; words: Words /** Shown as `CU · Close-up`. */; withCode?: boolean }
		| { kind: 'number'; unit: string; range: readonly [number, number] }
		| { kind: 'text'; maxLength: number }
		| { kind: 'names'; placeholder: string }
	)

const word = (key: ShotFieldKey, label: string, group: ShotFieldGroup, list: Words) =>
	({ key, label, group, kind: 'word', words: list }) as const
const number = (
	key: ShotFieldKey,
	label: string,
	group: ShotFieldGroup,
	[unit, ...range]: readonly [string, number, number],
) => ({ key, label, group, kind: 'number', unit, range }) as const

/** In the order in which they are read. */
export const SHOT_FIELDS: readonly ShotFieldSpec[] = [
	{ ...word('size', 'Size', 'picture', words.SHOT_SIZES), withCode: true },
	word('kind', 'Kind', 'picture', words.SHOT_KINDS),
	word('framing', 'Framing', 'picture', words.FRAMINGS),
	word('angle', 'Angle', 'picture', words.ANGLES),
	word('screenDirection', 'Direction', 'picture', words.SCREEN_DIRECTIONS),
	word('movement', 'Movement', 'camera', words.MOVEMENTS),
	word('movementSpeed', 'Speed', 'camera', words.MOVEMENT_SPEEDS),
	word('equipment', 'Support', 'camera', words.EQUIPMENT),
	number('lensMm', 'Lens', 'camera', ['mm', 4, 2000]),
	number('frameRate', 'Frame rate', 'camera', ['fps', 1, 1000]),
	word('keySide', 'Key', 'light', words.KEY_SIDES),
	number('keyElevationDeg', 'Key height', 'light', ['°', -90, 90]),
	number('keyToFill', 'Key to fill', 'light', [': 1', 1, 64]),
	word('lightPattern', 'Pattern', 'light', words.LIGHT_PATTERNS),
	word('lightQuality', 'Quality', 'light', words.LIGHT_QUALITIES),
	word('lightKey', 'Mood', 'light', words.LIGHT_KEYS),
	word('lightMotivation', 'Motivated by', 'light', words.LIGHT_MOTIVATIONS),
	number('colorTempK', 'Colour', 'light', ['K', 1000, 20_000]),
	word('setting', 'Int or ext', 'place', words.SETTINGS),
	word('timeOfDay', 'Time of day', 'place', words.TIMES_OF_DAY),
	{ key: 'location', label: 'Location', group: 'place', kind: 'text', maxLength: 200 },
	{
		...{ key: 'subjects', label: 'Cast', group: 'place' },
		...{ kind: 'names', placeholder: 'IDA, TOMAS' },
	},
	{ key: 'props', label: 'Props', group: 'place', kind: 'names', placeholder: 'lamp, logbook' },
	{ key: 'coverageSubject', label: 'Coverage of', group: 'place', kind: 'text', maxLength: 80 },
	word('sound', 'Sound', 'sound', words.SOUNDS),
	word('transition', 'Out by', 'sound', words.TRANSITIONS),
	word('vfx', 'VFX', 'effects', words.VFX_KINDS),
	{ key: 'vfxNote', label: 'VFX note', group: 'effects', kind: 'text', maxLength: 500 },
	word('status', 'Status', 'production', words.SHOT_STATUSES),
	number('estimatedMinutes', 'Time to shoot', 'production', ['min', 1, 10_000]),
]

export function shotFieldSpec(key: string): ShotFieldSpec | undefined {
	return SHOT_FIELDS.find((field) => field.key === key)
}

/** A field's value as people read it; '' when nothing is said. */
export function readShotField(spec: ShotFieldSpec, value: unknown): string {
	if (value === null || value === undefined) return ''
	if (Array.isArray(value)) return value.join(', ')
	if (spec.kind === 'word') return words.labelOf(spec.words, String(value))
	return spec.kind === 'number' ? `${value} ${spec.unit}` : String(value)
}

export type ReadField = { ok: true; value: unknown } | { ok: false; why: string }

/** Reads what a person typed into a field; words by code or label, whatever their case. */
export function parseShotField(spec: ShotFieldSpec, typed: string): ReadField {
	const text = typed.trim()
	if (spec.kind === 'names') return readNames(text)
	if (spec.kind === 'text') {
		const fits = text.length <= spec.maxLength
		return fits ? { ok: true, value: text } : no(`At most ${spec.maxLength} letters.`)
	}
	if (text === '') return { ok: true, value: null }
	return spec.kind === 'number' ? readNumber(spec.range, text) : readWord(spec.words, text)
}

const no = (why: string): ReadField => ({ ok: false, why })

function readNumber([least, most]: readonly [number, number], text: string): ReadField {
	const digits = /-?\d+(?:\.\d+)?/.exec(text.replace(',', '.'))?.[0]
	const value = digits === undefined ? Number.NaN : Number(digits)
	const fits = value >= least && value <= most
	return fits ? { ok: true, value } : no(`Type a number from ${least} to ${most}.`)
}

function readWord(list: Words, text: string): ReadField {
	const wanted = text.toLowerCase()
	const found = list.find((pair) => pair.some((each) => each.toLowerCase() === wanted))
	return found ? { ok: true, value: found[0] } : no('Choose one of the words in the list.')
}

function readNames(text: string): ReadField {
	const names = text.split(/[,;]/).map((name) => name.trim())
	const value = [...new Set(names.filter(Boolean))]
	if (value.length > 20) return no('At most 20 names.')
	return value.some((name) => name.length > 80)
		? no('A name has at most 80 letters.')
		: { ok: true, value }
}
