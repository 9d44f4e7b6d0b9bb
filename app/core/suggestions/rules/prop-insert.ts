/** C4: a prop in capitals wants to be seen close. Silent until the line it stands in is on a panel. */

import { insertSketch } from '../proposed-panels.ts'
import { panelName, type Rule } from '../rule.ts'
import type { PanelView, SceneView } from '../scene-view.ts'
import { capitalisedProps } from '../script-reading.ts'
import { isPanelId, only } from './shot-reading.ts'

const NEAR = ['CU', 'BCU', 'ECU']

export const propInsert: Rule = {
	id: 'C4',
	version: '2',
	category: 'new_frame',
	title: 'Insert of a prop',
	source: 'Screenplay convention: capitals in action mark what the camera must see',
	checkPanel(view, panel) {
		const people = view.speeches.map(({ character }) => character)
		const blocks = view.blocks.filter(
			({ id, type }) => type === 'action' && panel.blockIds.includes(id),
		)
		const here = blocks.filter(({ id }) => view.showing(id)[0] === panel)
		return here.flatMap(({ id, text }) =>
			capitalisedProps(text, people)
				.filter((prop) => !isSeenClose(view, prop))
				.slice(0, 2)
				.flatMap((prop) => insertOf(view, panel, prop, id)),
		)
	},
}

function isSeenClose(view: SceneView, prop: string): boolean {
	return view.panels.some(({ shot, action, notes }) => {
		const near = shot.kind === 'INSERT' || NEAR.includes(shot.size ?? '')
		return near && `${action} ${notes}`.toUpperCase().includes(prop)
	})
}

function insertOf(view: SceneView, panel: PanelView, prop: string, blockId: string) {
	const name = prop.toLowerCase()
	return only({
		targetId: panel.id,
		title: `Go in on the ${name}`,
		rationale: `The script puts the ${name} in capitals, and 0 close panels show it; ${panelName(panel)} holds its line. The convention gives such a prop an insert.`,
		evidence: [
			{ label: 'In capitals', value: prop },
			{ label: 'Close panels of it', value: 0 },
		],
		confidence: 0.6,
		edit: {
			type: 'insert_panel' as const,
			afterPanelId: isPanelId(panel.id) ? panel.id : null,
			panel: {
				action: `Insert: the ${name}.`,
				dialogue: '',
				notes: '',
				durationFrames: Math.round(1.5 * view.frameRate),
				scriptBlockIds: [blockId],
			},
			shot: { size: 'ECU' as const, kind: 'INSERT' as const },
			sketch: insertSketch(name),
		},
	})
}
