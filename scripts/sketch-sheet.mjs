/**
 * A contact sheet of fifty sketches, to be looked at before a change to how they are drawn is called
 * good: `node scripts/sketch-sheet.mjs sheet.png [suggestion-id]`. Painted by the renderer that
 * thumbnails, print and models use; the same id draws the same sheet.
 */
import { writeFileSync } from 'node:fs'
import { Resvg } from '@resvg/resvg-js'
import { renderPanelSvg } from '../app/core/canvas/panel-svg.ts'
import {
	establishingSketch,
	insertSketch,
	masterSketch,
	neutralSketch,
	reactionSketch,
	reverseSketch,
	singleSketch,
} from '../app/core/suggestions/proposed-panels.ts'
import { renderSketch, sketchOf } from '../app/core/suggestions/render-sketch.ts'
import {
	FIGURE_FACINGS,
	FIGURE_HAIR,
	FIGURE_POSES,
	LIGHT_SOURCES,
} from '../app/core/suggestions/sketch.ts'

const PANEL = { w: 640, h: 346 }
const COLUMNS = 5
const CELL = { w: 460, h: 249, gap: 8 }
const [, , out = 'sketch-sheet.png', seed = 'sheet'] = process.argv

const place = (setting, time) => ({ setting, time, isNight: time === 'NIGHT' })
const figure = (fields) => ({ kind: 'figure', at: [0.5, 0.92], ...fields })
const proposals = [
	singleSketch('IDA', 'right'),
	singleSketch('TOMAS', 'left'),
	singleSketch('NOOR', 'right', 'CU'),
	reactionSketch('IDA', 'TOMAS', 'left'),
	reactionSketch('JONAS', 'IDA', 'right'),
	reverseSketch('TEO', 'MAREN', 'right'),
	reverseSketch('MAREN', 'TEO', 'left'),
	neutralSketch('IDA', 'TOMAS'),
	neutralSketch('KIM', 'BEA'),
	masterSketch(['IDA', 'TOMAS'], place('interior', 'DAY'), 'INT. KITCHEN'),
	masterSketch(['KIM', 'BEA', 'LOU', 'TEO'], place('exterior', 'DAY'), 'EXT. STREET'),
	...['thermos', 'compass', 'photograph', 'letter', 'pistol', 'key', 'phone', 'throttle'].map(
		insertSketch,
	),
	establishingSketch(place('interior', 'NIGHT'), 'INT. WHEELHOUSE'),
	establishingSketch(place('exterior', 'NIGHT'), 'EXT. STREET'),
	establishingSketch(place('exterior', 'DAY'), 'EXT. FOREST'),
	establishingSketch(place('exterior', 'DAY'), 'EXT. ROAD'),
	establishingSketch(place('exterior', 'NIGHT'), 'EXT. HARBOUR'),
	establishingSketch(place('interior', 'DAY'), 'INT. CORRIDOR'),
]
const sizes = ['EWS', 'WS', 'FS', 'MWS', 'COWBOY', 'MS', 'MCU', 'CU', 'BCU', 'ECU'].map(
	(size, i) => [
		{ kind: 'set', set: ['field', 'street', 'room'][i % 3], weight: 'light' },
		figure({
			size,
			name: `PERSON ${i}`,
			facing: FIGURE_FACINGS[i > 7 ? 4 + (i % 2) : (i * 5) % 6],
		}),
	],
)
const poses = FIGURE_POSES.map((pose, i) => [
	{ kind: 'set', set: i % 2 === 0 ? 'void' : 'room', weight: 'light', horizon: 0.46 },
	...FIGURE_FACINGS.filter((_, k) => k % 2 === i % 2).map((facing, k) =>
		figure({
			pose,
			facing,
			name: `${pose} ${k}`,
			hair: FIGURE_HAIR[(i + k) % 6],
			height: 0.76,
			at: [0.2 + 0.3 * k, 0.92],
		}),
	),
])
const lights = LIGHT_SOURCES.map((source, i) => [
	{
		kind: 'light',
		source,
		from: [i % 2 ? 0.92 : 0.08, 0.16],
		to: [0.5, 0.6],
		label: source,
		falloff: i / 3,
	},
	figure({
		size: 'MS',
		name: `LIT ${i}`,
		facing: i % 2 ? 'three_quarter_right' : 'three_quarter_left',
	}),
])
const others = [
	[
		figure({ size: 'CU', at: [0.62, 0], facing: 'three_quarter_left', name: 'LOU', hair: 'long' }),
		{
			kind: 'light_plan',
			at: [0.02, 0.48],
			size: 0.48,
			lamps: [
				{ role: 'key', azimuth: -45 },
				{ role: 'fill', azimuth: 55 },
				{ role: 'back', azimuth: 150 },
			],
		},
	],
	[
		{ kind: 'set', set: 'street' },
		figure({ size: 'FS', pose: 'run', facing: 'three_quarter_left', name: 'RUN' }),
		{ kind: 'callout', at: [0.04, 0.06], to: [0.52, 0.5], text: 'VFX rain, wet down' },
		{ kind: 'arrow', from: [0.72, 0.9], to: [0.36, 0.94], bend: 0.1, weight: 'heavy' },
	],
	[
		{ kind: 'set', set: 'room' },
		{ kind: 'perspective', points: [[0.5, 0.5]], tone: 'guide' },
		{ kind: 'guide', guide: 'thirds' },
		{ kind: 'prop', prop: 'table', at: [0.5, 0.86], size: 0.34 },
		{ kind: 'prop', prop: 'lamp', at: [0.86, 0.88], size: 0.12 },
		{ kind: 'frame', x: 0.2, y: 0.15, w: 0.6, h: 0.6, tone: 'guide' },
	],
]

const sheet = [
	...proposals,
	...[...sizes, ...lights, ...others, ...poses].map((elements) => sketchOf(elements)),
]
const cells = sheet.map((sketch, i) => {
	const shapes = renderSketch(sketch, {
		panelId: 'shape:panel',
		...PANEL,
		suggestionId: `suggestion:${seed}-${i}`,
		above: null,
	})
	const picture = renderPanelSvg({ panel: { id: 'shape:panel', ...PANEL }, shapes })
	const inside = picture.replace(/^<svg[^>]*>/, '').replace(/<\/svg>$/, '')
	const x = (i % COLUMNS) * (CELL.w + CELL.gap) + CELL.gap
	const y = Math.floor(i / COLUMNS) * (CELL.h + CELL.gap) + CELL.gap
	return `<svg x="${x}" y="${y}" width="${CELL.w}" height="${CELL.h}" viewBox="0 0 ${PANEL.w} ${PANEL.h}">${inside}</svg>`
})
const width = COLUMNS * (CELL.w + CELL.gap) + CELL.gap
const height = Math.ceil(sheet.length / COLUMNS) * (CELL.h + CELL.gap) + CELL.gap
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#8a8a8a"/>${cells.join('')}</svg>`
writeFileSync(out, new Resvg(svg, { font: { loadSystemFonts: true } }).render().asPng())
