/**
 * How firmly this person presses and what their finger does, kept in this browser: each device has its
 * own pen. That a pen was seen is kept with the tab, so that a loaded page does not take a palm for a pen.
 */
import { type Atom, atom } from '@tldraw/state'
import { FIRMEST, SOFTEST } from '#core/canvas/pen-feel.ts'

const STORAGE_KEY = 'dailies.pen'
const FINGER_KEY = 'dailies.finger'
const PEN_SEEN_KEY = 'dailies.pen-seen'

/** `pen`: it draws until a pen has been seen. */
export const FINGERS = ['pen', 'draws', 'moves'] as const
export type Finger = (typeof FINGERS)[number]

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

export function readFinger(): Finger {
	try {
		const kept = window.localStorage.getItem(FINGER_KEY)
		return FINGERS.find((one) => one === kept) ?? 'pen'
	} catch {
		return 'pen'
	}
}

export function keepFinger(finger: Finger): void {
	try {
		window.localStorage.setItem(FINGER_KEY, finger)
	} catch {
		// As with the curve.
	}
}

/** Whether a finger draws now: asked at each touch, so that a setting changed elsewhere holds at once. */
export function createFingerRule(): { penSeen(): void; draws(): boolean } {
	let hasSeenPen = false
	try {
		hasSeenPen = window.sessionStorage.getItem(PEN_SEEN_KEY) !== null
	} catch {
		// A browser that keeps nothing sees the pen when it comes.
	}
	return {
		penSeen: () => {
			if (hasSeenPen) return
			hasSeenPen = true
			try {
				window.sessionStorage.setItem(PEN_SEEN_KEY, '')
			} catch {
				// Seen until the page is left.
			}
		},
		draws: () => {
			const finger = readFinger()
			return finger === 'pen' ? !hasSeenPen : finger === 'draws'
		},
	}
}
