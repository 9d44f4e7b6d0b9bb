import { describe, expect, it } from 'vitest'
import { drawingNow, filmFacts, sceneFacts } from './words.ts'

describe('the words around the board', () => {
	it('count scenes, panels and length, and leave out what there is none of', () => {
		const film = { sceneCount: 7, panelCount: 64, durationFrames: 222 * 24, frameRate: 24 }

		expect(filmFacts(film)).toBe('7 scenes, 64 panels, 3:42')
		expect(filmFacts({ ...film, sceneCount: 1, panelCount: 1, durationFrames: 0 })).toBe(
			'1 scene, 1 panel',
		)
		expect(filmFacts({ ...film, sceneCount: 0 })).toBe('No scenes yet')
		expect(sceneFacts({ panelCount: 11, durationFrames: 34 * 25 }, 25)).toBe('11 panels, 0:34')
	})

	it('name who is drawing', () => {
		expect(drawingNow([])).toBeNull()
		expect(drawingNow(['Noor'])).toBe('Noor is drawing')
		expect(drawingNow(['Noor', 'Mei'])).toBe('Noor and Mei are drawing')
		expect(drawingNow(['Noor', 'Mei', 'Teo'])).toBe('Noor and 2 others are drawing')
	})
})
