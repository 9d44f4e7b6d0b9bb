/** T2: lettering in the picture needs time to be read. Silent without a length or without letters. */
import { isPicture } from '../../canvas/ink.ts'
import { plainText } from '../../canvas/svg-shapes.ts'
import { figure, panelName, type Rule } from '../rule.ts'
import type { PanelView, SceneView } from '../scene-view.ts'
import { isMarkedCut, only, setLength } from './shot-reading.ts'

/** Characters a second that adults read with ease. */
const CHARACTERS_A_SECOND = 17
const SHORTEST_SECONDS = 5 / 6

export const letteringTime: Rule = {
	id: 'T2',
	version: '1',
	category: 'pacing',
	title: 'Time to read the lettering',
	source:
		'Netflix Timed Text Style Guide: 17 characters a second for adults, five sixths of a second or more',
	checkPanel(view, panel) {
		const letters = lettersOn(view, panel)
		if (panel.seconds === null || letters < 2 || isMarkedCut(panel.shot)) return []
		const needed = Math.max(SHORTEST_SECONDS, letters / CHARACTERS_A_SECOND)
		if (panel.seconds >= needed) return []
		return only({
			targetId: panel.id,
			title: 'Hold it until the lettering is read',
			rationale: `${letters} letters in ${panelName(panel)} stay for ${figure(panel.seconds)} s, ${figure(letters / panel.seconds)} a second. The convention is ${CHARACTERS_A_SECOND} a second and ${figure(SHORTEST_SECONDS)} s or more.`,
			evidence: [
				{ label: 'Letters', value: letters },
				{ label: 'Held', value: Number(figure(panel.seconds)), unit: 's' },
				{ label: 'Convention', value: CHARACTERS_A_SECOND, unit: 'letters/s' },
			],
			confidence: 0.65,
			edit: setLength(panel, needed, view.frameRate),
		})
	},
}

function lettersOn(view: SceneView, panel: PanelView): number {
	return view
		.shapes(panel.id)
		.filter((shape) => shape.type === 'text')
		.filter(isPicture)
		.reduce(
			(sum, { props }) => sum + plainText(props.richText).replace(/\s+/g, ' ').trim().length,
			0,
		)
}
