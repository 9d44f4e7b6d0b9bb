/** The demo film's panels as sketches: every one composed, none a placeholder. Back to front. */
import { blob, curve, line, type Mark, night, rain, rect, ring, shape, tone } from './sketch-kit.ts'

const MAREN = { name: 'MAREN', hair: 'bun', coat: 'hatch' } as const
const TEO = { name: 'TEO', hair: 'short', coat: 'tone' } as const

/** The projector seen from its side; (x, y) is the lamp house, s its scale. */
function projector(x: number, y: number, s: number): Mark[] {
	const at = (dx: number, dy: number): [number, number] => [x + dx * s, y + dy * s]
	return [
		shape([at(-0.08, 0.3), at(0.12, 0.3), at(0.2, 1), at(-0.16, 1)], 'hatch', 'normal'),
		blob(ring(x + 0.02 * s, y - 0.28 * s, 0.15 * s), 'paper', 'heavy'),
		blob(ring(x + 0.02 * s, y - 0.28 * s, 0.045 * s), 'solid', 'normal'),
		...[0, 1, 2].map((i) =>
			blob(
				ring(
					x + 0.02 * s + 0.09 * s * Math.cos(i * 2.09 + 0.5),
					y - 0.28 * s + 0.165 * s * Math.sin(i * 2.09 + 0.5),
					0.03 * s,
				),
				'tone',
				'light',
				'grey',
			),
		),
		shape([at(-0.2, -0.02), at(0.18, -0.02), at(0.18, 0.32), at(-0.2, 0.32)], 'solid', 'heavy'),
		shape(
			[at(0.18, 0.06), at(0.32, 0.09), at(0.32, 0.22), at(0.18, 0.25)],
			'solid',
			'normal',
			'grey',
		),
		line([at(-0.14, 0.08), at(0.1, 0.08)], 'light', 'paper'),
		line([at(-0.14, 0.14), at(0.1, 0.14)], 'light', 'paper'),
		curve([at(0.1, -0.16), at(0.16, -0.06), at(0.12, 0.02)], 'normal'),
	]
}

/** Rows of seats seen from behind, nearer rows lower and larger. */
function seats(
	rows: number,
	top: number,
	bottom: number,
	fill: 'solid' | 'hatch' | 'tone',
): Mark[] {
	return Array.from({ length: rows }, (_, row) => {
		const t = row / Math.max(1, rows - 1)
		const y = top + (bottom - top) * t ** 1.5
		const height = 0.05 + 0.13 * t
		const across = 11 - Math.round(5 * t)
		const points: [number, number][] = [[-0.05, y + height * 2.2]]
		for (let i = 0; i <= across; i++) {
			const x = -0.05 + (1.1 * i) / across
			const w = 1.1 / across
			points.push(
				[x, y + height * 0.6],
				[x + w * 0.12, y],
				[x + w * 0.88, y],
				[x + w, y + height * 0.6],
			)
		}
		points.push([1.2, y + height * 2.2])
		return shape(points, fill, t > 0.6 ? 'normal' : 'light')
	})
}

export const lacing: Mark[] = [
	night('light', 'hatch'),
	tone(
		[
			[0, 0],
			[0.34, 0],
			[0.22, 1],
			[0, 1],
		],
		'grey',
	),
	...projector(0.74, 0.5, 0.86),
	curve(
		[
			[0.6, 0.24],
			[0.5, 0.4],
			[0.56, 0.6],
			[0.62, 0.62],
		],
		'light',
	),
	{ kind: 'figure', at: [0.3, 0.36], height: 3.7, anchor: 'face', facing: 'right', ...MAREN },
	blob(
		[
			[0.36, 0.86],
			[0.44, 0.68],
			[0.52, 0.6],
			[0.575, 0.585],
			[0.565, 0.635],
			[0.53, 0.66],
			[0.5, 0.78],
			[0.46, 0.98],
		],
		'paper',
		'normal',
	),
	line(
		[
			[0.55, 0.6],
			[0.585, 0.615],
		],
		'normal',
	),
	tone(
		[
			[0.36, 0.9],
			[0.44, 0.72],
			[0.47, 0.78],
			[0.44, 1],
			[0.36, 1],
		],
		'grey',
		'hatch',
	),
]

export const bench: Mark[] = [
	tone(rect(0, 0, 1, 0.3), 'ink', 'hatch'),
	shape(
		[
			[0, 0.3],
			[1, 0.26],
			[1, 1],
			[0, 1],
		],
		'paper',
		'normal',
	),
	tone(
		[
			[0, 0.3],
			[1, 0.26],
			[1, 1],
			[0, 1],
		],
		'light',
		'hatch',
	),
	tone(
		[
			[0.2, 0.82],
			[0.62, 0.92],
			[0.72, 0.8],
			[0.56, 0.66],
		],
		'ink',
	),
	blob(ring(0.4, 0.7, 0.2, 0.5), 'paper', 'heavy'),
	blob(ring(0.4, 0.63, 0.2, 0.5), 'paper', 'heavy'),
	blob(ring(0.4, 0.63, 0.165, 0.5), 'none', 'light'),
	shape(
		[
			[0.31, 0.58],
			[0.49, 0.57],
			[0.5, 0.68],
			[0.32, 0.7],
		],
		'hatch',
		'light',
		'grey',
	),
	line(
		[
			[0.33, 0.61],
			[0.48, 0.66],
		],
		'normal',
	),
	line(
		[
			[0.34, 0.66],
			[0.47, 0.6],
		],
		'normal',
	),
	shape(
		[
			[0.72, 0.12],
			[0.82, 0.12],
			[0.83, 0.6],
			[0.71, 0.6],
		],
		'hatch',
		'heavy',
	),
	shape(
		[
			[0.735, 0.03],
			[0.805, 0.03],
			[0.815, 0.14],
			[0.725, 0.14],
		],
		'paper',
		'heavy',
	),
	tone(
		[
			[0.78, 0.15],
			[0.82, 0.15],
			[0.825, 0.58],
			[0.785, 0.58],
		],
		'ink',
	),
	blob(ring(0.13, 0.56, 0.05, 0.8), 'none', 'normal'),
	shape(
		[
			[0.16, 0.62],
			[0.21, 0.78],
			[0.19, 0.8],
			[0.14, 0.64],
		],
		'solid',
		'light',
	),
	shape(
		[
			[0.12, 0.65],
			[0.12, 0.84],
			[0.09, 0.84],
			[0.1, 0.65],
		],
		'solid',
		'light',
	),
	shape(
		[
			[0.03, 0.36],
			[0.14, 0.34],
			[0.15, 0.47],
			[0.04, 0.49],
		],
		'paper',
		'light',
	),
	line(
		[
			[0.05, 0.4],
			[0.13, 0.385],
		],
		'light',
	),
	line(
		[
			[0.05, 0.44],
			[0.12, 0.43],
		],
		'light',
	),
]

export const doorway: Mark[] = [
	night('ink', 'hatch'),
	shape(
		[
			[0.36, 0.06],
			[0.66, 0.06],
			[0.68, 1],
			[0.34, 1],
		],
		'paper',
		'heavy',
	),
	tone(
		[
			[0.36, 0.06],
			[0.46, 0.06],
			[0.44, 1],
			[0.34, 1],
		],
		'light',
	),
	{
		kind: 'figure',
		at: [0.52, 0.32],
		height: 1.5,
		anchor: 'face',
		facing: 'front',
		name: 'TEO',
		hair: 'short',
		coat: 'solid',
	},
	tone(
		[
			[0.34, 1],
			[0.68, 1],
			[0.8, 1.2],
			[0.24, 1.2],
		],
		'light',
	),
	line(
		[
			[0.68, 0.05],
			[0.8, 0.0],
		],
		'normal',
	),
	line(
		[
			[0.8, 0],
			[0.83, 1],
		],
		'normal',
	),
	blob(ring(0.655, 0.58, 0.008), 'solid', 'light'),
	shape(rect(0.04, 0.2, 0.2, 0.06), 'paper', 'normal'),
	...[0.06, 0.1, 0.15, 0.19].map((x) => blob(ring(x, 0.12, 0.025), 'hatch', 'light')),
]

export const overMaren: Mark[] = [
	night('light', 'tone'),
	shape(
		[
			[0.62, 0.0],
			[0.96, 0.0],
			[0.98, 1],
			[0.6, 1],
		],
		'paper',
		'light',
	),
	tone(rect(0, 0, 0.6, 1), 'light', 'hatch'),
	{
		kind: 'figure',
		at: [0.7, 0.4],
		height: 2.9,
		anchor: 'face',
		facing: 'three_quarter_left',
		...TEO,
	},
	blob(ring(0.565, 0.84, 0.07, 0.75), 'paper', 'heavy'),
	blob(ring(0.565, 0.84, 0.055, 0.75), 'none', 'light'),
	blob(
		[
			[0.6, 0.93],
			[0.63, 0.82],
			[0.67, 0.82],
			[0.68, 0.98],
			[0.62, 1.02],
		],
		'paper',
		'normal',
	),
	{
		kind: 'figure',
		at: [0.2, 0.56],
		height: 6.4,
		anchor: 'face',
		facing: 'back',
		name: 'MAREN',
		hair: 'bun',
		coat: 'solid',
	},
]

export const confession: Mark[] = [
	night('grey', 'hatch'),
	blob(ring(0.82, 0.28, 0.16), 'paper', 'normal'),
	blob(ring(0.82, 0.28, 0.05), 'solid', 'light'),
	...[0, 1, 2].map((i) =>
		blob(
			ring(0.82 + 0.095 * Math.cos(i * 2.09), 0.28 + 0.175 * Math.sin(i * 2.09), 0.032),
			'tone',
			'light',
			'grey',
		),
	),
	{
		kind: 'figure',
		at: [0.4, 0.46],
		height: 5.3,
		anchor: 'face',
		facing: 'three_quarter_right',
		...MAREN,
	},
	line(
		[
			[0.345, 0.5],
			[0.325, 0.53],
		],
		'light',
	),
	line(
		[
			[0.35, 0.54],
			[0.335, 0.575],
		],
		'light',
	),
	curve(
		[
			[0.375, 0.6],
			[0.366, 0.65],
			[0.372, 0.69],
		],
		'light',
	),
]

export const beamLeaps: Mark[] = [
	night('ink', 'tone'),
	shape(
		[
			[0, 0.16],
			[0.64, 0.24],
			[0.64, 0.82],
			[0, 1],
		],
		'hatch',
		'light',
		'grey',
	),
	shape(
		[
			[0.64, 0.24],
			[1, 0.1],
			[1, 1],
			[0.64, 0.82],
		],
		'hatch',
		'normal',
		'ink',
	),
	shape(
		[
			[0.74, 0.4],
			[0.83, 0.38],
			[0.83, 0.54],
			[0.74, 0.54],
		],
		'paper',
		'heavy',
	),
	{
		kind: 'stroke',
		points: [
			[0.42, 0.47],
			[0.74, 0.42],
			[0.74, 0.53],
			[0.42, 0.5],
		],
		closed: true,
		fill: 'paper',
		weight: 'light',
		bare: true,
	},
	{
		kind: 'stroke',
		points: [
			[0.83, 0.38],
			[1.2, 0.2],
			[1.2, 0.8],
			[0.83, 0.54],
		],
		closed: true,
		fill: 'paper',
		weight: 'light',
		bare: true,
	},
	...projector(0.28, 0.42, 0.56),
	{ kind: 'figure', at: [0.56, 0.99], height: 0.74, facing: 'left', ...MAREN },
	line(
		[
			[0.5, 0.62],
			[0.43, 0.56],
		],
		'heavy',
	),
	{ kind: 'figure', at: [0.9, 1.04], height: 0.8, facing: 'back', ...TEO },
	line(
		[
			[0, 0.16],
			[0.64, 0.24],
			[1, 0.1],
		],
		'normal',
	),
]

export const emptyHouse: Mark[] = [
	night('ink', 'tone'),
	shape(
		[
			[0, 0],
			[0.3, 0.16],
			[0.3, 0.56],
			[0, 0.86],
		],
		'hatch',
		'light',
		'ink',
	),
	shape(
		[
			[1, 0],
			[0.7, 0.16],
			[0.7, 0.56],
			[1, 0.86],
		],
		'hatch',
		'light',
		'ink',
	),
	shape(rect(0.3, 0.16, 0.4, 0.34), 'paper', 'heavy'),
	...[
		[0.3, 0.18],
		[0.7, 0.18],
	].map(([x = 0]) =>
		shape(
			[
				[x - 0.025, 0.14],
				[x + 0.025, 0.14],
				[x + 0.025, 0.56],
				[x - 0.025, 0.56],
			],
			'hatch',
			'normal',
		),
	),
	...seats(6, 0.54, 0.86, 'hatch'),
	tone(
		[
			[0.46, 1.0],
			[0.54, 1.0],
			[0.515, 0.56],
			[0.485, 0.56],
		],
		'paper',
		'paper',
	),
	{
		kind: 'stroke',
		points: [
			[0.86, -0.02],
			[0.7, 0.18],
			[0.3, 0.5],
			[0.3, 0.18],
		],
		closed: true,
		fill: 'tone',
		tone: 'paper',
		weight: 'light',
		bare: true,
	},
	line(
		[
			[0.86, -0.02],
			[0.3, 0.17],
		],
		'light',
		'paper',
	),
	line(
		[
			[0.86, -0.02],
			[0.68, 0.5],
		],
		'light',
		'paper',
	),
]

export const downTheAisle: Mark[] = [
	night('ink', 'hatch'),
	...seats(4, 0.5, 0.82, 'hatch').slice(0, 3),
	{
		kind: 'stroke',
		points: [
			[0.5, 0.52],
			[0.02, 0.48],
			[0.02, 0.82],
			[0.5, 0.56],
		],
		closed: true,
		fill: 'paper',
		tone: 'paper',
		weight: 'light',
		bare: true,
	},
	line(
		[
			[0.5, 0.53],
			[0.02, 0.48],
		],
		'light',
		'grey',
	),
	line(
		[
			[0.5, 0.56],
			[0.02, 0.82],
		],
		'light',
		'grey',
	),
	{ kind: 'figure', at: [0.62, 0.96], height: 0.86, facing: 'left', ...TEO },
	shape(
		[
			[0.5, 0.51],
			[0.555, 0.525],
			[0.552, 0.565],
			[0.5, 0.57],
		],
		'solid',
		'normal',
	),
	...seats(2, 0.84, 0.92, 'solid').slice(1),
]

export const fullHouse: Mark[] = [
	night('ink', 'solid'),
	shape(
		[
			[0.06, 0.06],
			[0.94, 0.06],
			[0.94, 0.9],
			[0.06, 0.9],
		],
		'paper',
		'light',
	),
	tone(rect(0.06, 0.06, 0.88, 0.84), 'light'),
	...[0, 1, 2].flatMap((row) =>
		Array.from({ length: 6 }, (_, i): Mark[] => {
			const isEmpty = row === 2 && i === 3
			const x = 0.15 + i * 0.14 + (row % 2) * 0.05
			const y = 0.24 + row * 0.22
			if (x > 0.9) return []
			if (isEmpty)
				return [
					blob(
						[
							[x - 0.06, y + 0.26],
							[x - 0.055, y],
							[x, y - 0.04],
							[x + 0.055, y],
							[x + 0.06, y + 0.26],
						],
						'solid',
						'normal',
					),
				]
			const hair = (['short', 'long', 'bun', 'cap', 'short'] as const)[(i * 2 + row * 3) % 5]
			return [
				{
					kind: 'figure',
					at: [x, y],
					height: 1.25,
					weight: 'light',
					anchor: 'face',
					facing: 'front',
					name: `guest ${row}-${i}`,
					hair,
					coat: 'hatch',
				},
			]
		}).flat(),
	),
	...[0.2, 0.52, 0.8].map(
		(x): Mark =>
			line(
				[
					[x, 0.06],
					[x + 0.004, 0.9],
				],
				'light',
				'paper',
			),
	),
	...seats(2, 0.9, 0.96, 'solid').slice(1),
]

export const wetCoat: Mark[] = [
	night('grey', 'hatch'),
	...[0.0, 0.33, 0.66].map((x) =>
		blob(
			[
				[x + 0.02, 1.1],
				[x + 0.03, 0.42],
				[x + 0.08, 0.34],
				[x + 0.26, 0.34],
				[x + 0.31, 0.42],
				[x + 0.32, 1.1],
			],
			'solid',
			'normal',
		),
	),
	blob(
		[
			[0.33, 0.4],
			[0.42, 0.3],
			[0.5, 0.34],
			[0.58, 0.3],
			[0.66, 0.4],
			[0.7, 0.72],
			[0.66, 0.98],
			[0.56, 0.94],
			[0.48, 0.99],
			[0.38, 0.94],
			[0.3, 0.98],
			[0.3, 0.7],
		],
		'paper',
		'heavy',
	),
	tone(
		[
			[0.52, 0.36],
			[0.6, 0.34],
			[0.66, 0.42],
			[0.69, 0.72],
			[0.65, 0.96],
			[0.56, 0.92],
		],
		'grey',
		'hatch',
	),
	curve(
		[
			[0.42, 0.31],
			[0.47, 0.46],
			[0.5, 0.92],
		],
		'normal',
	),
	curve(
		[
			[0.58, 0.31],
			[0.53, 0.44],
			[0.505, 0.6],
		],
		'normal',
	),
	curve(
		[
			[0.36, 0.5],
			[0.38, 0.7],
			[0.36, 0.9],
		],
		'light',
	),
	curve(
		[
			[0.62, 0.5],
			[0.61, 0.7],
			[0.63, 0.9],
		],
		'light',
	),
	...[
		[0.34, 0.98],
		[0.43, 0.97],
		[0.55, 0.96],
		[0.64, 0.97],
	].map(([x = 0, y = 0]) =>
		line(
			[
				[x, y - 0.02],
				[x + 0.002, y + 0.05],
			],
			'normal',
		),
	),
	{
		kind: 'stroke',
		points: [
			[0.0, 0.1],
			[0.3, 0.36],
			[0.68, 0.34],
			[1, -0.1],
			[0.5, -0.1],
		],
		closed: true,
		fill: 'tone',
		tone: 'paper',
		weight: 'light',
		bare: true,
	},
]

export const lookingUp: Mark[] = [
	night('ink', 'hatch'),
	{
		kind: 'stroke',
		points: [
			[1.02, -0.1],
			[1.02, 0.34],
			[0.3, 1.05],
			[0.02, 0.7],
		],
		closed: true,
		fill: 'tone',
		tone: 'paper',
		weight: 'light',
		bare: true,
	},
	{ kind: 'figure', at: [0.62, 0.44], height: 5.2, anchor: 'face', facing: 'right', ...TEO },
	line(
		[
			[0.9, 0.05],
			[0.97, -0.02],
		],
		'normal',
		'paper',
	),
	...[
		[0.12, 0.2],
		[0.2, 0.45],
		[0.3, 0.15],
		[0.86, 0.3],
		[0.93, 0.5],
		[0.08, 0.62],
	].map(([x = 0, y = 0]) => blob(ring(x, y, 0.005), 'solid', 'light', 'paper')),
]

/** A hand from the wrist up, `side` 1 on the left of the frame and -1 on the right. */
function clappingHand(side: 1 | -1): Mark[] {
	const at = (x: number, y: number): [number, number] => [0.5 - side * (0.5 - x), y]
	const finger = (tipX: number, tipY: number, baseX: number, baseY: number) =>
		blob(
			[
				at(baseX - 0.022, baseY),
				at(tipX - 0.018, tipY + 0.03),
				at(tipX, tipY),
				at(tipX + 0.018, tipY + 0.035),
				at(baseX + 0.022, baseY),
			],
			'paper',
			'heavy',
		)
	return [
		shape([at(-0.06, 1.04), at(0.16, 0.7), at(0.3, 0.86), at(0.2, 1.2)], 'hatch', 'heavy'),
		finger(0.4, 0.1, 0.35, 0.46),
		finger(0.36, 0.06, 0.315, 0.44),
		finger(0.31, 0.1, 0.28, 0.47),
		finger(0.255, 0.2, 0.245, 0.52),
		blob(
			[
				at(0.17, 0.74),
				at(0.22, 0.56),
				at(0.25, 0.46),
				at(0.34, 0.4),
				at(0.38, 0.46),
				at(0.4, 0.58),
				at(0.37, 0.72),
				at(0.29, 0.84),
			],
			'paper',
			'heavy',
		),
		blob(
			[
				at(0.36, 0.72),
				at(0.41, 0.56),
				at(0.45, 0.42),
				at(0.475, 0.44),
				at(0.46, 0.58),
				at(0.41, 0.72),
			],
			'paper',
			'heavy',
		),
		curve([at(0.28, 0.6), at(0.33, 0.66), at(0.36, 0.64)], 'light'),
		tone([at(0.18, 0.74), at(0.23, 0.56), at(0.27, 0.62), at(0.28, 0.8)], 'grey', 'hatch'),
	]
}

export const hands: Mark[] = [
	night('ink', 'solid'),
	{
		kind: 'stroke',
		points: [
			[0.3, -0.1],
			[0.7, -0.1],
			[0.98, 1.1],
			[0.02, 1.1],
		],
		closed: true,
		fill: 'solid',
		tone: 'grey',
		weight: 'light',
		bare: true,
	},
	...clappingHand(1),
	...clappingHand(-1),
	...[0.47, 0.5, 0.53].map((x) =>
		line(
			[
				[x, 0.24],
				[0.5 + (x - 0.5) * 2, 0.1],
			],
			'normal',
			'paper',
		),
	),
]

export const torchOut: Mark[] = [
	night('ink', 'solid'),
	{
		kind: 'stroke',
		points: [
			[0.36, -0.02],
			[0.64, -0.02],
			[0.98, 0.9],
			[0.02, 0.9],
		],
		closed: true,
		fill: 'tone',
		tone: 'paper',
		weight: 'light',
		bare: true,
	},
	{
		kind: 'figure',
		at: [0.5, 0.98],
		height: 0.72,
		facing: 'front',
		name: 'TEO',
		hair: 'none',
		coat: 'solid',
	},
	...seats(3, 0.66, 0.9, 'solid'),
	...[0.14, 0.3, 0.72, 0.88].map((x) => blob(ring(x, 0.64, 0.018, 1.15), 'solid', 'light', 'grey')),
]

export const marquee: Mark[] = [
	night('grey', 'tone'),
	tone(
		[
			[0, 0],
			[1, 0],
			[1, 0.3],
			[0, 0.3],
		],
		'ink',
		'hatch',
	),
	shape(
		[
			[0, 0.22],
			[0.2, 0.3],
			[0.2, 0.66],
			[0, 0.78],
		],
		'hatch',
		'normal',
		'ink',
	),
	shape(
		[
			[1, 0.1],
			[0.84, 0.24],
			[0.84, 0.64],
			[1, 0.78],
		],
		'hatch',
		'normal',
		'ink',
	),
	shape(rect(0.26, 0.06, 0.5, 0.58), 'paper', 'heavy'),
	tone(rect(0.26, 0.06, 0.5, 0.58), 'light', 'hatch'),
	shape(
		[
			[0.45, 0.0],
			[0.57, 0.0],
			[0.57, 0.3],
			[0.45, 0.3],
		],
		'solid',
		'heavy',
	),
	shape(
		[
			[0.2, 0.3],
			[0.82, 0.3],
			[0.85, 0.44],
			[0.17, 0.44],
		],
		'paper',
		'heavy',
	),
	{ kind: 'label', at: [0.31, 0.33], text: 'LAST HOUSE TONIGHT' },
	...[0.32, 0.43, 0.54, 0.65].map((x) => shape(rect(x, 0.48, 0.07, 0.16), 'paper', 'normal')),
	tone(
		[
			[0.3, 0.64],
			[0.74, 0.64],
			[0.9, 1],
			[0.14, 1],
		],
		'paper',
		'tone',
	),
	line(
		[
			[0, 0.78],
			[0.26, 0.64],
			[0.76, 0.64],
			[1, 0.78],
		],
		'normal',
	),
	line(
		[
			[0.26, 0.64],
			[0.02, 1.02],
		],
		'light',
	),
	line(
		[
			[0.76, 0.64],
			[1, 1.02],
		],
		'light',
	),
	{ kind: 'figure', at: [0.45, 0.86], height: 0.3, facing: 'back', ...MAREN },
	{ kind: 'figure', at: [0.56, 0.87], height: 0.33, facing: 'back', ...TEO },
	...rain(0, 0, 1, 0.9, 26),
]

export const outside: Mark[] = [
	night('grey', 'hatch'),
	...[0.05, 0.37, 0.69].map((x) => shape(rect(x, 0.04, 0.27, 0.96), 'paper', 'heavy')),
	{
		kind: 'stroke',
		points: [
			[0.5, 0.34],
			[1.1, -0.1],
			[1.1, 0.5],
		],
		closed: true,
		fill: 'tone',
		tone: 'grey',
		weight: 'light',
		bare: true,
	},
	{
		kind: 'stroke',
		points: [
			[0.5, 0.34],
			[-0.1, -0.1],
			[-0.1, 0.5],
		],
		closed: true,
		fill: 'tone',
		tone: 'light',
		weight: 'light',
		bare: true,
	},
	blob(ring(0.505, 0.34, 0.03), 'paper', 'heavy'),
	...Array.from(
		{ length: 9 },
		(_, i): Mark =>
			blob(ring(0.1 + i * 0.1, 0.57 + 0.05 * Math.sin(i * 0.39), 0.05, 0.42, 8), 'none', 'normal'),
	),
	shape(rect(0.46, 0.6, 0.08, 0.14), 'solid', 'normal'),
	{
		kind: 'figure',
		at: [0.28, 0.44],
		height: 3.1,
		anchor: 'face',
		facing: 'back',
		...MAREN,
		coat: 'solid',
	},
	{
		kind: 'figure',
		at: [0.73, 0.36],
		height: 3.3,
		anchor: 'face',
		facing: 'back',
		...TEO,
		coat: 'solid',
	},
	...rain(0, 0, 1, 0.95, 18, 'grey'),
]

export const watching: Mark[] = [
	night('ink', 'hatch'),
	shape(
		[
			[0.66, -0.02],
			[1.02, -0.02],
			[1.02, 1.02],
			[0.7, 1.02],
		],
		'paper',
		'heavy',
	),
	tone(
		[
			[0.66, -0.02],
			[1.02, -0.02],
			[1.02, 1.02],
			[0.7, 1.02],
		],
		'light',
		'tone',
	),
	{
		kind: 'stroke',
		points: [
			[0.68, 0.34],
			[1.02, 0.1],
			[1.02, 0.64],
		],
		closed: true,
		fill: 'paper',
		weight: 'light',
		bare: true,
	},
	{
		kind: 'figure',
		at: [0.86, 0.52],
		height: 3.4,
		anchor: 'face',
		facing: 'three_quarter_left',
		name: 'MAREN',
		hair: 'bun',
		coat: 'paper',
		tone: 'grey',
	},
	{
		kind: 'figure',
		at: [0.34, 0.47],
		height: 5.4,
		anchor: 'face',
		facing: 'three_quarter_right',
		...MAREN,
	},
	...rain(0.02, 0, 0.64, 0.95, 12),
	...[
		[0.74, 0.1],
		[0.8, 0.3],
		[0.94, 0.16],
		[0.98, 0.6],
		[0.76, 0.7],
	].map(([x = 0, y = 0]) =>
		curve(
			[
				[x, y],
				[x + 0.004, y + 0.08],
				[x - 0.003, y + 0.16],
			],
			'light',
			'grey',
		),
	),
]
