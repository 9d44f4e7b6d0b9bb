/**
 * An edit as rows a person reads and can change (label, before, after), and how far an edited
 * version differs from what was offered: fieldsChanged of fieldsTotal in the log.
 */
import { readShotField, shotFieldSpec } from '../board/shot-fields.ts'
import type { ShotFields } from '../board/shot-record.ts'
import {
	ANGLES,
	FRAMINGS,
	KEY_SIDES,
	LIGHT_MOTIVATIONS,
	LIGHT_PATTERNS,
	labelOf,
	MOVEMENTS,
	SCREEN_DIRECTIONS,
	SHOT_KINDS,
	SHOT_SIZES,
	TRANSITIONS,
	VFX_KINDS,
} from '../board/vocabulary.ts'
import { type BoardReader, panelOf, shotOf } from './board-records.ts'
import type { Edit } from './edit.ts'
import { fingerprint } from './fingerprint.ts'
import { valueAt } from './retract-edit.ts'
import { SketchSchema } from './sketch.ts'
import { picturesIn } from './sketch-picture.ts'

export interface EditField {
	/** Path inside the edit: `fields.size`, `durationFrames`, `panel.action`. */
	key: string
	label: string
	/** As a person reads it; null = not said. */
	before: string | null
	after: string | null
}

const FIELD_LABELS: Record<string, string> = {
	size: 'Size',
	kind: 'Kind',
	framing: 'Framing',
	angle: 'Angle',
	movement: 'Move',
	lensMm: 'Lens',
	screenDirection: 'Direction',
	keySide: 'Key light',
	keyToFill: 'Key to fill',
	lightPattern: 'Pattern',
	lightMotivation: 'Light comes from',
	colorTempK: 'Colour',
	vfx: 'VFX',
	vfxNote: 'VFX note',
	transition: 'Transition',
	subjects: 'In it',
	action: 'Action',
	dialogue: 'Dialogue',
	notes: 'Notes',
	durationFrames: 'Length',
	scriptBlockIds: 'Script lines',
	sketch: 'Drawing',
	text: 'Note',
	afterPanelId: 'Place',
}
const WORDS: Partial<Record<keyof ShotFields, readonly (readonly [string, string])[]>> = {
	size: SHOT_SIZES,
	kind: SHOT_KINDS,
	framing: FRAMINGS,
	angle: ANGLES,
	movement: MOVEMENTS,
	screenDirection: SCREEN_DIRECTIONS,
	keySide: KEY_SIDES,
	lightPattern: LIGHT_PATTERNS,
	lightMotivation: LIGHT_MOTIVATIONS,
	vfx: VFX_KINDS,
	transition: TRANSITIONS,
}
const UNITS: Record<string, string> = {
	lensMm: ' mm',
	colorTempK: ' K',
	keyToFill: ' : 1',
	durationFrames: ' f',
}

/** Rows of an edit; `records` gives the values before, where there are any. */
export function editFields(edit: Edit, records?: BoardReader): EditField[] {
	const target = records ? targetOf(edit, records) : undefined
	return [...leaves(edit)].map(([key, value]) => {
		const name = key.split('.').at(-1) ?? key
		const label =
			edit.type === 'set_text'
				? (FIELD_LABELS[edit.field] ?? name)
				: (FIELD_LABELS[name] ?? shotFieldSpec(name)?.label ?? name)
		const before = target === undefined ? null : readable(name, beforeOf(edit, name, target))
		return { key, label, before, after: readable(name, value) }
	})
}

/** How many fields an edit has, and how many of them differ in `final` (counting added ones). */
export function countEditFields(
	offered: Edit,
	final: Edit,
): { fieldsTotal: number; fieldsChanged: number } {
	const [from, to] = [leaves(offered), leaves(final)]
	const keys = new Set([...from.keys(), ...to.keys()])
	if (offered.type !== final.type) return { fieldsTotal: keys.size, fieldsChanged: keys.size }
	const changed = [...keys].filter((key) => fingerprint(from.get(key)) !== fingerprint(to.get(key)))
	return { fieldsTotal: keys.size, fieldsChanged: changed.length }
}

/** Whether an edited version still changes the same thing in the same place as what was offered. */
export function isSameTarget(offered: Edit, final: Edit): boolean {
	const target = (edit: Edit) => {
		if (edit.type === 'set_shot') return edit.shotId
		return edit.type === 'insert_panel' ? 'insert' : edit.panelId
	}
	return (
		offered.type === final.type &&
		target(offered) === target(final) &&
		addsNoPicture(offered, final)
	)
}

/** A picture can be left out, and no other put in its place (PI3). */
function addsNoPicture(offered: Edit, final: Edit): boolean {
	const known = new Set(picturesIn(offered).map(({ hash }) => hash))
	return picturesIn(final).every(({ hash }) => known.has(hash))
}

/** What the edit says, as leaf values by path; its target is not one of them. */
function leaves(edit: Edit): Map<string, unknown> {
	switch (edit.type) {
		case 'set_shot':
			return new Map(prefixed('fields', edit.fields))
		case 'set_duration':
			return new Map([['durationFrames', edit.durationFrames]])
		case 'set_text':
		case 'add_note':
			return new Map([['text', edit.text]])
		case 'draw':
			return new Map([['sketch', edit.sketch]])
		case 'move_panel':
			return new Map([['afterPanelId', edit.afterPanelId]])
		case 'insert_panel':
			return new Map(
				[
					...prefixed('panel', edit.panel),
					...prefixed('shot', edit.shot ?? {}),
					...prefixed('', { sketch: edit.sketch }),
				].filter(([, value]) => value !== null && value !== '' && !isEmptyList(value)),
			)
	}
}

function prefixed(prefix: string, values: object): [string, unknown][] {
	return Object.entries(values).map(([key, value]) => [prefix ? `${prefix}.${key}` : key, value])
}

function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0
}

function targetOf(edit: Edit, records: BoardReader): object | undefined {
	if (edit.type === 'set_shot') return shotOf(records, edit.shotId)
	return edit.type === 'insert_panel' ? undefined : panelOf(records, edit.panelId)
}

function beforeOf(edit: Edit, name: string, target: object): unknown {
	if (edit.type === 'set_shot') return valueAt(target, name)
	if (edit.type === 'set_text') return valueAt(target, `props.${edit.field}`)
	return edit.type === 'set_duration' ? valueAt(target, 'props.durationFrames') : null
}

function readable(name: string, value: unknown): string | null {
	if (value === null || value === undefined || value === '') return null
	if (name === 'sketch')
		return isPicture(value) ? 'A picture under the ink' : 'A sketch on the panel'
	if (Array.isArray(value)) return listed(name, value)
	const spec = shotFieldSpec(name)
	if (typeof value === 'number') {
		const unit = spec?.kind === 'number' ? ` ${spec.unit}` : ''
		return `${Math.round(value * 100) / 100}${UNITS[name] ?? unit}`
	}
	if (spec && !(name in WORDS)) return readShotField(spec, value)
	const words = Object.entries(WORDS).find(([field]) => field === name)?.[1]
	return words ? labelOf(words, String(value)) : String(value)
}

/** Whether a sketch is a model's picture and nothing else. */
function isPicture(sketch: unknown): boolean {
	const read = SketchSchema.safeParse(sketch)
	return read.success && read.data.elements.every(({ kind }) => kind === 'picture')
}

function listed(name: string, value: unknown[]): string | null {
	if (value.length === 0) return null
	return name === 'scriptBlockIds' ? String(value.length) : value.join(', ')
}
