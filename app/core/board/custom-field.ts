/**
 * A project's own fields: what this film's crew wants to know of each set-up. The field is a record
 * of the project's room, so that two people who add one at once both keep theirs; its values stand on
 * the shots as `meta["field:<id>"]`, which merges per field like any other property.
 */
import { z } from 'zod'
import type { FieldDefinition, FieldKind } from './field-definitions.ts'
import { sortInStoryOrder } from './order.ts'

export const CUSTOM_FIELD_TYPES = ['text', 'number', 'choice', 'checkbox'] as const
export const MAX_CUSTOM_FIELDS = 40
export const MAX_CHOICES = 40
const MAX_TEXT = 500

export const CustomFieldIdSchema = z.templateLiteral(['custom_field:', z.string()])
export const CustomFieldRecordSchema = z.strictObject({
	id: CustomFieldIdSchema,
	typeName: z.literal('custom_field'),
	/** Order among the project's fields: a tldraw fractional index key. */
	index: z.string().min(1).max(400),
	name: z.string().max(60),
	type: z.enum(CUSTOM_FIELD_TYPES),
	/** What can be chosen; empty for other types. */
	choices: z.array(z.string().max(60)).max(MAX_CHOICES),
	meta: z.record(z.string(), z.json()),
})
export type CustomFieldRecord = z.infer<typeof CustomFieldRecordSchema>

/** What a film-wide page knows of a field. */
export type CustomField = Pick<CustomFieldRecord, 'id' | 'index' | 'name' | 'type' | 'choices'>

/** Where a shot keeps its value of a field. */
export function customPath(fieldId: string): string {
	return `meta.${customKey(fieldId)}`
}

function customKey(fieldId: string): string {
	return `field:${fieldId.replace('custom_field:', '')}`
}

/** The project's fields as definitions, in their order. */
export function customDefinitions(fields: Iterable<CustomField>): FieldDefinition[] {
	return sortInStoryOrder(fields).map((field) => ({
		path: customPath(field.id),
		label: field.name.trim() || 'Unnamed',
		of: customKind(field),
	}))
}

function customKind({ type, choices }: CustomField): FieldKind {
	if (type === 'choice')
		return { kind: 'choice', words: choices.map((word) => [word, word] as const) }
	if (type === 'number') return { kind: 'number', min: -1e9, max: 1e9, unit: '' }
	if (type === 'checkbox') return { kind: 'checkbox' }
	return { kind: 'text', maxLength: MAX_TEXT }
}

/** The values of custom fields among a shot's meta, by path. */
export function customValues(meta: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const own = Object.entries(meta).filter(([key]) => key.startsWith('field:'))
	return Object.fromEntries(own.map(([key, value]) => [`meta.${key}`, value]))
}
