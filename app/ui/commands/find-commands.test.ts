import { expect, it } from 'vitest'
import { findCommands } from './find-commands.ts'

const command = (label: string, more: object = {}) => ({
	...{ id: label, group: 'Panels', label, run: () => undefined },
	...more,
})

it('finds commands by parts of their words, beginnings first, what is off last', () => {
	const all = [
		command('Put the panel in the trash', { also: 'delete' }),
		command('Next panel'),
		command('Scene’s trash', { isOn: () => false }),
		command('One panel on', { isSmall: true }),
	]
	const labels = (wanted: string) => findCommands(all, wanted).map(({ label }) => label)

	expect(labels('trash')).toEqual(['Put the panel in the trash', 'Scene’s trash'])
	expect(labels('del')).toEqual(['Put the panel in the trash'])
	expect(labels('pan nex')).toEqual(['Next panel'])
	expect(labels('nothing')).toEqual([])
	expect(labels('')).toHaveLength(3)
})
