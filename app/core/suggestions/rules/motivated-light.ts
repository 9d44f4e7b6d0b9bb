/** L3: at night light comes from somewhere. Silent by day, on empty panels, and where a source is named. */

import { sketchOf } from '../render-sketch.ts'
import { panelName, percent, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

export const motivatedLight: Rule = {
	id: 'L3',
	version: '2',
	category: 'lighting',
	title: 'Motivated light',
	source: 'Lighting practice: a night scene shows or implies its source (window, practical, moon)',
	checkPanel(view, panel) {
		const { lightMotivation, keySide } = panel.shot
		if (!view.place.isNight || !panel.startsShot || !isPanelId(panel.id)) return []
		if (lightMotivation !== null && lightMotivation !== 'none') return []
		const { centroid } = view.ink(panel.id)
		if (!centroid) return []
		const fromLeft = keySide === 'left' || (keySide !== 'right' && centroid[0] > 0.5)
		const source = view.place.setting === 'exterior' ? 'moon' : 'practical'
		const x = fromLeft ? 0.08 : 0.92
		return only({
			targetId: panel.id,
			title: source === 'moon' ? 'Let the moon find them' : 'Hang a lamp in the frame',
			rationale: `It is night in ${panelName(panel)}, and 0 light sources are named. The convention shows where light comes from; the drawing’s weight is at ${percent(centroid[0])}, so a ${source === 'moon' ? 'moon' : 'lamp'} from the ${fromLeft ? 'left' : 'right'} reaches it.`,
			evidence: [
				{ label: 'Named sources', value: 0 },
				{ label: 'Weight at', value: Math.round(centroid[0] * 100), unit: '% of width' },
				{ label: 'Time', value: view.place.time ?? 'NIGHT' },
			],
			confidence: lightMotivation === 'none' ? 0.65 : 0.5,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					{
						kind: 'light',
						from: [x, 0.14],
						to: [centroid[0], Math.max(0.35, centroid[1])],
						tone: 'guide',
						label: source,
						source: source === 'moon' ? 'moon' : 'lamp',
					},
					{
						kind: 'light_plan',
						at: [fromLeft ? 0.84 : 0.02, 0.06],
						size: 0.26,
						lamps: [{ role: 'key', azimuth: fromLeft ? -50 : 50 }],
						tone: 'guide',
					},
				]),
			},
		})
	},
}
