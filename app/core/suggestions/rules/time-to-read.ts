/** T5: a picture needs time to be read, a new place more. Silent without a length, and where a flash is meant. */
import { figure, panelName, type Rule } from '../rule.ts'
import { isMarkedCut, only, setLength } from './shot-reading.ts'

const FLASH_FRAMES = 12
const NEW_PLACE_SECONDS = 2

export const timeToRead: Rule = {
	id: 'T5',
	version: '2',
	category: 'pacing',
	title: 'Time to read the picture',
	source: 'Editing practice: new or complex pictures are held longer (Grammar of the Edit)',
	checkPanel(view, panel) {
		const { durationFrames, seconds, shot } = panel
		if (durationFrames === null || seconds === null || isMarkedCut(shot)) return []
		if (/\bflash|\bmatch cut/i.test(`${panel.action} ${panel.notes}`)) return []
		const opens = panel.position === 0 && (shot.size === 'WS' || shot.size === 'EWS')
		const needed = opens ? NEW_PLACE_SECONDS : FLASH_FRAMES / view.frameRate
		if (seconds >= needed) return []
		return only({
			targetId: panel.id,
			title: opens ? 'Give the place a moment' : 'Hold it long enough to read',
			rationale: opens
				? `The scene opens wide on ${panelName(panel)} for ${figure(seconds)} s. The convention is ${NEW_PLACE_SECONDS} s or more for a new place.`
				: `${durationFrames} frames is under half a second. The convention is ${FLASH_FRAMES} frames or more unless the flash is meant.`,
			evidence: [
				{ label: 'Held', value: durationFrames, unit: 'frames' },
				{ label: 'Convention', value: Math.ceil(needed * view.frameRate), unit: 'frames' },
			],
			confidence: 0.7,
			edit: setLength(panel, needed, view.frameRate),
		})
	},
}
