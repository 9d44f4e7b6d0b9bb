/** How somebody is dressed and combed: said in the sketch, or following from the name, always alike. */
import { seededRandom } from '../../random.ts'
import { FIGURE_HAIR, type SketchElement } from '../sketch.ts'
import type { Stroke } from '../sketch-geometry.ts'

export interface FigureLook {
	hair: (typeof FIGURE_HAIR)[number]
	hairFill: 'solid' | 'tone' | 'paper'
	coat: 'paper' | 'tone' | 'hatch' | 'solid'
	garment: 'jacket' | 'coat' | 'jersey' | 'suit'
	legs: Stroke['fill']
}

export function lookOf(figure: Extract<SketchElement, { kind: 'figure' }>): FigureLook {
	const random = seededRandom(`figure:${(figure.name ?? '').toUpperCase()}`)
	const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]
	const hair = pick(FIGURE_HAIR.filter((each) => each !== 'hood' && each !== 'none')) ?? 'short'
	const coat = pick(['tone', 'hatch', 'paper'] as const) ?? 'tone'
	const hairFill = pick(['solid', 'tone', 'paper'] as const) ?? 'solid'
	const garment = pick(['jacket', 'coat', 'jersey', 'suit'] as const) ?? 'jacket'
	const worn = figure.coat ?? coat
	const legs =
		worn === 'solid'
			? 'solid'
			: worn === 'paper'
				? (pick(['paper', 'tone'] as const) ?? 'paper')
				: 'paper'
	return { hair: figure.hair ?? hair, hairFill, coat: worn, garment, legs }
}
