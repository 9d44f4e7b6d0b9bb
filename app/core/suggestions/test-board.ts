/**
 * Boards for tests: a few lines describe panels, set-ups, script and ink; real records come out.
 * Only tests import it.
 */
import type { TLShape } from '@tldraw/tlschema'
import { indexAfter } from '../board/order.ts'
import type { PlanItemRecord } from '../board/plan-record.ts'
import type { ScriptBlockRecord } from '../board/project-records.ts'
import type { ShotFields } from '../board/shot-record.ts'
import { plainShape } from '../canvas/mark-shapes.ts'
import { newPanelRecords } from '../canvas/new-panel.ts'
import type { PanelShape, PanelShapeProps } from '../canvas/panel-shape.ts'
import { seededRandom } from '../random.ts'
import type { BoardRecord, BoardWriter } from './board-records.ts'
import { renderSketch, sketchOf } from './render-sketch.ts'
import { buildSceneView, type FilmLength, type SceneView } from './scene-view.ts'
import type { SketchInput } from './sketch.ts'

export interface TestPanel {
	shot?: Partial<ShotFields>
	panel?: Partial<PanelShapeProps>
	/** Joins the set-up of the panel before. */
	joins?: boolean
	ink?: SketchInput['elements']
	/** The set-up's number as somebody typed it. */
	number?: string
	/** Who is marked on it: box and eye in 0–1 of the panel. */
	subjects?: {
		name: string
		box: readonly [x: number, y: number, w: number, h: number]
		eye?: readonly [number, number]
		facing?: number
	}[]
	/** Where a lamp stands, 0–1 of the panel, and how high. */
	lamp?: { at: readonly [number, number]; elevation: number }
	/** Its overhead plan, metres: where the camera stands, and who (with where they look). */
	plan?: {
		camera: readonly [number, number]
		subjects: readonly (readonly [name: string, x: number, y: number, headingDeg?: number])[]
	}
	/** Its set-up's number as locked. */
	locked?: string
	/** From and to: x, y and width in 0–1. */
	move?: readonly [readonly [number, number, number], readonly [number, number, number]]
	/** 0-based script lines it shows. */
	lines?: number[]
}
export interface TestScene {
	heading?: string
	script?: (readonly [ScriptBlockRecord['type'], string])[]
	/** Pages and minutes of the whole film. */
	film?: FilmLength
	panels: TestPanel[]
}

export class TestBoard implements BoardWriter {
	readonly records = new Map<string, BoardRecord>()
	readonly blocks: ScriptBlockRecord[]
	readonly panels: PanelShape[] = []
	readonly heading: string
	readonly film: FilmLength | null

	constructor(scene: TestScene) {
		this.film = scene.film ?? null
		this.heading = scene.heading ?? 'INT. ROOM - DAY'
		this.blocks = (scene.script ?? []).map(([type, text], i) => block(type, text, i))
		const random = seededRandom('test board')
		for (const each of scene.panels) {
			const last = this.panels.at(-1)
			const { panel, shot } = newPanelRecords({
				index: indexAfter(this.panels, last?.id ?? null),
				sceneAspect: 1.85,
				random,
				shot: each.shot ?? {},
				joinShotId: each.joins ? (last?.props.shotId ?? null) : null,
				panel: {
					...each.panel,
					scriptBlockIds: (each.lines ?? []).map((i) => `script_block:${i}`),
				},
			})
			this.panels.push(panel)
			if (shot) {
				const { number: numberOverride = null, locked: lockedNumber = null } = each
				this.put({ ...shot, numberOverride, lockedNumber })
				for (const item of planFor(shot.id, each.plan)) this.put(item)
			}
			this.put(panel)
			for (const shape of marksFor(panel, each)) this.put(shape)
			for (const shape of each.ink ? this.draw(panel, each.ink) : []) this.put(shape)
		}
	}

	get(id: string) {
		return this.records.get(id)
	}
	all() {
		return this.records.values()
	}
	put(record: BoardRecord) {
		this.records.set(record.id, record)
	}
	update(id: string, changes: Record<string, unknown>) {
		const record = this.records.get(id)
		if (!record) throw new Error(`no record ${id}`)
		const copy = structuredClone(record)
		for (const [path, value] of Object.entries(changes)) {
			const keys = path.split('.')
			const key = keys.pop() ?? ''
			let at: object = copy
			for (const step of keys) at = Reflect.get(at, step)
			Reflect.set(at, key, value)
		}
		this.records.set(id, copy)
	}
	remove(id: string) {
		this.records.delete(id)
	}

	/** Ink as people draw it: no mark of a suggestion on it. */
	draw(panel: PanelShape, elements: SketchInput['elements']): TLShape[] {
		const { w, h } = panel.props
		const seed = { panelId: panel.id, w, h, suggestionId: `ink ${panel.id}`, above: null }
		return renderSketch(sketchOf(elements), seed).map((shape) => ({ ...shape, meta: {} }))
	}
	panelId(position: number): `shape:${string}` {
		const panel = this.panels[position]
		if (!panel) throw new Error(`no panel ${position}`)
		return `shape:${panel.id.slice(6)}`
	}
	shotId(position: number): `shot:${string}` {
		const id = this.panels[position]?.props.shotId
		if (!id?.startsWith('shot:')) throw new Error(`panel ${position} has no shot`)
		return `shot:${id.slice(5)}`
	}
	view(): SceneView {
		return buildSceneView({
			records: this.records.values(),
			sceneId: 'scene:test',
			heading: this.heading,
			blocks: this.blocks,
			aspectRatio: 1.85,
			frameRate: 24,
			film: this.film,
		})
	}
	/** Everything that can be compared, to show that nothing changed. */
	snapshot(): string {
		return JSON.stringify([...this.records.values()])
	}
}

function marksFor({ id, props: { w, h } }: PanelShape, each: TestPanel): TLShape[] {
	const made: TLShape[] = []
	const plain = (at: readonly [number, number]) =>
		plainShape({
			id: `mark${made.length}of${id.slice(6)}`,
			parentId: id,
			index: `a${made.length + 1}`,
			x: at[0] * w,
			y: at[1] * h,
		})
	for (const { name, box, eye, facing } of each.subjects ?? []) {
		const [x, y, bw, bh] = box
		const [ex, ey] = eye ?? [x + bw / 2, y + bh * 0.12]
		made.push({
			...plain([x, y]),
			type: 'subject_mark',
			props: {
				w: bw * w,
				h: bh * h,
				name,
				eye: { x: (ex - x) / bw, y: (ey - y) / bh },
				facingDeg: facing ?? null,
			},
		})
	}
	if (each.lamp) {
		const { at, elevation } = each.lamp
		made.push({
			...plain(at),
			type: 'light_mark',
			props: { elevationDeg: elevation, pattern: null },
		})
	}
	if (each.move) {
		const frame = ([x, y, width]: readonly [number, number, number]) => ({
			...{ x: x * w, y: y * h, w: width * w },
		})
		const props = { from: frame(each.move[0]), to: frame(each.move[1]) }
		made.push({ ...plain([0, 0]), type: 'camera_move', props })
	}
	return made
}

function planFor(shotId: string, plan: TestPanel['plan']): PlanItemRecord[] {
	if (!plan) return []
	const { camera, subjects } = plan
	const plain = { typeName: 'plan_item', shotId, onLine: false, meta: {} } as const
	const id = (name: string) => `plan_item:${name} ${shotId}` as const
	return [
		{
			...plain,
			id: id('A'),
			kind: 'camera',
			name: 'A',
			x: camera[0],
			y: camera[1],
			headingDeg: null,
		},
		...subjects.map(
			([name, x, y, headingDeg = null]): PlanItemRecord => ({
				...plain,
				...{ id: id(name), kind: 'subject', name, x, y, headingDeg },
			}),
		),
	]
}

function block(type: ScriptBlockRecord['type'], text: string, i: number): ScriptBlockRecord {
	return {
		id: `script_block:${i}`,
		typeName: 'script_block',
		sceneId: 'scene:test',
		index: `a${String.fromCharCode(65 + i)}`,
		type,
		text,
		dual: null,
		meta: {},
	}
}
