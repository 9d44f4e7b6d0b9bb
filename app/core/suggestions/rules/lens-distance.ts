/** M2, distance: lens, size and the plan's distance agree. Silent unless all three are said. */
import { figure, panelName, type Rule } from '../rule.ts'
import { metresTo } from './camera-azimuth.ts'
import { only, type Size, setShot, sizeName } from './shot-reading.ts'

/** Height of the world that the frame shows at a standing adult, metres. */
const SEEN_METRES: Partial<Record<Size, number>> = {
	WS: 3.6,
	FS: 1.95,
	MWS: 1.45,
	COWBOY: 1.2,
	MS: 0.9,
	MCU: 0.62,
	CU: 0.42,
	BCU: 0.27,
}
/** A full-frame sensor, which lenses are told for; what the film's ratio leaves of its height. */
const SENSOR = { w: 36, h: 24 }
/** Off by less than this is the board's own roughness. */
const FACTOR = 1.6
const LENSES = [14, 18, 24, 28, 35, 50, 65, 85, 100, 135, 180, 200, 300]

export const lensDistance: Rule = {
	id: 'M2-distance',
	version: '1',
	category: 'camera',
	title: 'Lens for the distance',
	source:
		'Thin-lens geometry: distance = focal length × height seen ÷ sensor height (36 × 24 mm, cut to the film’s ratio)',
	checkPanel(view, panel) {
		const { lensMm, size, subjects, kind } = panel.shot
		const seen = size === null ? undefined : SEEN_METRES[size]
		const metres = metresTo(panel.plan, subjects)
		if (lensMm === null || seen === undefined || metres === null || kind === 'INSERT') return []
		if (!panel.startsShot || metres < 0.3) return []
		const sensorH = Math.min(SENSOR.h, SENSOR.w / view.aspectRatio)
		const needed = (lensMm * seen) / sensorH
		const off = needed / metres
		if (off < FACTOR && off > 1 / FACTOR) return []
		const wanted = (metres * sensorH) / seen
		const lens = nearest(wanted)
		if (lens === lensMm) return []
		return only({
			targetId: panel.id,
			title: `Take the ${lens} mm from where the camera stands`,
			rationale: `A ${sizeName(size)} on ${lensMm} mm in ${panelName(panel)} is seen from ${figure(needed)} m; on the plan the camera stands ${figure(metres)} m away. By convention lens, size and distance are one sum: about ${lens} mm.`,
			evidence: [
				{ label: 'Distance on the plan', value: Number(figure(metres)), unit: 'm' },
				{ label: `Distance for ${lensMm} mm`, value: Number(figure(needed)), unit: 'm' },
				{ label: 'Proposed', value: lens, unit: 'mm' },
			],
			confidence: 0.55,
			edit: setShot(panel, { lensMm: lens }),
		})
	},
}

function nearest(mm: number): number {
	return LENSES.reduce((best, each) =>
		Math.abs(Math.log(each / mm)) < Math.abs(Math.log(best / mm)) ? each : best,
	)
}
