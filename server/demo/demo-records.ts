/** A demo scene's panels as board records: set-ups, panels in order, drawings, script links. */
import type { TLShape } from '@tldraw/tlschema'
import { indexAfter, type Ordered } from '#core/board/order.ts'
import type { PlanItemRecord } from '#core/board/plan-record.ts'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import type { ShotRecord } from '#core/board/shot-record.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import type { Random } from '#core/random.ts'
import { renderSketch, sketchOf } from '#core/suggestions/render-sketch.ts'
import type { DemoPanel, DemoScene } from './demo-film.ts'
import { markShapes, planRecords } from './demo-marks.ts'

export interface DemoBoard {
	blocks: readonly ScriptBlockRecord[]
	aspectRatio: number
	random: Random
}

/** Records of a scene's panels, in the order in which to write them. */
export function demoRecords(
	scene: DemoScene,
	board: DemoBoard,
): (ShotRecord | PlanItemRecord | PanelShape | TLShape)[] {
	const made: PanelShape[] = []
	const links = linkLines(scene.panels, board.blocks)
	return scene.panels.flatMap((panel, i) => {
		const last = made.at(-1)
		const records = newPanelRecords({
			index: indexAfter(made satisfies Ordered[], last?.id ?? null),
			sceneAspect: board.aspectRatio,
			random: board.random,
			shot: panel.shot ?? {},
			joinShotId: panel.shot === null ? (last?.props.shotId ?? null) : null,
			panel: {
				action: panel.action,
				dialogue: panel.dialogue,
				notes: panel.notes,
				durationFrames: panel.durationFrames,
				scriptBlockIds: links[i] ?? [],
			},
		})
		made.push(records.panel)
		const { id, props } = records.panel
		const drawing = renderSketch(sketchOf(panel.drawing), {
			panelId: id,
			w: props.w,
			h: props.h,
			suggestionId: `demo-${scene.heading}-${i}`,
			above: null,
		}).map((shape) => ({ ...shape, meta: {} }))
		const marks = panel.marks ? markShapes(panel.marks, records.panel, drawing, board.random) : []
		const plan =
			panel.plan && props.shotId ? planRecords(panel.plan, props.shotId, board.random) : []
		return [
			...(records.shot ? [records.shot] : []),
			...[...plan, records.panel, ...drawing, ...marks],
		]
	})
}

/**
 * The blocks each panel shows. Lines are looked for onwards from the last one found, because a cue
 * (`TEO`) stands in a scene many times.
 */
function linkLines(panels: readonly DemoPanel[], blocks: readonly ScriptBlockRecord[]): string[][] {
	let from = 0
	return panels.map(({ scriptLines }) =>
		scriptLines.flatMap((line) => {
			const at = blocks.findIndex(({ text }, i) => i >= from && isLine(text, line))
			const block = blocks[at]
			if (!block) return []
			from = at + 1
			return [block.id]
		}),
	)
}

/** A cue must be the whole line; other lines are named by how they begin. */
function isLine(text: string, line: string): boolean {
	const isCue = line === line.toUpperCase() && !line.includes('.')
	const plain = text.trim().replace(/^\(|\)$/g, '')
	const wanted = line.replace(/^\(|\)$/g, '')
	return isCue
		? plain.startsWith(wanted) && plain.length < wanted.length + 8
		: plain.startsWith(wanted)
}
