import { describe, expect, it } from 'vitest'
import { chordOf, formatChord } from './key-chord.ts'

const press = (key: string, held: readonly string[] = []) => ({
	key,
	ctrlKey: held.includes('ctrl'),
	metaKey: held.includes('meta'),
	altKey: held.includes('alt'),
	shiftKey: held.includes('shift'),
})

describe('a chord', () => {
	it('has one spelling', () => {
		expect(chordOf(press('N', ['shift']))).toBe('shift+n')
		expect(chordOf(press('z', ['meta']))).toBe('mod+z')
		expect(chordOf(press('Z', ['ctrl', 'shift']))).toBe('mod+shift+z')
		expect(chordOf(press('ArrowLeft', ['alt']))).toBe('alt+arrowleft')
		expect(chordOf(press(' '))).toBe('space')
	})

	it('does not count the Shift that makes a sign', () => {
		expect(chordOf(press('?', ['shift']))).toBe('?')
		expect(chordOf(press('/'))).toBe('/')
		expect(chordOf(press('1', ['shift']))).toBe('shift+1')
	})

	it('is none while only modifiers are down', () => {
		expect(chordOf(press('Shift', ['shift']))).toBeNull()
	})

	it('reads as key caps', () => {
		expect(formatChord('mod+shift+z')).toBe('Ctrl Shift Z')
		expect(formatChord('mod+k', true)).toBe('⌘ K')
		expect(formatChord('alt+arrowleft')).toBe('Alt ←')
		expect(formatChord('mod++')).toBe('Ctrl +')
	})
})
