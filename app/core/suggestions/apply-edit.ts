/**
 * Carries out a typed edit on a board's records, inside the room's own transaction. New records get
 * ids derived from the suggestion's id, so that accepting twice can never make two panels. What it
 * returns is plain JSON: the room keeps it with the decision and retract-edit.ts undoes from it.
 */
import type { TLShape } from '@tldraw/tlschema'
import { indexAfter, indexForMove, sortInStoryOrder } from '../board/order.ts'
import type { ShotRecord } from '../board/shot-record.ts'
import { newPanelRecords } from '../canvas/new-panel.ts'
import type { PanelShape } from '../canvas/panel-shape.ts'
import { seededRandom } from '../random.ts'
import { type BoardWriter, panelOf, panelsOf, shotOf } from './board-records.ts'
import type { Edit } from './edit.ts'
import { fingerprint } from './fingerprint.ts'
import { renderSketch } from './render-sketch.ts'
import type { Sketch } from './sketch.ts'
import { pictureAsset, picturesOf } from './sketch-picture.ts'

export interface ApplyContext {
	suggestionId: string
	/** Width ÷ height of the project's panels. */
	aspectRatio: number
}
/** A property as it was and as the edit left it. */
export interface AppliedChange {
	recordId: string
	/** Path below the record: `props.action`, `size`, `index`. */
	path: string
	before: JsonValue
	after: JsonValue
}
/** A record the edit made; `print` tells whether anybody has worked on it since. */
export interface CreatedRecord {
	recordId: string
	print: string
}
export interface AppliedEdit {
	changes: AppliedChange[]
	created: CreatedRecord[]
}
export type ApplyRefusal = 'target_gone'
export type ApplyResult =
	| { ok: true; recordIds: string[]; fields: string[]; applied: AppliedEdit }
	| { ok: false; reason: ApplyRefusal }
export type JsonValue =
	| string
	| number
	| boolean
	| null
	| JsonValue[]
	| { [key: string]: JsonValue }

/** Carries out `edit`, or says why not and writes nothing. */
export function applyEdit(records: BoardWriter, edit: Edit, context: ApplyContext): ApplyResult {
	switch (edit.type) {
		case 'set_shot':
			return setShot(records, edit)
		case 'set_duration':
			return setPanel(records, edit.panelId, { durationFrames: edit.durationFrames })
		case 'set_text':
			return setPanel(records, edit.panelId, { [edit.field]: edit.text })
		case 'add_note':
			return addNote(records, edit.panelId, edit.text)
		case 'move_panel':
			return movePanel(records, edit.panelId, edit.afterPanelId)
		case 'draw':
			return draw(records, edit.panelId, edit.sketch, context)
		case 'insert_panel':
			return insertPanel(records, edit, context)
	}
}

type EditOf<T extends Edit['type']> = Extract<Edit, { type: T }>

function setShot(records: BoardWriter, edit: EditOf<'set_shot'>): ApplyResult {
	const shot = shotOf(records, edit.shotId)
	if (!shot) return { ok: false, reason: 'target_gone' }
	const now: Record<string, unknown> = { ...shot }
	const changes = Object.entries(edit.fields).flatMap(([path, after]) =>
		changeOf(shot.id, path, now[path], after),
	)
	return write(records, shot.id, changes)
}

function setPanel(records: BoardWriter, id: string, props: Record<string, JsonValue>): ApplyResult {
	const panel = panelOf(records, id)
	if (!panel) return { ok: false, reason: 'target_gone' }
	const now: Record<string, unknown> = { ...panel.props }
	const changes = Object.entries(props).flatMap(([key, after]) =>
		changeOf(id, `props.${key}`, now[key], after),
	)
	return write(records, id, changes)
}

function addNote(records: BoardWriter, id: string, text: string): ApplyResult {
	const panel = panelOf(records, id)
	if (!panel) return { ok: false, reason: 'target_gone' }
	const before = panel.props.notes.trimEnd()
	if (before.split('\n').includes(text)) return write(records, id, [])
	return setPanel(records, id, { notes: before === '' ? text : `${before}\n${text}` })
}

function movePanel(records: BoardWriter, id: string, afterId: string | null): ApplyResult {
	const panel = panelOf(records, id)
	if (!panel || (afterId !== null && !panelOf(records, afterId))) {
		return { ok: false, reason: 'target_gone' }
	}
	const index = indexForMove(panelsOf(records), id, afterId)
	return write(records, id, index === null ? [] : changeOf(id, 'index', panel.index, index))
}

function draw(
	records: BoardWriter,
	id: string,
	sketch: Sketch,
	context: ApplyContext,
): ApplyResult {
	const panel = panelOf(records, id)
	if (!panel) return { ok: false, reason: 'target_gone' }
	const shapes = renderSketch(sketch, {
		panelId: panel.id,
		w: panel.props.w,
		h: panel.props.h,
		suggestionId: context.suggestionId,
		...ends(records, panel.id),
	})
	keepAssets(records, sketch)
	return create(records, shapes, 'drawing')
}

function insertPanel(
	records: BoardWriter,
	edit: EditOf<'insert_panel'>,
	context: ApplyContext,
): ApplyResult {
	const before = edit.afterPanelId === null ? null : panelOf(records, edit.afterPanelId)
	if (before === undefined) return { ok: false, reason: 'target_gone' }
	const made = newRecords(records, edit, context, before)
	const shapes =
		edit.sketch === null
			? []
			: renderSketch(edit.sketch, {
					panelId: made.panel.id,
					w: made.panel.props.w,
					h: made.panel.props.h,
					suggestionId: context.suggestionId,
					above: null,
				})
	keepAssets(records, edit.sketch)
	return create(records, [...(made.shot ? [made.shot] : []), made.panel, ...shapes], 'panel')
}

/** The panel an insertion would make; the same on every machine and every time. */
export function newRecords(
	records: Pick<BoardWriter, 'get' | 'all'>,
	edit: EditOf<'insert_panel'>,
	context: ApplyContext,
	before: PanelShape | null,
): { panel: PanelShape; shot: ShotRecord | null } {
	const random = seededRandom(`insert:${context.suggestionId}`)
	const joined = edit.shot === null ? (before?.props.shotId ?? null) : null
	return newPanelRecords({
		index: indexAfter(panelsOf(records), edit.afterPanelId),
		sceneAspect: context.aspectRatio,
		random,
		shot: edit.shot ?? {},
		panel: { ...edit.panel },
		joinShotId: joined,
	})
}

/** Indices of the topmost and the lowest shape on a panel. */
function ends(records: BoardWriter, panelId: string) {
	const children = [...records.all()].filter(
		(record): record is TLShape => record.typeName === 'shape' && record.parentId === panelId,
	)
	const sorted = sortInStoryOrder(children)
	return { above: sorted.at(-1)?.index ?? null, below: sorted[0]?.index ?? null }
}

/** Pictures need their asset; it may serve others too, so that taking back leaves it (PI5). */
function keepAssets(records: BoardWriter, sketch: Sketch | null): void {
	for (const asset of picturesOf(sketch).map(pictureAsset))
		if (records.get(asset.id) === undefined) records.put(asset)
}

function create(records: BoardWriter, made: (TLShape | ShotRecord)[], field: string): ApplyResult {
	const fresh = made.filter((record) => records.get(record.id) === undefined)
	for (const record of fresh) records.put(record)
	const created = fresh.map((record) => ({ recordId: record.id, print: printOf(record) }))
	const recordIds = made.map(({ id }) => id)
	return { ok: true, recordIds, fields: [field], applied: { changes: [], created } }
}

function changeOf(
	recordId: string,
	path: string,
	before: unknown,
	after: unknown,
): AppliedChange[] {
	if (fingerprint(before) === fingerprint(after)) return []
	return [{ recordId, path, before: json(before), after: json(after) }]
}

function write(records: BoardWriter, id: string, changes: AppliedChange[]): ApplyResult {
	if (changes.length > 0) {
		records.update(id, Object.fromEntries(changes.map(({ path, after }) => [path, after])))
	}
	const fields = changes.map(({ path }) => path.replace('props.', ''))
	return { ok: true, recordIds: [id], fields, applied: { changes, created: [] } }
}

/** What people can change on a created record; where it stands in the order is not its content. */
export function printOf(record: object): string {
	const { index: _index, x: _x, y: _y, ...content } = { index: null, x: null, y: null, ...record }
	return fingerprint(content)
}

function json(value: unknown): JsonValue {
	// Record properties are JSON by schema; this copies them out of the document.
	return value === undefined ? null : (structuredClone(value) as JsonValue)
}
