/** N1: a number on a slate is unique and cannot be misread. Looks at numbers that people typed; silent where none are. */
import type { Rule } from '../rule.ts'
import type { PanelView, SceneView } from '../scene-view.ts'
import { isPanelId, only } from './shot-reading.ts'

export const shotNumbers: Rule = {
	id: 'N1',
	version: '1',
	category: 'continuity',
	title: 'Shot numbers',
	source: 'Slating practice: no number twice, and no I or O, which read as 1 and 0',
	checkPanel(view, panel) {
		const typed = panel.numberOverride
		if (typed === null || !panel.startsShot || !isPanelId(panel.id)) return []
		const twin = twinOf(view, panel, typed)
		const isMisread = /[IO]/.test(named(typed))
		if ((!twin && !isMisread) || panel.notes.includes(`Number ${typed}`)) return []
		return only({
			targetId: panel.id,
			title: twin ? `Number ${typed} stands twice` : `Number ${typed} can be misread`,
			rationale: twin
				? `Panels ${twin.number} and ${panel.number} are 2 set-ups with one number, ${typed}. The convention gives each set-up its own.`
				: `${typed} holds ${(named(typed).match(/[IO]/g) ?? []).length} letter that reads as a 1 or a 0 on a slate. The convention leaves out I and O.`,
			evidence: [{ label: 'Number', value: typed }],
			confidence: twin ? 0.7 : 0.5,
			edit: {
				type: 'add_note',
				panelId: panel.id,
				text: twin
					? `Number ${typed} is also on an earlier set-up: give one of them another.`
					: `Number ${typed} reads as a figure on the slate: take another letter.`,
			},
		})
	},
}

function named(number: string): string {
	return number.trim().toUpperCase()
}

/** An earlier set-up of the same number. */
function twinOf(view: SceneView, panel: PanelView, typed: string): PanelView | undefined {
	return view.panels.find(
		(each) =>
			each.position < panel.position &&
			each.shotId !== panel.shotId &&
			each.numberOverride !== null &&
			named(each.numberOverride) === named(typed),
	)
}
