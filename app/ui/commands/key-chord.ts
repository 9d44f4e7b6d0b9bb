/**
 * Keys as commands name them: `n`, `shift+n`, `mod+shift+z`, `alt+arrowleft`. `mod` is Ctrl, or the
 * command key on a Mac. One spelling for each, so that two spellings can never hide a conflict.
 */

/** The part of a keyboard event that says which key it was. */
export interface KeyPress {
	key: string
	ctrlKey: boolean
	metaKey: boolean
	altKey: boolean
	shiftKey: boolean
}

const MODIFIERS: readonly string[] = ['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'CapsLock']
const SPOKEN: Readonly<Record<string, string>> = {
	mod: 'Ctrl',
	alt: 'Alt',
	shift: 'Shift',
	arrowleft: '←',
	arrowright: '→',
	arrowup: '↑',
	arrowdown: '↓',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	escape: 'Esc',
	delete: 'Del',
	backspace: '⌫',
	space: 'Space',
}

/** The chord of a press; null while only modifiers are down. */
export function chordOf(press: KeyPress): string | null {
	if (MODIFIERS.includes(press.key) || press.key === 'Dead') return null
	const key = press.key === ' ' ? 'space' : press.key.toLowerCase()
	// What Shift makes of a sign is in the sign itself: `?` is one key everywhere.
	const isSign = [...press.key].length === 1 && !/[\p{L} ]/u.test(press.key)
	const isShifted = press.shiftKey && !(isSign && !/\d/.test(press.key))
	return [
		press.ctrlKey || press.metaKey ? 'mod' : '',
		press.altKey ? 'alt' : '',
		isShifted ? 'shift' : '',
		key,
	]
		.filter(Boolean)
		.join('+')
}

/** `Ctrl Shift Z`, as key caps show it. */
export function formatChord(chord: string, isMac = false): string {
	return partsOf(chord)
		.map((part) => (part === 'mod' && isMac ? '⌘' : (SPOKEN[part] ?? capital(part))))
		.join(' ')
}

function partsOf(chord: string): string[] {
	// The plus sign is a key too.
	return chord.endsWith('+')
		? [...chord.slice(0, -1).split('+').filter(Boolean), '+']
		: chord.split('+')
}

function capital(part: string): string {
	return part.charAt(0).toUpperCase() + part.slice(1)
}
