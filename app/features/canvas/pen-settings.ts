/** How firmly this person presses, kept in this browser: each device has its own pen. */
import { type Atom, atom } from '@tldraw/state'
import { FIRMEST, SOFTEST } from '#core/canvas/pen-feel.ts'

const STORAGE_KEY = 'dailies.pen'

export function readFirmness(): number {
	try {
		const kept = Number(window.localStorage.getItem(STORAGE_KEY) ?? '1')
		return kept >= SOFTEST && kept <= FIRMEST ? kept : 1
	} catch {
		return 1
	}
}

export function keepFirmness(firmness: number): void {
	try {
		window.localStorage.setItem(STORAGE_KEY, String(firmness))
	} catch {
		// A browser that keeps nothing has the curve until the page is left.
	}
}

/** The setting as it stands, also when another tab of this browser changes it. */
export function followFirmness(): { firmness: Atom<number>; dispose(): void } {
	const firmness = atom('firmness of the pen', readFirmness())
	const changed = () => void firmness.set(readFirmness())
	window.addEventListener('storage', changed)
	return { firmness, dispose: () => window.removeEventListener('storage', changed) }
}
