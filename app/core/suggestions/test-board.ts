/**
 * Boards for tests: a few lines describe panels, set-ups, script and ink; real records come out.
 * Only tests import it.
 */
import type { TLShape } from '@tldraw/tlschema'
import { indexAfter } from '../board/order.ts'
import type { ScriptBlockRecord } from '../board/project-records.ts'
import type { ShotFields } from '../board/shot-record.ts'
import { newPanelRecords } from '../canvas/new-panel.ts'
import type { PanelShape, PanelShapeProps } from '../canvas/panel-shape.ts'
import { seededRandom } from '../random.ts'
import type { BoardRecord, BoardWriter } from './board-records.ts'
import { renderSketch, sketchOf } from './render-sketch.ts'
import { buildSceneView, type SceneView } from './scene-view.ts'
import type { SketchInput } from './sketch.ts'

export interface TestPanel {
	shot?: Partial<ShotFields>
	panel?: Partial<PanelShapeProps>
	/** Joins the set-up of the panel before. */
	joins?: boolean
	ink?: SketchInput['elements']
	/** The set-up's number as somebody typed it. */
	number?: string
	/** 0-based script lines it shows. */
	lines?: number[]
}
export interface TestScene {
	heading?: string
	script?: (readonly [ScriptBlockRecord['type'], string])[]
	panels: TestPanel[]
}

export class TestBoard implements BoardWriter {
	readonly records = new Map<string, BoardRecord>()
	readonly blocks: ScriptBlockRecord[]
	readonly panels: PanelShape[] = []
	readonly heading: string

	constructor(scene: TestScene) {
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
			if (shot) this.put({ ...shot, numberOverride: each.number ?? null })
			this.put(panel)
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
		})
	}
	/** Everything that can be compared, to show that nothing changed. */
	snapshot(): string {
		return JSON.stringify([...this.records.values()])
	}
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
