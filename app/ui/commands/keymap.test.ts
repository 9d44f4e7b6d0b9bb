import { describe, expect, it, vi } from 'vitest'
import { type Command, createCommandRegistry } from './command-registry.ts'
import { commandFor, conflictsOf, DEFAULT_KEYMAP, keysOf, withKeys } from './keymap.ts'

const command = (id: string, more: Partial<Command>): Command => ({
	...{ id, group: 'Panels', label: id, run: () => undefined },
	...more,
})
const copy = command('copy', { keys: ['d'], where: 'panel' })
const pencil = command('pencil', { keys: ['d', 'b'], storyboarder: ['1'] })
const all = [copy, pencil]

describe('keys', () => {
	it('press the command of the narrowest place that has the focus', () => {
		expect(commandFor(all, DEFAULT_KEYMAP, 'd', () => true)?.id).toBe('copy')
		expect(commandFor(all, DEFAULT_KEYMAP, 'd', (place) => place === 'board')?.id).toBe('pencil')
		expect(commandFor(all, DEFAULT_KEYMAP, 'q', () => true)).toBeNull()
	})

	it('go to the next command when one cannot be done now', () => {
		const off = { ...copy, isOn: () => false }
		expect(commandFor([off, pencil], DEFAULT_KEYMAP, 'd', () => true)?.id).toBe('pencil')
	})

	it('follow the preset, and a person’s own change above it', () => {
		const storyboarder = { preset: 'storyboarder' as const, own: {} }
		expect(keysOf(pencil, storyboarder)).toEqual(['1'])
		expect(keysOf(copy, storyboarder)).toEqual(['d'])
		const own = withKeys(storyboarder, 'pencil', ['q'])
		expect(keysOf(pencil, own)).toEqual(['q'])
		expect(keysOf(pencil, withKeys(own, 'pencil', null))).toEqual(['1'])
	})

	it('that two commands of one place have are a conflict, in two places they are not', () => {
		const tone = command('tone', { keys: ['t'] })
		expect(conflictsOf([...all, tone], DEFAULT_KEYMAP, tone, 'b')).toEqual([pencil])
		expect(conflictsOf(all, DEFAULT_KEYMAP, copy, 'd')).toEqual([])
	})
})

describe('the registry', () => {
	it('holds commands until their owner goes, and tells who listens', () => {
		const registry = createCommandRegistry()
		const changed = vi.fn()
		registry.subscribe(changed)
		const stop = registry.register(all)
		registry.register([command('play', {})])
		expect(registry.list().map(({ id }) => id)).toEqual(['copy', 'pencil', 'play'])
		stop()
		expect(registry.list().map(({ id }) => id)).toEqual(['play'])
		expect(changed).toHaveBeenCalledTimes(3)
	})
})
