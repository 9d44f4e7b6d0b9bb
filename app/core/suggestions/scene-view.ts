/**
 * One scene as the craft rules read it: panels in story order with their set-ups, script and
 * neighbours, drawn geometry on request. Built fresh from records; `work` counts what was read, so
 * that a test can show that the cost of asking about one panel does not grow with the scene's ink.
 */
import type { TLShape } from '@tldraw/tlschema'
import { sortInStoryOrder } from '../board/order.ts'
import type { ScriptBlockRecord } from '../board/project-records.ts'
import { EMPTY_SHOT, type ShotFields, ShotFieldsSchema } from '../board/shot-record.ts'
import { type PanelInk, readInk } from '../canvas/ink.ts'
import type { PanelShape } from '../canvas/panel-shape.ts'
import { type BoardRecord, isPanel, isShot } from './board-records.ts'
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
}

const SHOT_FIELDS = Object.keys(ShotFieldsSchema.shape)

/** Reads a scene; one pass over the records, drawings only when asked for. */
export function buildSceneView(input: SceneViewInput): SceneView {
	const { shots, children, shapes } = sortRecords(input.records)
	const panels = shapes.map((shape, position) => panelView(shape, position, shapes, shots, input))
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
		work,
	}
}

interface SetUp {
	fields: ShotFields
	number: string | null
}

function sortRecords(records: Iterable<BoardRecord>) {
	const shots = new Map<string, SetUp>()
	const children = new Map<string, TLShape[]>()
	const panels: PanelShape[] = []
	for (const record of records) {
		if (isPanel(record)) panels.push(record)
		else if (isShot(record))
			shots.set(record.id, { fields: shotFields(record), number: record.numberOverride })
		else if (record.typeName === 'shape') {
			const siblings = children.get(record.parentId)
			if (siblings) siblings.push(record)
			else children.set(record.parentId, [record])
		}
	}
	return { shots, children, shapes: sortInStoryOrder(panels) }
}

/** The set-up's fields without its identity, number and meta. */
export function shotFields(record: ShotFields): ShotFields {
	const entries = Object.entries(record).filter(([key]) => SHOT_FIELDS.includes(key))
	return { ...EMPTY_SHOT, ...Object.fromEntries(entries) }
}

function panelView(
	shape: PanelShape,
	position: number,
	all: readonly PanelShape[],
	shots: ReadonlyMap<string, SetUp>,
	input: SceneViewInput,
): PanelView {
	const { shotId, durationFrames, scriptBlockIds, action, dialogue, notes } = shape.props
	const before = all[position - 1]
	const setUp = shotId === null ? undefined : shots.get(shotId)
	return {
		id: shape.id,
		position,
		number: input.numbers?.get(shape.id) ?? String(position + 1),
		shotId,
		shot: setUp?.fields ?? EMPTY_SHOT,
		numberOverride: setUp?.number ?? null,
		action,
		dialogue,
		notes,
		durationFrames,
		seconds: durationFrames === null ? null : durationFrames / input.frameRate,
		blockIds: scriptBlockIds,
		startsShot: before === undefined || shotId === null || before.props.shotId !== shotId,
	}
}

function coverOf(panels: readonly PanelView[]): Map<string, PanelView[]> {
	const cover = new Map<string, PanelView[]>()
	for (const panel of panels) {
		for (const id of panel.blockIds) cover.set(id, [...(cover.get(id) ?? []), panel])
	}
	return cover
}
