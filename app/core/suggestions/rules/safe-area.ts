/** K4: lettering stays inside the title-safe area. Silent when no text is on the picture. */
import { isPicture, shapeBounds } from '../../canvas/ink.ts'
import { PANEL_WIDTH } from '../../canvas/panel-shape.ts'
import { sketchOf } from '../render-sketch.ts'
import { percent, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

/** SMPTE ST 2046-1: 90 % of width and height for titles. */
const MARGIN = 0.05

export const safeArea: Rule = {
	id: 'K4',
	version: '1',
	category: 'composition',
	title: 'Title-safe lettering',
	source: 'SMPTE ST 2046-1:2009, safe title area 90 %',
	checkPanel(view, panel) {
		const shapes = view.shapes(panel.id)
		const frame = { id: panel.id, w: PANEL_WIDTH, h: PANEL_WIDTH / view.aspectRatio }
		const byId = new Map<string, (typeof shapes)[number]>(shapes.map((shape) => [shape.id, shape]))
		const outside = shapes.filter((shape) => {
			if (shape.type !== 'text' || !isPicture(shape)) return false
			const bounds = shapeBounds(shape, frame, byId)
			// A text's width is not known here, only where it starts.
			return (
				bounds !== null &&
				(bounds.x0 < MARGIN ||
					bounds.y0 < MARGIN ||
					bounds.x0 > 1 - MARGIN ||
					bounds.y1 > 1 - MARGIN)
			)
		})
		if (outside.length === 0 || !isPanelId(panel.id)) return []
		return only({
			targetId: panel.id,
			title: 'Bring the lettering inside the safe area',
			rationale: `${outside.length} ${outside.length === 1 ? 'text starts' : 'texts start'} within ${percent(MARGIN)} of the edge. The convention keeps lettering inside ${percent(1 - 2 * MARGIN)} of the frame.`,
			evidence: [
				{ label: 'Texts outside', value: outside.length },
				{ label: 'Margin', value: 5, unit: '% a side' },
			],
			confidence: 0.6,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					{
						kind: 'frame',
						x: MARGIN,
						y: MARGIN,
						w: 1 - 2 * MARGIN,
						h: 1 - 2 * MARGIN,
						tone: 'guide',
					},
				]),
			},
		})
	},
}
