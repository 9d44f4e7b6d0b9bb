/** Columns as a zod schema of their JSON lines, and rows as those lines. One key more or less is a fault. */
import { z } from 'zod'
import type { Column, Columns, ColumnType, Row, Value } from './columns.ts'

const INT32 = 2 ** 31 - 1

/** Schema of a config's JSON lines; `z.toJSONSchema` writes it down for others. */
export function lineSchema(columns: Columns): z.ZodType {
	const shape = Object.entries(columns).map(([name, column]) => [name, fieldSchema(column)])
	return z.strictObject(Object.fromEntries(shape))
}

function fieldSchema({ type, isNullable, meaning }: Column): z.ZodType {
	const schema = typeSchema(type)
	return (isNullable ? schema.nullable() : schema).describe(meaning)
}

function typeSchema(type: ColumnType): z.ZodType {
	switch (type.kind) {
		case 'string':
			return z.string()
		case 'bool':
			return z.boolean()
		case 'int32':
			return z
				.number()
				.int()
				.min(-INT32 - 1)
				.max(INT32)
		case 'int64':
			return z.number().int()
		case 'float':
		case 'double':
			return z.number()
		case 'timestamp':
			return z.iso.datetime()
		case 'binary':
			return z.base64()
		case 'fixed':
			return z.string().regex(new RegExp(`^[0-9a-f]{${2 * type.bytes}}$`))
		case 'list':
			return z.array(typeSchema(type.of))
		case 'struct':
			return lineSchema(type.fields)
	}
}

/** A row as its JSON line holds it: times as ISO 8601, bytes as base64, hashes in hexadecimal. */
export function jsonRow(columns: Columns, row: Row): Row {
	const line: Row = {}
	for (const [name, { type }] of Object.entries(columns)) line[name] = jsonValue(type, row[name])
	return line
}

function jsonValue(type: ColumnType, value: Value | undefined): Value {
	if (value === null || value === undefined) return null
	if (type.kind === 'timestamp') return new Date(Number(value)).toISOString()
	if (value instanceof Uint8Array) return type.kind === 'fixed' ? hex(value) : base64(value)
	if (type.kind === 'list' && Array.isArray(value))
		return value.map((each) => jsonValue(type.of, each))
	if (type.kind === 'struct' && typeof value === 'object' && !Array.isArray(value))
		return jsonRow(type.fields, value)
	return value
}

function hex(bytes: Uint8Array): string {
	let text = ''
	for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
	return text
}

/** A few thousand letters at a time: a picture has more bytes than a call may have arguments. */
function base64(bytes: Uint8Array): string {
	let text = ''
	for (let at = 0; at < bytes.length; at += 8192)
		text += String.fromCharCode(...bytes.subarray(at, at + 8192))
	return btoa(text)
}
