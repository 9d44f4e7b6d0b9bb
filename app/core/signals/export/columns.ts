/**
 * What a column of an export may hold, said once: Parquet types, JSON Schemas, the dataset card and
 * Croissant's fields are all derived from these, so that no two of them can disagree.
 */

/** Plain data of a row; bytes stay bytes until a file format needs otherwise. */
export type Value =
	| string
	| number
	| boolean
	| null
	| Uint8Array
	| Value[]
	| { [name: string]: Value }
export type Row = { [name: string]: Value }

export type ColumnType =
	| { kind: 'string' | 'bool' | 'int32' | 'int64' | 'float' | 'double' | 'timestamp' | 'binary' }
	/** Exactly this many bytes; hexadecimal in JSON. */
	| { kind: 'fixed'; bytes: number }
	| { kind: 'list'; of: ColumnType }
	| { kind: 'struct'; fields: Columns }
export interface Column {
	type: ColumnType
	isNullable: boolean
	/** One sentence for data cards. */
	meaning: string
}
/** By name, in the order in which they stand in the file. */
export type Columns = Readonly<Record<string, Column>>

type Simple = Exclude<ColumnType['kind'], 'fixed' | 'list' | 'struct'>

export const column = (kind: Simple, meaning: string): Column => ({
	type: { kind },
	isNullable: false,
	meaning,
})
export const nullable = (kind: Simple, meaning: string): Column => ({
	...column(kind, meaning),
	isNullable: true,
})
export const listOf = (of: ColumnType, meaning: string): Column => ({
	type: { kind: 'list', of },
	isNullable: false,
	meaning,
})
export const structOf = (fields: Columns): ColumnType => ({ kind: 'struct', fields })

/** Whom and what a row is about; the last column of every config. */
export const META: Column = {
	isNullable: false,
	meaning: 'Whose round it was and how it came about; the same in every config.',
	type: structOf({
		suggestion_id: nullable('string', 'The suggestion; joins the configs.'),
		slate_id: nullable('string', 'The suggestions offered together.'),
		project_pid: column('string', 'Keyed pseudonym of the project.'),
		actor_pid: nullable('string', 'Keyed pseudonym of the person; null = the program.'),
		actor_role: nullable('string', 'Role at that time; null where fewer than five people had it.'),
		kind: nullable('string', 'Category of the suggestion; for events the type of the row.'),
		ts_ms: column('int64', 'Milliseconds UTC.'),
		policy_id: nullable('string', 'Policy that drew the slate.'),
		generation_id: nullable(
			'string',
			'The model call (`model_call` of the project); null: no model made it.',
		),
		provider_name: nullable('string', 'rule, model or person.'),
		model: nullable('string', 'What made it: the rule, model or version, as logged.'),
		prompt_template_sha: nullable('string', 'SHA-256 of the prompt; null: no model made it.'),
		schema_version: column('int32', 'Version of the log rows it was read from.'),
		consent_purpose: column('string', 'Purpose that everyone in the row allows.'),
		split_group: column('string', 'Rows of one group stay in one split: the scene.'),
	}),
}

const CONTENT = structOf({
	type: column('string', 'text or image.'),
	text: nullable('string', 'Null for an image.'),
})
const MESSAGE = structOf({
	role: column('string', 'system, user or assistant.'),
	content: listOf(CONTENT, 'Parts in order.'),
})
export const messages = (meaning: string): Column => listOf(MESSAGE, meaning)
export const IMAGES: Column = listOf(
	structOf({
		bytes: nullable('binary', 'PNG; null = by reference.'),
		path: nullable('string', 'Content id of the scene as it stood, and the panel in it.'),
	}),
	'The panel as it stood when the suggestion was made; empty when there was none to show.',
)
