/** C2, master: people who talk are also seen together. Silent unless size and framing of a panel are named and two people have four lines each. */
import { masterSketch } from '../proposed-panels.ts'
import type { Rule } from '../rule.ts'
import type { PanelView } from '../scene-view.ts'
import { only } from './shot-reading.ts'
import { speakingParts } from './speaking-parts.ts'

const TOGETHER = ['two_shot', 'three_shot', 'group', 'ots', 'reverse', 'hip']
const WIDE = ['EWS', 'WS', 'FS', 'MWS']

export const master: Rule = {
	id: 'C2-master',
	version: '1',
	category: 'coverage',
	title: 'Master',
	source: 'Master and coverage: one set-up of a dialogue scene holds everybody who speaks',
	checkScene(view) {
		const opening = view.panels[0]
		const isSaid = view.panels.some(({ shot }) => shot.size !== null && shot.framing !== null)
		const parts = speakingParts(view)
		if (!opening || !isSaid || parts.length < 2) return []
		if (view.panels.some((panel) => holdsAll(panel))) return []
		const [first = '', second = ''] = parts.map(({ character }) => character)
		const lines = parts.reduce((sum, { count }) => sum + count, 0)
		return only({
			targetId: opening.id,
			title: `See ${first} and ${second} in one frame`,
			rationale: `${parts.length} people share ${lines} speeches, and 0 of ${view.panels.length} panels hold them together. The convention is 1 master, so that the cuts have a place to come from.`,
			evidence: [
				{ label: 'Speaking parts', value: parts.length },
				{ label: 'Masters', value: 0 },
				{ label: 'Convention', value: 1, unit: 'or more' },
			],
			confidence: 0.55,
			edit: {
				type: 'insert_panel',
				afterPanelId: null,
				panel: {
					action: `Master: ${parts.map(({ character }) => character).join(', ')}.`,
					dialogue: '',
					notes: '',
					durationFrames: Math.round(4 * view.frameRate),
					scriptBlockIds: [],
				},
				shot: {
					size: 'FS',
					kind: 'MASTER',
					framing: parts.length === 2 ? 'two_shot' : 'group',
					subjects: parts.map(({ character }) => character).slice(0, 20),
				},
				sketch: masterSketch(
					parts.map(({ character }) => character),
					view.place,
					view.heading,
				),
			},
		})
	},
}

/** Whether it is a master, or shows more than one of them. */
function holdsAll({ shot, marks }: PanelView): boolean {
	if (shot.kind === 'MASTER' || TOGETHER.includes(shot.framing ?? '')) return true
	const count = Math.max(shot.subjects.length, marks.subjects.length)
	return count >= 2 || (WIDE.includes(shot.size ?? '') && shot.framing === null)
}
