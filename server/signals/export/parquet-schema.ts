/** Columns as a Parquet schema, and rows as the writer wants them. Lists are standard three-level lists. */
import type { SchemaElement } from 'hyparquet'
import type { Column, Columns, ColumnType, Row, Value } from '#core/signals/export/columns.ts'

type Repetition = NonNullable<SchemaElement['repetition_type']>
type Leaf = Exclude<ColumnType['kind'], 'list' | 'struct' | 'fixed'>

const LEAVES: Readonly<Record<Leaf, Pick<SchemaElement, 'type' | 'converted_type'>>> = {
	string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
	bool: { type: 'BOOLEAN' },
	int32: { type: 'INT32' },
	int64: { type: 'INT64' },
	float: { type: 'FLOAT' },
	double: { type: 'DOUBLE' },
	timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
	binary: { type: 'BYTE_ARRAY' },
}

export function parquetSchema(columns: Columns): SchemaElement[] {
	return [{ name: 'root', num_children: Object.keys(columns).length }, ...elementsOf(columns)]
}

function elementsOf(columns: Columns): SchemaElement[] {
	return Object.entries(columns).flatMap(([name, column]) => columnElements(name, column))
}

function columnElements(name: string, { type, isNullable }: Column): SchemaElement[] {
	return typeElements(name, type, isNullable ? 'OPTIONAL' : 'REQUIRED')
}

function typeElements(name: string, type: ColumnType, repetition: Repetition): SchemaElement[] {
	const own = { name, repetition_type: repetition }
	if (type.kind === 'fixed')
		return [{ ...own, type: 'FIXED_LEN_BYTE_ARRAY', type_length: type.bytes }]
	if (type.kind === 'list') {
		const list: SchemaElement = { name: 'list', repetition_type: 'REPEATED', num_children: 1 }
		return [
			{ ...own, converted_type: 'LIST', num_children: 1 },
			list,
			...typeElements('element', type.of, 'REQUIRED'),
		]
	}
	if (type.kind === 'struct') {
		const fields = Object.keys(type.fields).length
		return [{ ...own, num_children: fields }, ...elementsOf(type.fields)]
	}
	return [{ ...own, ...LEAVES[type.kind] }]
}

/** A value as the writer takes it: 64-bit numbers as bigint. */
export function parquetValue(type: ColumnType, value: Value | undefined): unknown {
	if (value === null || value === undefined) return null
	if (type.kind === 'int64' || type.kind === 'timestamp') return BigInt(Number(value))
	if (type.kind === 'list' && Array.isArray(value)) {
		return isPlain(type.of) ? value : value.map((each) => parquetValue(type.of, each))
	}
	if (type.kind === 'struct' && isStruct(value)) {
		const fields: Record<string, unknown> = {}
		for (const [name, column] of Object.entries(type.fields))
			fields[name] = parquetValue(column.type, value[name])
		return fields
	}
	return value
}

function isPlain({ kind }: ColumnType): boolean {
	return kind === 'string' || kind === 'double' || kind === 'int32'
}

function isStruct(value: Value): value is Row {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}
