/** E5: an audience wants to know where it is. Silent until three panels stand and one names its size. */

import { establishingSketch } from '../proposed-panels.ts'
import { panelName, type Rule } from '../rule.ts'
import { only } from './shot-reading.ts'

const FIRST = 3

export const establishing: Rule = {
	id: 'E5',
	version: '2',
	category: 'coverage',
	title: 'Establishing shot',
	source: 'Classical coverage: a wide or master among the first shots of a new place',
	checkScene(view) {
		const first = view.panels.slice(0, FIRST)
		const opening = first[0]
		if (first.length < FIRST || !opening || first.every(({ shot }) => shot.size === null)) return []
		const wide = first.some(
			({ shot }) =>
				shot.size === 'EWS' ||
				shot.size === 'WS' ||
				shot.kind === 'ESTABLISHING' ||
				shot.kind === 'MASTER',
		)
		if (wide) return []
		return only({
			targetId: opening.id,
			title: 'Show us where we are first',
			rationale: `0 of the first ${FIRST} panels are wide. The convention opens a new place with a wide or a master; ${panelName(opening)} could follow it.`,
			evidence: [
				{ label: `Wide in first ${FIRST}`, value: 0 },
				{ label: 'Convention', value: 1, unit: 'or more' },
			],
			confidence: 0.6,
			edit: {
				type: 'insert_panel',
				afterPanelId: null,
				panel: {
					action: view.heading,
					dialogue: '',
					notes: '',
					durationFrames: Math.round(3 * view.frameRate),
					scriptBlockIds: [],
				},
				shot: { size: 'EWS', kind: 'ESTABLISHING' },
				sketch: establishingSketch(view.place, view.heading),
			},
		})
	},
}
