/** T3: a page of script is about a minute of film. Silent until the whole script is boarded and every panel timed, and in scenes that do not go the film’s way. */
import { figure, type Rule } from '../rule.ts'
import type { SceneView } from '../scene-view.ts'
import { scriptPages } from '../script-pages.ts'
import { isPanelId, only } from './shot-reading.ts'

const OFF = 0.25
/** Shorter scripts say nothing: the rule holds on average. */
const MIN_PAGES = 3

export const scriptLength: Rule = {
	id: 'T3',
	version: '1',
	category: 'pacing',
	title: 'Script and board length',
	source:
		'A page is about a minute, over a whole script (Stephen Follows, 761 scripts): a rule of thumb for averages',
	checkScene(view) {
		const { film } = view
		const first = view.panels[0]
		if (!film?.isWhole || !first || !isPanelId(first.id) || film.pages < MIN_PAGES) return []
		const minutes = film.seconds / 60
		const ratio = minutes / film.pages
		const own = ownRatio(view)
		if (Math.abs(ratio - 1) <= OFF || own === null) return []
		// The scenes that make the film long, or short, are where it can be mended.
		if (Math.sign(own - 1) !== Math.sign(ratio - 1) || Math.abs(own - 1) <= OFF) return []
		const pages = figure(film.pages)
		const text = `The script has ${pages} pages, the boards run ${figure(minutes)} min: look for what can go ${ratio > 1 ? 'here' : 'longer here'}.`
		if (/The script has .* pages, the boards run/.test(first.notes)) return []
		return only({
			targetId: first.id,
			title:
				ratio > 1
					? 'The film runs longer than its script'
					: 'The film runs shorter than its script',
			rationale: `${pages} pages of script are boarded in ${figure(minutes)} min, ${figure(ratio)} min a page, and this scene at ${figure(own)}. The convention is about 1 over a whole script, within a quarter.`,
			evidence: [
				{ label: 'Script', value: Number(pages), unit: 'pages' },
				{ label: 'Boards', value: Number(figure(minutes)), unit: 'min' },
				{ label: 'This scene', value: Number(figure(own)), unit: 'min a page' },
			],
			confidence: 0.3,
			edit: { type: 'add_note', panelId: first.id, text },
		})
	},
}

/** Minutes a page of this scene alone; null when it has no script. */
function ownRatio(view: SceneView): number | null {
	const pages = scriptPages(view.blocks)
	const seconds = view.panels.reduce((sum, panel) => sum + (panel.seconds ?? 0), 0)
	return pages === 0 ? null : seconds / 60 / pages
}
