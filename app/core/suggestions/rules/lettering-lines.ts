/** T2, lines: lettering stands in two short lines. Silent without letters in the lower part of the picture, where titles go. */
import { isPicture, shapeBounds } from '../../canvas/ink.ts'
import { PANEL_WIDTH } from '../../canvas/panel-shape.ts'
import { plainText } from '../../canvas/svg-shapes.ts'
import { panelName, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

const MAX_LINES = 2
const MAX_LETTERS = 42
/** Where subtitles stand; lettering above it belongs to the place. */
const LOWER_PART = 0.6

export const letteringLines: Rule = {
	id: 'T2-lines',
	version: '1',
	category: 'composition',
	title: 'Lines of a title',
	source: 'Netflix Timed Text Style Guide: two lines at most, 42 characters to a line',
	checkPanel(view, panel) {
		if (!isPanelId(panel.id)) return []
		const shapes = view.shapes(panel.id)
		const frame = { id: panel.id, w: PANEL_WIDTH, h: PANEL_WIDTH / view.aspectRatio }
		const byId = new Map<string, (typeof shapes)[number]>(shapes.map((shape) => [shape.id, shape]))
		for (const shape of shapes) {
			if (shape.type !== 'text' || !isPicture(shape)) continue
			if ((shapeBounds(shape, frame, byId)?.y0 ?? 0) < LOWER_PART) continue
			const lines = plainText(shape.props.richText)
				.split('\n')
				.map((line) => line.trim())
				.filter(Boolean)
			const longest = Math.max(0, ...lines.map((line) => line.length))
			if (lines.length <= MAX_LINES && longest <= MAX_LETTERS) continue
			const text = `Title in ${MAX_LINES} lines of ${MAX_LETTERS} letters or fewer.`
			if (panel.notes.includes(text)) return []
			return only({
				targetId: panel.id,
				title: 'Set the title in two short lines',
				rationale: `A title in ${panelName(panel)} has ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}, the longest of ${longest} letters. The convention is ${MAX_LINES} lines of ${MAX_LETTERS}.`,
				evidence: [
					{ label: 'Lines', value: lines.length },
					{ label: 'Longest', value: longest, unit: 'letters' },
					{ label: 'Convention', value: MAX_LETTERS, unit: 'letters' },
				],
				confidence: 0.45,
				edit: { type: 'add_note', panelId: panel.id, text },
			})
		}
		return []
	},
}
