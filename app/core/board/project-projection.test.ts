import { expect, it } from 'vitest'
import { numberScenes, projectScenes } from './project-projection.ts'
import type { SceneRecord } from './project-records.ts'

let place = 0
function scene(number: string, given: Partial<SceneRecord> = {}): SceneRecord {
	place += 1
	return {
		id: `scene:s${place}`,
		typeName: 'scene',
		index: `a${String(place).padStart(4, '0')}`,
		number,
		heading: '',
		synopsis: '',
		trashedAt: null,
		meta: {},
		...given,
	}
}
const numbersOf = (scenes: SceneRecord[]) => {
	const numbers = numberScenes(scenes)
	return scenes.map((one) => numbers.get(one.id))
}

it('counts scenes without a number from one', () => {
	expect(numbersOf([scene(''), scene(''), scene('')])).toEqual(['1', '2', '3'])
})

it('keeps typed numbers and never repeats one of them', () => {
	expect(numbersOf([scene(''), scene('2'), scene(''), scene('')])).toEqual(['1', '2', '3', '4'])
	expect(numbersOf([scene('2'), scene(''), scene('3')])).toEqual(['2', '2A', '3'])
})

it('counts scenes in the trash for nothing', () => {
	const trashed = scene('', { trashedAt: 5 })
	expect(numbersOf([scene(''), trashed, scene('')]).filter((_, i) => i !== 1)).toEqual(['1', '2'])
})

it('orders rows by story and names boards without the record prefix', () => {
	const later = scene('')
	const earlier = scene('', { index: 'a0' })
	const rows = projectScenes([later, earlier], 'p')
	expect(rows.map((row) => [row.sceneId, row.position])).toEqual([
		[earlier.id.slice(6), 0],
		[later.id.slice(6), 1],
	])
})
