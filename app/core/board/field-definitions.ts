/**
 * What can be said about a set-up, as a shot list, CSV and paper take it: the fields of `shot-fields.ts`
 * and a film's own ones (`custom-field.ts`) in one shape, by the path of their value.
 */
import { SHOT_FIELDS, type ShotFieldSpec, shotFieldSpec } from './shot-fields.ts'

export type Words = readonly (readonly [code: string, label: string])[]

/** How a value is chosen or typed, and what it may be. */
export type FieldKind =
	| { kind: 'choice'; words: Words }
	| { kind: 'number'; min: number; max: number; unit: string }
	| { kind: 'text'; maxLength: number }
	| { kind: 'names'; maxCount: number; maxLength: number }
	| { kind: 'checkbox' }

export interface FieldDefinition {
	/** The record's own property, or `meta.<key>` of a custom field. */
	path: string
	label: string
	of: FieldKind
}

/** The fields of a set-up, in the order in which they are read. */
export const FIELD_DEFINITIONS: readonly FieldDefinition[] = SHOT_FIELDS.map((spec) => {
	return { path: spec.key, label: spec.label, of: kindOf(spec) }
})

function kindOf(spec: ShotFieldSpec): FieldKind {
	if (spec.kind === 'word') return { kind: 'choice', words: spec.words }
	if (spec.kind === 'number') {
		const [min, max] = spec.range
		return { kind: 'number', min, max, unit: spec.unit }
	}
	if (spec.kind === 'text') return { kind: 'text', maxLength: spec.maxLength }
	return { kind: 'names', maxCount: 20, maxLength: 80 }
}

/** Whether `path` is a field that people fill in. */
export function isShotField(path: string): boolean {
	return shotFieldSpec(path) !== undefined
}
