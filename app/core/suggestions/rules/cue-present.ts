/** C5: who speaks is seen somewhere. Silent for voices heard only, and on boards that name nobody. */
import { panelName, type Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

export const cuePresent: Rule = {
	id: 'C5',
	version: '1',
	category: 'coverage',
	title: 'Who speaks is seen',
	source: 'Lined-script practice: every cue that is not V.O. or O.S. is in a panel of its scene',
	checkScene(view) {
		const named = new Set(
			view.panels.flatMap(({ shot }) => shot.subjects.map((name) => name.toUpperCase())),
		)
		if (named.size === 0) return []
		const seen = new Set(named)
		return view.speeches.flatMap((speech) => {
			const { character, isUnseen, blockIds } = speech
			const panel = blockIds.flatMap((id) => view.showing(id))[0]
			if (isUnseen || !panel || seen.has(character)) return []
			seen.add(character)
			const count = view.speeches.filter((each) => each.character === character).length
			return only({
				targetId: panel.id,
				title: `Put ${character} in the shot`,
				rationale: `${character} speaks ${count === 1 ? 'once' : `${count} times`} and is named in 0 of ${view.panels.length} panels. The convention shows who speaks unless the cue says V.O. or O.S.; ${panelName(panel)} has the line.`,
				evidence: [
					{ label: 'Speeches', value: count },
					{ label: 'Panels that name them', value: 0 },
				],
				confidence: 0.6,
				edit: setShot(panel, { subjects: [...panel.shot.subjects, character].slice(0, 20) }),
			})
		})
	},
}
