/**
 * One scene as the craft rules read it: panels in story order with their set-ups, script and
 * neighbours, drawn geometry on request. Built fresh from records; `work` counts what was read, so
 * that a test can show that the cost of asking about one panel does not grow with the scene's ink.
 */
import type { TLShape } from '@tldraw/tlschema'
import { sortInStoryOrder } from '../board/order.ts'
import { readPlans, type ShotPlan } from '../board/plan-geometry.ts'
import type { PlanItemRecord } from '../board/plan-record.ts'
import type { ScriptBlockRecord } from '../board/project-records.ts'
import { EMPTY_SHOT, type ShotFields, ShotFieldsSchema } from '../board/shot-record.ts'
import { type PanelInk, readInk } from '../canvas/ink.ts'
import { isMark } from '../canvas/mark-shapes.ts'
import { marksOf, NO_MARKS, type PanelMarks } from '../canvas/panel-marks.ts'
import type { PanelShape } from '../canvas/panel-shape.ts'
import { type BoardRecord, isShot, isStoryPanel } from './board-records.ts'
import { type Place, readPlace, readSpeeches, type Speech } from './script-reading.ts'

export interface PanelView {
	id: string
	/** 0-based place in the scene. */
	position: number
	/** As printed over it; its place when no numbers were given. */
	number: string
	shotId: string | null
	shot: ShotFields
	/** A number somebody typed on its set-up; null = derived. */
	numberOverride: string | null
	/** Its set-up's number since numbers were locked; null = not locked. */
	lockedNumber: string | null
	action: string
	dialogue: string
	notes: string
	durationFrames: number | null
	/** Null when not timed. */
	seconds: number | null
	/** Script blocks it shows. */
	blockIds: readonly string[]
	/** Whether it is the first panel of its set-up's run. */
	startsShot: boolean
	/** Who stands where, the light, the camera's move, as people marked them on it. */
	marks: PanelMarks
	/** The overhead plan of its set-up; null = none was made. */
	plan: ShotPlan | null
}
/** The whole film, as far as one scene's rules may compare with it. */
export interface FilmLength {
	/** Of the whole script. */
	pages: number
	seconds: number
	/** Every scene with script has panels, and every panel a length. */
	isWhole: boolean
}
export interface SceneView {
	sceneId: string
	heading: string
	place: Place
	aspectRatio: number
	frameRate: number
	panels: readonly PanelView[]
	/** The scene's script in order; empty when the scene has none. */
	blocks: readonly ScriptBlockRecord[]
	speeches: readonly Speech[]
	panel(id: string): PanelView | undefined
	/** Next (1) or previous (-1) panel. */
	neighbour(panel: PanelView, step: 1 | -1): PanelView | undefined
	/** Panels that show a script block. */
	showing(blockId: string): readonly PanelView[]
	/** Shapes below a panel, at any depth, in z-order of their parents. */
	shapes(panelId: string): readonly TLShape[]
	ink(panelId: string): PanelInk
	/** Null where only the scene is known. */
	readonly film: FilmLength | null
	readonly work: { inkReads: number; checks: number }
}
export interface SceneViewInput {
	records: Iterable<BoardRecord>
	sceneId: string
	heading: string
	blocks: readonly ScriptBlockRecord[]
	aspectRatio: number
	frameRate: number
	/** Panel id → printed number (numberPanels of app/core/board/numbering.ts). */
	numbers?: ReadonlyMap<string, string>
	film?: FilmLength | null
}

const SHOT_FIELDS = Object.keys(ShotFieldsSchema.shape)

/** Reads a scene; one pass over the records, drawings only when asked for. */
export function buildSceneView(input: SceneViewInput): SceneView {
	const sorted = sortRecords(input.records)
	const { children, shapes } = sorted
	const panels = shapes.map((_, position) => panelView(sorted, position, input))
	const byId = new Map(panels.map((panel) => [panel.id, panel]))
	const cover = coverOf(panels)
	const blocks = sortInStoryOrder(input.blocks)
	const inks = new Map<string, PanelInk>()
	const work = { inkReads: 0, checks: 0 }
	const below = (id: string): TLShape[] =>
		sortInStoryOrder(children.get(id) ?? []).flatMap((child) => [child, ...below(child.id)])

	function ink(panelId: string): PanelInk {
		const known = inks.get(panelId)
		if (known) return known
		work.inkReads++
		const frame = shapes.find((shape) => shape.id === panelId)
		const size = { id: panelId, w: frame?.props.w ?? 1, h: frame?.props.h ?? 1 }
		const read = readInk(size, below(panelId))
		inks.set(panelId, read)
		return read
	}

	return {
		sceneId: input.sceneId,
		heading: input.heading,
		place: readPlace(input.heading),
		aspectRatio: input.aspectRatio,
		frameRate: input.frameRate,
		panels,
		blocks,
		speeches: readSpeeches(blocks),
		panel: (id) => byId.get(id),
		neighbour: (panel, step) => panels[panel.position + step],
		showing: (blockId) => cover.get(blockId) ?? [],
		shapes: below,
		ink,
		film: input.film ?? null,
		work,
	}
}

interface SetUp {
	fields: ShotFields
	number: string | null
	locked: string | null
}

interface SortedRecords {
	shots: ReadonlyMap<string, SetUp>
	children: ReadonlyMap<string, readonly TLShape[]>
	/** Panels in story order. */
	shapes: readonly PanelShape[]
	/** Marks and the groups they may stand in, by the panel they are on. */
	marks: ReadonlyMap<string, readonly TLShape[]>
	plans: ReadonlyMap<string, ShotPlan>
}

function sortRecords(records: Iterable<BoardRecord>): SortedRecords {
	const shots = new Map<string, SetUp>()
	const marks: TLShape[] = []
	const groups = new Map<string, TLShape>()
	const planItems: PlanItemRecord[] = []
	const children = new Map<string, TLShape[]>()
	const panels: PanelShape[] = []
	for (const record of records) {
		if (isStoryPanel(record)) panels.push(record)
		else if (isShot(record))
			shots.set(record.id, {
				fields: shotFields(record),
				number: record.numberOverride,
				locked: record.lockedNumber,
			})
		else if (record.typeName === 'shape') {
			const siblings = children.get(record.parentId)
			if (siblings) siblings.push(record)
			else children.set(record.parentId, [record])
			if (isMark(record)) marks.push(record)
			else if (record.type === 'group') groups.set(record.id, record)
		} else if (record.typeName === 'plan_item') planItems.push(record)
	}
	return {
		shots,
		children,
		shapes: sortInStoryOrder(panels),
		marks: marksByPanel(marks, groups),
		plans: readPlans(planItems),
	}
}

const MAX_GROUPS = 20

/** A panel's marks with the groups that lead to them. */
function marksByPanel(marks: readonly TLShape[], groups: ReadonlyMap<string, TLShape>) {
	const found = new Map<string, TLShape[]>()
	for (const mark of marks) {
		const path = [mark]
		let at = groups.get(mark.parentId)
		for (; at && path.length < MAX_GROUPS; at = groups.get(at.parentId)) path.push(at)
		const panelId = path.at(-1)?.parentId ?? ''
		found.set(panelId, [...(found.get(panelId) ?? []), ...path])
	}
	return found
}

/** The set-up's fields without its identity, number and meta. */
export function shotFields(record: ShotFields): ShotFields {
	const entries = Object.entries(record).filter(([key]) => SHOT_FIELDS.includes(key))
	return { ...EMPTY_SHOT, ...Object.fromEntries(entries) }
}

function panelView(
	{ shapes, shots, marks, plans }: SortedRecords,
	position: number,
	input: SceneViewInput,
): PanelView {
	const shape = shapes[position]
	if (!shape) throw new Error(`no panel ${position}`)
	const { shotId, durationFrames, scriptBlockIds, action, dialogue, notes, w, h } = shape.props
	const before = shapes[position - 1]
	const setUp = shotId === null ? undefined : shots.get(shotId)
	const marked = marks.get(shape.id)
	return {
		id: shape.id,
		position,
		number: input.numbers?.get(shape.id) ?? String(position + 1),
		shotId,
		shot: setUp?.fields ?? EMPTY_SHOT,
		numberOverride: setUp?.number ?? null,
		lockedNumber: setUp?.locked ?? null,
		action,
		dialogue,
		notes,
		durationFrames,
		seconds: durationFrames === null ? null : durationFrames / input.frameRate,
		blockIds: scriptBlockIds,
		startsShot: before === undefined || shotId === null || before.props.shotId !== shotId,
		marks: marked ? marksOf({ id: shape.id, w, h }, marked) : NO_MARKS,
		plan: (shotId === null ? undefined : plans.get(shotId)) ?? null,
	}
}

function coverOf(panels: readonly PanelView[]): Map<string, PanelView[]> {
	const cover = new Map<string, PanelView[]>()
	for (const panel of panels) {
		for (const id of panel.blockIds) cover.set(id, [...(cover.get(id) ?? []), panel])
	}
	return cover
}
