/** N1, locked: a number that went out on paper keeps its meaning. Silent unless numbers were locked and somebody typed another. */
import { panelName, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

export const numberLocked: Rule = {
	id: 'N1-locked',
	version: '1',
	category: 'continuity',
	title: 'Locked number',
	source:
		'Script revisions: once numbers are locked they do not change; what is new takes a letter',
	checkPanel(_view, panel) {
		const { lockedNumber, numberOverride } = panel
		const typed = numberOverride?.trim() ?? ''
		if (lockedNumber === null || typed === '' || !panel.startsShot || !isPanelId(panel.id))
			return []
		const text = `Locked as ${lockedNumber}, now ${typed}: tell everybody who has the old pages, or take ${lockedNumber} again.`
		if (typed.toUpperCase() === lockedNumber.toUpperCase() || panel.notes.includes(text)) return []
		return only({
			targetId: panel.id,
			title: `${typed} went out as ${lockedNumber}`,
			rationale: `The set-up of ${panelName(panel)} was locked as ${lockedNumber} and now reads ${typed}: 1 number with 2 meanings. The convention keeps locked numbers and letters what is new.`,
			evidence: [
				{ label: 'Locked', value: lockedNumber },
				{ label: 'Now', value: typed },
			],
			confidence: 0.55,
			edit: { type: 'add_note', panelId: panel.id, text },
		})
	},
}
