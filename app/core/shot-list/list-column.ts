/**
 * The columns of a shot list, made from the fields' definitions: what stands in a cell, how it is
 * written, and what may be typed. One place for the table, CSV, the clipboard and paper.
 */
import {
	FIELD_DEFINITIONS,
	type FieldDefinition,
	type FieldKind,
} from '../board/field-definitions.ts'
import { formatSeconds, parseDuration } from '../board/timing.ts'
import { MAX_CAPTION_LENGTH } from '../canvas/panel-shape.ts'
import type { ListRow } from './list-row.ts'

export type ColumnKind =
	| FieldKind
	| { kind: 'length' }
	/** Counted or derived: never typed. */
	| { kind: 'derived' }

export interface ListColumn {
	/** Also the path of the value in its record (`size`, `meta.field:…`, `props.action`). */
	id: string
	label: string
	of: ColumnKind
	/** Which record holds the value. */
	target: 'shot' | 'panel' | 'none'
	/** Pixels in a table. */
	width: number
	align: 'left' | 'right'
}

export const NUMBER_COLUMN: ListColumn = {
	id: 'numberOverride',
	label: 'Shot',
	of: { kind: 'text', maxLength: 20 },
	target: 'shot',
	width: 76,
	align: 'left',
}
const PANELS: ListColumn = {
	id: 'panels',
	label: 'Panels',
	of: { kind: 'derived' },
	target: 'none',
	width: 60,
	align: 'right',
}
const caption = (id: string, label: string, width: number): ListColumn => ({
	...{ id, label, width, target: 'panel', align: 'left' },
	of: { kind: 'text', maxLength: MAX_CAPTION_LENGTH },
})
const WORDS: readonly ListColumn[] = [
	caption('props.action', 'What we see', 280),
	caption('props.dialogue', 'What is said', 240),
	caption('props.notes', 'Notes', 200),
]
export const LENGTH_COLUMN: ListColumn = {
	id: 'props.durationFrames',
	label: 'Seconds',
	of: { kind: 'length' },
	target: 'panel',
	width: 76,
	align: 'right',
}

/** All columns, the film's own fields last. */
export function listColumns(custom: readonly FieldDefinition[]): ListColumn[] {
	const fields = FIELD_DEFINITIONS.map(columnOf)
	const lens = fields.findIndex(({ id }) => id === 'lensMm') + 1
	return [
		...[NUMBER_COLUMN, PANELS, ...fields.slice(0, lens)],
		...[...WORDS, LENGTH_COLUMN, ...fields.slice(lens)],
		...custom.map(columnOf),
	]
}

/** A field as a column: how its values are written and read. */
export function columnOf({ path, label, of }: FieldDefinition): ListColumn {
	const unit = of.kind === 'number' && of.unit ? ` ${of.unit}` : ''
	const align = of.kind === 'number' ? 'right' : 'left'
	return { id: path, label: label + unit, of, target: 'shot', width: WIDTHS[of.kind], align }
}
const WIDTHS = { choice: 108, number: 76, text: 160, names: 140, checkbox: 72 } as const

/** The value in a cell; null = nothing said. */
export function cellValue(row: ListRow, column: ListColumn): unknown {
	const { first, panels } = row
	switch (column.id) {
		case 'numberOverride':
			return row.number
		case 'panels':
			return panels.length
		case 'props.action':
			return first.action
		case 'props.dialogue':
			return first.dialogue
		case 'props.notes':
			return first.notes
		case 'props.durationFrames':
			return lengthOf(row)
		default:
			return first.shotFields[column.id] ?? null
	}
}

/** Frames of the row's timed panels; null when none is. */
export function lengthOf({ panels }: ListRow): number | null {
	const timed = panels.flatMap(({ durationFrames }) => durationFrames ?? [])
	return timed.length === 0 ? null : timed.reduce((sum, frames) => sum + frames, 0)
}

/** Why a cell cannot be typed in, or null. */
export function whyFixed(row: ListRow, column: ListColumn): string | null {
	if (column.target === 'none') return 'This is counted from the board.'
	if (column.id === 'numberOverride' && row.key === row.first.panelId && row.first.shotId !== null)
		return 'A panel’s number follows its shot. List shots to change that.'
	if (column.of.kind === 'length' && row.panels.length > 1)
		return 'This shot has several panels. List panels to time each of them.'
	return null
}

/** A value as it is read, written to CSV and copied; '' = nothing said. */
export function cellText(value: unknown, column: ListColumn, frameRate: number): string {
	if (value === null || value === undefined) return ''
	const { of } = column
	if (of.kind === 'length') return typeof value === 'number' ? formatSeconds(value, frameRate) : ''
	if (of.kind === 'choice') return choiceText(value, column.id, of.words)
	if (of.kind === 'checkbox') return value === true ? 'yes' : ''
	if (Array.isArray(value)) return value.join(', ')
	return String(value)
}

/** Sizes are said by their code on every set; other words by their name. */
function choiceText(value: unknown, id: string, words: readonly (readonly [string, string])[]) {
	const word = words.find(([code]) => code === value)
	return id === 'size' ? String(value) : (word?.[1] ?? String(value))
}

export type ParsedCell = { ok: true; value: unknown } | { ok: false; why: string }

/** Reads what was typed, pasted or imported into a cell. '' clears it. */
export function parseCell(text: string, column: ListColumn, frameRate: number): ParsedCell {
	const { of } = column
	const typed = of.kind === 'text' ? text : text.trim()
	switch (of.kind) {
		case 'text':
			return readText(typed, of.maxLength, column.id)
		case 'choice':
			return readChoice(typed, of.words)
		case 'number':
			return readNumber(typed, of)
		case 'length':
			return readLength(typed, frameRate)
		case 'names':
			return readNames(typed, of)
		case 'checkbox':
			return readCheck(typed)
		default:
			return no('This is counted from the board.')
	}
}

function readText(typed: string, maxLength: number, id: string): ParsedCell {
	if (typed.length > maxLength) return no(`At most ${maxLength.toLocaleString('en')} letters.`)
	// An own number that is empty means: by order again.
	if (id === 'numberOverride') return yes(typed.trim() === '' ? null : typed.trim())
	return yes(typed)
}

function readChoice(typed: string, words: readonly (readonly [string, string])[]): ParsedCell {
	if (typed === '') return yes(null)
	const wanted = fold(typed)
	const exact = words.find(([code, label]) => fold(code) === wanted || fold(label) === wanted)
	const starting = words.filter(([, label]) => fold(label).startsWith(wanted))
	const found = exact ?? (starting.length === 1 ? starting[0] : undefined)
	if (found) return yes(found[0])
	const known = words.map(([, label]) => label).join(', ')
	return no(`“${typed}” is not one of: ${known}.`)
}

function readNumber(typed: string, of: { min: number; max: number; unit: string }): ParsedCell {
	if (typed === '') return yes(null)
	const found = /^(-?\d+(?:[.,]\d+)?)\s*(?:mm|k|:\s*1|%)?$/i.exec(typed)
	const value = found?.[1] === undefined ? Number.NaN : Number(found[1].replace(',', '.'))
	if (Number.isNaN(value)) return no(`“${typed}” is not a number.`)
	if (value < of.min || value > of.max)
		return no(`A number from ${of.min} to ${of.max}${of.unit ? ` ${of.unit}` : ''}.`)
	return yes(value)
}

function readLength(typed: string, frameRate: number): ParsedCell {
	if (typed === '') return yes(null)
	const frames = parseDuration(typed, frameRate)
	return frames === null
		? no('Type seconds (2.5), seconds and frames (2:12) or frames (60f).')
		: yes(frames)
}

function readNames(typed: string, of: { maxCount: number; maxLength: number }): ParsedCell {
	const names = [...new Set(typed.split(/[,;]/).map((name) => name.trim()))].filter(Boolean)
	if (names.length > of.maxCount) return no(`At most ${of.maxCount} names.`)
	if (names.some((name) => name.length > of.maxLength))
		return no(`A name has at most ${of.maxLength} letters.`)
	return yes(names)
}

function readCheck(typed: string): ParsedCell {
	if (/^(|no|n|false|0|-)$/i.test(typed)) return yes(false)
	if (/^(yes|y|true|1|x|✓)$/i.test(typed)) return yes(true)
	return no(`“${typed}” is not yes or no.`)
}

function yes(value: unknown): ParsedCell {
	return { ok: true, value }
}
function no(why: string): ParsedCell {
	return { ok: false, why }
}
function fold(text: string): string {
	return text
		.toLowerCase()
		.replace(/[_\s-]+/g, ' ')
		.replace(/’/g, "'")
		.trim()
}
