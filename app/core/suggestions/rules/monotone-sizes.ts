/** E6: a change of size is information. Silent unless four set-ups in a row name one size. */
import { panelName, type Rule } from '../rule.ts'
import { only, setShot, sizeAt, sizeName, sizeStep } from './shot-reading.ts'

const RUN = 4

export const monotoneSizes: Rule = {
	id: 'E6',
	version: '1',
	category: 'camera',
	title: 'Sizes in a row',
	source: 'Change the size to change the information (Grammar of the Shot)',
	checkPanel(view, panel) {
		const firsts = view.panels.filter((each) => each.startsShot)
		const at = firsts.indexOf(panel)
		const run = firsts.slice(Math.max(0, at - RUN + 1), at + 1)
		const step = sizeStep(panel.shot.size)
		if (at < 0 || run.length < RUN || step === null) return []
		if (run.some(({ shot }) => shot.size !== panel.shot.size)) return []
		const size = sizeAt(step >= 5 ? step - 3 : step + 3)
		return only({
			targetId: panel.id,
			title:
				step >= 5 ? `Step back to a ${sizeName(size)} here` : `Go in to a ${sizeName(size)} here`,
			rationale: `${RUN} set-ups in a row are ${sizeName(panel.shot.size)}, the last at ${panelName(panel)}. The convention varies the size when what we learn changes.`,
			evidence: [
				{ label: 'In a row', value: RUN, unit: 'set-ups' },
				{ label: 'Size', value: sizeName(panel.shot.size) },
			],
			confidence: 0.5,
			edit: setShot(panel, { size }),
		})
	},
}
