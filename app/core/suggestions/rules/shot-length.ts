/** T4: how long the set-ups of a scene are on average. Silent unless every panel is timed and there are enough set-ups. */
import { figure, panelName, type Rule } from '../rule.ts'
import type { PanelView } from '../scene-view.ts'
import { only, setLength } from './shot-reading.ts'

/** Average shot lengths of the slowest and the fastest common profile, times two either way. */
const SLOWEST_SECONDS = 11 * 2
const FASTEST_SECONDS = 2 / 2
const MIN_SETUPS = 4
/** Above this a shot is rare in itself. */
const RARE_SECONDS = 20

export const shotLength: Rule = {
	id: 'T4',
	version: '1',
	category: 'pacing',
	title: 'Average shot length',
	source:
		'Average shot lengths by profile: action 2 to 3 s, contemporary drama 4 to 6 s, classical 8 to 11 s (Bordwell; Salt)',
	checkScene(view) {
		const timed = view.panels.filter((panel): panel is Timed => panel.seconds !== null)
		const setUps = view.panels.filter((panel) => panel.startsShot).length
		if (timed.length < view.panels.length || setUps < MIN_SETUPS) return []
		const average = timed.reduce((sum, { seconds }) => sum + seconds, 0) / setUps
		const isSlow = average > SLOWEST_SECONDS
		if (!isSlow && average >= FASTEST_SECONDS) return []
		const byLength = [...timed].sort((a, b) => a.seconds - b.seconds)
		const panel = isSlow ? byLength.at(-1) : byLength[0]
		if (!panel) return []
		return only({
			targetId: panel.id,
			title: isSlow ? 'Bring the longest hold down' : 'Let the shortest panel stand longer',
			rationale: `${setUps} set-ups run ${figure(average)} s on average; ${panelName(panel)} holds ${figure(panel.seconds)} s. The convention lies between 2 and 11 s by kind of film, and few leave it by half or double.`,
			evidence: [
				{ label: 'Average', value: Number(figure(average)), unit: 's' },
				{ label: 'Set-ups', value: setUps },
				{ label: 'Usual', value: '2 to 11', unit: 's' },
			],
			confidence: 0.35,
			edit: setLength(panel, isSlow ? RARE_SECONDS : FASTEST_SECONDS, view.frameRate),
		})
	},
}

type Timed = PanelView & { seconds: number }
