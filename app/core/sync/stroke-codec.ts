/**
 * A stroke as text (rules L9 to L13): a JSON header, a newline, the ink. While a stroke is drawn its
 * ink only ever grows at the end, so that a flush costs bytes for the new points and nothing else.
 */
import { isEqual } from '@tldraw/utils'
import type { Fields } from './doc-record.ts'
import { isObject } from './record-path.ts'

/** What a header leaves out. FROZEN: documents on disk are read with this table. */
const DEFAULTS: Fields = {
	typeName: 'shape',
	type: 'draw',
	rotation: 0,
	isLocked: false,
	opacity: 1,
	meta: {},
}
const DEFAULT_PROPS: Fields = {
	color: 'black',
	fill: 'none',
	dash: 'draw',
	size: 'm',
	isClosed: false,
	isPen: false,
	scale: 1,
	scaleX: 1,
	scaleY: 1,
}
const ONE_POINT = { 2: 'AAAAAAAAAAA=', 3: 'AAAAAAAAAAAAAAA/' } as const
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const SEGMENT = /^([fs])([23-]):([A-Za-z0-9+/]*={0,2})$/

interface Segment {
	type: 'free' | 'straight'
	path: string
	dim?: 2 | 3
}
export const STROKE_PATHS: readonly string[] = ['props.segments', 'props.isComplete']

/** Whether a record is drawn as ink and not finished: its base is a growing text (L9). */
export function isGrowingStroke(record: Fields): boolean {
	const { type, props } = record
	return (
		record.typeName === 'shape' &&
		(type === 'draw' || type === 'highlight') &&
		isObject(props) &&
		props.isComplete === false &&
		isSegments(props.segments)
	)
}

function isSegments(value: unknown): value is Segment[] {
	return Array.isArray(value) && value.every((one) => isObject(one) && typeof one.path === 'string')
}

/** The header line of a stroke, newline included. */
export function strokeHeader(record: Fields): string {
	const { id, props, ...fields } = record
	const { segments, isComplete, ...style } = isObject(props) ? props : {}
	const header = withoutDefaults(fields, DEFAULTS)
	const slim = withoutDefaults(style, DEFAULT_PROPS)
	if (Object.keys(slim).length > 0) header.props = slim
	return `${JSON.stringify(header)}\n`
}

function withoutDefaults(fields: Fields, defaults: Fields): Record<string, unknown> {
	const slim: Record<string, unknown> = {}
	for (const [key, value] of Object.entries(fields)) {
		if (!Object.hasOwn(defaults, key) || !isEqual(value, defaults[key])) slim[key] = value
	}
	for (const key of Object.keys(defaults)) if (!Object.hasOwn(fields, key)) slim[key] = null
	return slim
}

function withDefaults(slim: Fields, defaults: Fields): Record<string, unknown> {
	const fields: Record<string, unknown> = { ...defaults, ...slim }
	for (const key of Object.keys(defaults)) if (fields[key] === null) delete fields[key]
	return fields
}

/** The ink as it should stand in the document now (L11, L12); `rests`: with its last point. */
export function strokeInk(segments: unknown, isComplete: unknown, { rests = false } = {}): string {
	const list = isSegments(segments) ? segments : []
	const parts = list.map((segment, at) => {
		const growing =
			isComplete !== true && !rests && at === list.length - 1 && segment.type === 'free'
		const path = growing ? settledPath(segment) : segment.path
		return `${segment.type === 'free' ? 'f' : 's'}${segment.dim ?? '-'}:${path}`
	})
	return parts.join('|') + (isComplete === true ? '.' : '')
}

/** Bytes of a path's first point and of each later one. */
function pointBytes(dim: 2 | 3 | undefined): [first: number, next: number] {
	return dim === 2 ? [8, 4] : [12, 6]
}

/** The groups of a path that cannot change any more: the last point may still be merged with. */
function settledPath(segment: Segment): string {
	const [first, next] = pointBytes(segment.dim)
	const points = Math.floor((byteLength(segment.path) - first) / next) + 1
	if (points < 2) return ''
	const bytes = first + next * (points - 2)
	return segment.path.slice(0, Math.floor(bytes / 3) * 4)
}

function byteLength(path: string): number {
	return Math.floor((path.replace(/=+$/, '').length * 3) / 4)
}

/** A path as received, cut to whole points (L13). */
function wholePoints(path: string, dim: 2 | 3 | undefined): string {
	const [first, next] = pointBytes(dim)
	const bytes = byteLength(path)
	if (bytes < first) return ONE_POINT[dim ?? 3]
	const whole = first + next * Math.floor((bytes - first) / next)
	return whole === bytes ? path : cutBase64(path, whole)
}

function cutBase64(path: string, bytes: number): string {
	const rest = bytes % 3
	const at = ((bytes - rest) / 3) * 4
	const head = path.slice(0, at)
	if (rest === 0) return head
	// The bits of the last letter that belong to the byte after the cut are zero in canonical base64.
	const last = BASE64.indexOf(path.charAt(at + rest))
	const letter = BASE64.charAt(rest === 1 ? last & 0b110000 : last & 0b111100)
	return head + path.slice(at, at + rest) + letter + '='.repeat(3 - rest)
}

/**
 * Reads a stroke's text as the record without its id.
 * @throws Error when header or ink cannot be read.
 */
export function decodeStroke(text: string): Record<string, unknown> {
	const newline = text.indexOf('\n')
	if (newline < 0) throw new Error('a stroke without a header')
	const header: unknown = JSON.parse(text.slice(0, newline))
	if (!isObject(header)) throw new Error('a stroke whose header is no object')
	const { props, ...fields } = header
	const style = withDefaults(isObject(props) ? props : {}, DEFAULT_PROPS)
	return {
		...withDefaults(fields, DEFAULTS),
		props: { ...style, ...decodeInk(text.slice(newline + 1)) },
	}
}

/** @throws Error when a segment cannot be read. */
export function decodeInk(ink: string): { segments: Segment[]; isComplete: boolean } {
	const isComplete = ink.endsWith('.')
	const body = isComplete ? ink.slice(0, -1) : ink
	const parts = body === '' ? [] : body.split('|')
	const segments = parts.map((part, at): Segment => {
		const match = SEGMENT.exec(part)
		if (!match) throw new Error(`segment ${at} of a stroke cannot be read`)
		const dim = match[2] === '2' ? 2 : match[2] === '3' ? 3 : undefined
		const path = match[3] ?? ''
		const growing = !isComplete && at === parts.length - 1
		return {
			type: match[1] === 'f' ? 'free' : 'straight',
			path: growing ? wholePoints(path, dim) : path,
			...(dim === undefined ? {} : { dim }),
		}
	})
	return { segments, isComplete }
}
