/** N1, gap: typed numbers run on. Silent unless two set-ups in a row carry typed whole numbers. */
import { panelName, type Rule } from '../rule.ts'
import type { PanelView, SceneView } from '../scene-view.ts'
import { isPanelId, only } from './shot-reading.ts'

export const numberGap: Rule = {
	id: 'N1-gap',
	version: '1',
	category: 'continuity',
	title: 'Gap in the numbers',
	source: 'Slating practice: numbers run on; a number that is left out is marked as omitted',
	checkPanel(view, panel) {
		const own = wholeNumber(panel)
		const before = panel.startsShot ? setUpBefore(view, panel) : undefined
		const last = before ? wholeNumber(before) : null
		if (own === null || last === null || !before || own - last <= 1 || !isPanelId(panel.id))
			return []
		const isKnown = view.panels.some((each) => {
			const number = wholeNumber(each)
			return number !== null && number > last && number < own
		})
		const text = `Numbers ${last} and ${own} follow each other: say which were omitted.`
		if (isKnown || panel.notes.includes(text)) return []
		const missing = own - last - 1
		return only({
			targetId: panel.id,
			title: missing === 1 ? `Number ${last + 1} is missing` : `${missing} numbers are missing`,
			rationale: `Panel ${before.number} is slated ${last} and ${panelName(panel)} ${own}, with ${missing} left out between. The convention runs on, or marks what was omitted.`,
			evidence: [
				{ label: 'Before', value: last },
				{ label: 'Then', value: own },
			],
			confidence: 0.35,
			edit: { type: 'add_note', panelId: panel.id, text },
		})
	},
}

function wholeNumber({ numberOverride }: PanelView): number | null {
	const text = numberOverride?.trim() ?? ''
	return /^\d{1,5}$/.test(text) ? Number(text) : null
}

/** The first panel of the set-up before. */
function setUpBefore(view: SceneView, panel: PanelView): PanelView | undefined {
	let at = view.neighbour(panel, -1)
	while (at && !at.startsShot) at = view.neighbour(at, -1)
	return at
}
