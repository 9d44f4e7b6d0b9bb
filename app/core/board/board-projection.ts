/**
 * What film-wide pages know of a board, computed from its records: one row per panel in story order.
 * Pure, so that a board's rows can always be rebuilt from its document and compared.
 */
import canonicalize from 'canonicalize'
import { customValues } from './custom-field.ts'
import { isShotField } from './field-definitions.ts'
import { type Mark, markedRecords } from './made-words.ts'
import { type OmittedShot, omittedShots } from './number-lock.ts'
import { type NumberedShot, type NumberingScheme, numberPanels } from './numbering.ts'
import { sortInStoryOrder } from './order.ts'
import { isInStory } from './story.ts'

/** A record of any type, read by name. */
type Fields = Readonly<Record<string, unknown>>

export interface BoardProjectionOptions {
	sceneId: string
	projectId: string
	sceneNumber: string
	numberingScheme: NumberingScheme
	/** Fingerprint of a panel's drawing. */
	pictureHash: (panelId: string) => string
	/** Its paper and what reaches outside; left out where nobody prints. */
	frameOf?: (panelId: string) => PanelFrame | null
}
/** How far something reaches over each edge, in shares of the frame's width (left, right) and height. */
export interface Overhang {
	top: number
	right: number
	bottom: number
	left: number
}
/** What a page needs to know of a panel's picture before it is drawn. */
export interface PanelFrame {
	/** Width ÷ height; a panel may have its own. */
	aspectRatio: number
	overhang: Overhang | null
}
export interface PanelRow {
	panelId: string
	sceneId: string
	projectId: string
	position: number
	number: string
	shotId: string | null
	shotNumberOverride: string | null
	size: string | null
	action: string
	dialogue: string
	notes: string
	durationFrames: number | null
	pictureHash: string
	/** What is said about its set-up: fields that have a value, by path (custom ones `meta.field:…`). */
	shotFields: Readonly<Record<string, unknown>>
	/** Part of it, or of its set-up, came from a suggestion and nobody has rewritten it. */
	isFromSuggestion: boolean
	frame: PanelFrame | null
}

interface Panel {
	id: string
	index: string
	shotId: string | null
	lockedNumber: string | null
	props: Fields
}
interface Shot extends NumberedShot {
	size: string | null
	said: Fields
}

/** The panels of the story among `records` (a board's panels, shots and marks, in any order) as rows. */
export function projectBoard(
	records: Iterable<object>,
	options: BoardProjectionOptions,
): PanelRow[] {
	const { panels, shots, marks, byId } = readBoard(records)
	const { sceneNumber, numberingScheme: scheme, sceneId, projectId } = options
	const suggested = markedRecords(marks, (id) => byId.get(id))
	const numbers = numberPanels(panels, shots, { sceneNumber, scheme })
	return sortInStoryOrder(panels).map(({ id, shotId, props }, position) => ({
		panelId: id,
		sceneId,
		projectId,
		position,
		number: numbers.get(id) ?? '',
		shotId,
		shotNumberOverride: shots.get(shotId ?? '')?.numberOverride ?? null,
		size: shots.get(shotId ?? '')?.size ?? null,
		action: text(props.action),
		dialogue: text(props.dialogue),
		notes: text(props.notes),
		durationFrames: typeof props.durationFrames === 'number' ? props.durationFrames : null,
		pictureHash: options.pictureHash(id),
		frame: options.frameOf?.(id) ?? null,
		shotFields: shots.get(shotId ?? '')?.said ?? {},
		isFromSuggestion: suggested.has(id) || (shotId !== null && suggested.has(shotId)),
	}))
}

/** What decides the numbers of a board, beside its scene's number and the film's scheme. */
export interface NumberingFacts {
	/** Shots that say something of their number. */
	shots: Readonly<Record<string, NumberedShot>>
	/** Panel id -> the number it is locked to. */
	panels: Readonly<Record<string, string>>
	/** In story order (N4). */
	omitted: readonly OmittedShot[]
}

/** Read from the same records as the rows. */
export function projectNumbering(records: Iterable<object>): NumberingFacts {
	const { panels, off, shots } = readBoard(records)
	const said = [...shots].flatMap(
		([id, { numberOverride, lockedNumber = null, setUpOf = null }]) =>
			numberOverride === null && lockedNumber === null && setUpOf === null
				? []
				: [[id, { numberOverride, lockedNumber, setUpOf }] as const],
	)
	const locks = panels.flatMap(({ id, lockedNumber }) =>
		lockedNumber === null ? [] : [[id, lockedNumber] as const],
	)
	return {
		shots: Object.fromEntries(said),
		panels: Object.fromEntries(locks),
		omitted: omittedShots(panels, shots, off),
	}
}

function readBoard(records: Iterable<object>) {
	const panels: Panel[] = []
	const off: Panel[] = []
	const shots = new Map<string, Shot>()
	const marks: Mark[] = []
	const byId = new Map<string, object>()
	for (const record of records) {
		const fields: Fields = { ...record }
		const id = text(fields.id)
		byId.set(id, record)
		if (fields.typeName === 'shot')
			shots.set(id, {
				numberOverride: textOrNull(fields.numberOverride),
				lockedNumber: textOrNull(fields.lockedNumber),
				setUpOf: textOrNull(fields.setUpOf),
				size: textOrNull(fields.size),
				said: saidIn(fields),
			})
		else if (fields.typeName === 'provenance') {
			marks.push({
				recordIds: listOf(fields.recordIds).map(text),
				fields: listOf(fields.fields).map(text),
				...{ generatorId: text(fields.generatorId), meta: fieldsOf(fields.meta) },
			})
		} else if (isPanel(fields)) {
			const props = fieldsOf(fields.props)
			const side = isInStory(props) ? panels : off
			side.push({
				...{ id, index: text(fields.index), props },
				...{ shotId: textOrNull(props.shotId), lockedNumber: textOrNull(props.lockedNumber) },
			})
		}
	}
	return { panels, off, shots, marks, byId }
}

/** Whether a record is a panel shape. */
export function isPanel(record: object): boolean {
	const fields: Fields = { ...record }
	return fields.typeName === 'shape' && fields.type === 'panel'
}

/**
 * The text whose hash names a panel's picture: its frame and what is drawn in it, and nothing that
 * cannot be seen (captions, place on the wall).
 * @param digests one digest per record drawn inside the panel, in any order
 * @param under the same for the background it shows
 */
export function pictureText(
	panel: object,
	digests: readonly string[],
	under: readonly string[] = [],
): string {
	const { props } = { props: undefined, ...panel }
	const { w, h } = fieldsOf(props)
	const below = under.length === 0 ? {} : { under: [...under].sort() }
	return canonicalize({ w, h, drawn: [...digests].sort(), ...below }) ?? ''
}

/** One record as canonical text, whatever the order of its keys. */
export function recordText(record: object): string {
	return canonicalize(record) ?? ''
}

/** A shot's fields that say something. */
function saidIn(shot: Fields): Fields {
	const own = Object.entries(shot).filter(([path, value]) => isShotField(path) && isSaid(value))
	const custom = Object.entries(customValues(fieldsOf(shot.meta))).filter(([, value]) =>
		isSaid(value),
	)
	return Object.fromEntries([...own, ...custom])
}
function isSaid(value: unknown): boolean {
	return (
		value !== null &&
		value !== undefined &&
		value !== '' &&
		!(Array.isArray(value) && value.length === 0)
	)
}
function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : []
}
function fieldsOf(value: unknown): Fields {
	return typeof value === 'object' && value !== null ? { ...value } : {}
}
function text(value: unknown): string {
	return typeof value === 'string' ? value : ''
}
function textOrNull(value: unknown): string | null {
	return typeof value === 'string' ? value : null
}
