/** A board to look at: panels in rows as our wall lays them, strokes of 40 points in each, from a seed. */
import type { TLShape } from '@tldraw/tlschema'
import { indexAfter } from '../../app/core/board/order.ts'
import type { ShotRecord } from '../../app/core/board/shot-record.ts'
import { layoutPanels } from '../../app/core/canvas/layout.ts'
import { newPanelRecords } from '../../app/core/canvas/new-panel.ts'
import type { PanelShape } from '../../app/core/canvas/panel-shape.ts'
import { type Random, seededRandom } from '../../app/core/random.ts'
import { penPoints, strokeShape } from '../lib/boards.ts'

const ASPECT = 16 / 9
const POINTS = 40

export interface Wall {
	shots: ShotRecord[]
	panels: PanelShape[]
	strokes: TLShape[]
}

export function makeWall(size: { panels: number; strokes: number }): Wall {
	const random = seededRandom('canvas')
	const wall: Wall = { shots: [], panels: [], strokes: [] }
	for (let at = 0; at < size.panels; at++) {
		const index = indexAfter(wall.panels, wall.panels.at(-1)?.id ?? null)
		const { panel, shot } = newPanelRecords({ index, sceneAspect: ASPECT, random })
		wall.panels.push(panel)
		if (shot) wall.shots.push(shot)
		wall.strokes.push(...strokesOf(random, panel, size.strokes))
	}
	return wall
}

function strokesOf(random: Random, panel: PanelShape, count: number): TLShape[] {
	return Array.from({ length: count }, (_, number) => {
		const points = penPoints(random, POINTS)
		const stroke = strokeShape(random, { number, parentId: panel.id, points })
		const { w, h } = panel.props
		return { ...stroke, x: random() * w, y: random() * h }
	})
}

/** The same wall for tldraw alone: frames where our panels stand, the very same strokes in them. */
export function asFrames({ panels, strokes }: Wall): TLShape[] {
	const places = layoutPanels(panels)
	const frames = panels.map((panel, number) => {
		const props = { w: panel.props.w, h: panel.props.h, name: `${number + 1}`, color: 'black' }
		// Cast: a frame is built by hand from a panel; tldraw's store validates it.
		return { ...panel, ...places.get(panel.id), type: 'frame', props } as unknown as TLShape
	})
	return [...frames, ...strokes]
}
