/** What a part of a sketch is called, on screen and read aloud: "Figure ANNA", "Prop: lamp". */
import type { SketchElement } from '../sketch.ts'

const KINDS: Record<SketchElement['kind'], string> = {
	stroke: 'Line',
	arrow: 'Arrow',
	label: 'Words',
	frame: 'Frame',
	horizon: 'Horizon',
	figure: 'Figure',
	light: 'Light',
	light_plan: 'Lighting plan',
	perspective: 'Perspective',
	set: 'Place',
	prop: 'Prop',
	guide: 'Guide',
	callout: 'Call-out',
	picture: 'Picture',
}

export function nameOfPart(element: SketchElement): string {
	const more = moreOf(element)
	return more ? `${KINDS[element.kind]}: ${more}` : KINDS[element.kind]
}

/** Names of parts beside each other: those that would be called the same are counted. */
export function namesOfParts(elements: readonly SketchElement[]): string[] {
	const names = elements.map(nameOfPart)
	const seen = new Map<string, number>()
	return names.map((name) => {
		if (names.indexOf(name) === names.lastIndexOf(name)) return name
		const count = (seen.get(name) ?? 0) + 1
		seen.set(name, count)
		return `${name} ${count}`
	})
}

function moreOf(element: SketchElement): string | undefined {
	switch (element.kind) {
		case 'figure':
			return element.name
		case 'label':
		case 'callout':
			return element.text
		case 'prop':
			return element.prop
		case 'set':
			return element.set.replaceAll('_', ' ')
		case 'light':
			return element.label
		case 'guide':
			return element.guide.replaceAll('_', ' ')
		default:
			return undefined
	}
}
