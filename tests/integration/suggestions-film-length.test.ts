/** What one scene's rules know of the whole film (T3). */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readMaterial } from '#server/suggestions/scene-material.ts'
import { type SuggestionWorld, startSuggestionWorld } from '../support/suggestion-world.ts'

let world: SuggestionWorld
beforeEach(async () => {
	world = await startSuggestionWorld()
})
afterEach(() => world.stop())

it('[SG2] the length of script and boards is read as committed, and whole only when every panel is timed', async () => {
	const { db, rooms } = world.server
	const { film } = await readMaterial({ db, rooms }, 's1')
	const scenes = await db.projects.listScenes('p1', { trashed: false })
	const panels = await db.projects.listPanels('s1')
	const untimed = panels.filter(({ durationFrames }) => durationFrames === null).length
	expect(panels.length).toBeGreaterThan(0)
	expect(scenes.find(({ sceneId }) => sceneId === 's1')?.untimedPanels).toBe(untimed)
	expect(film?.pages).toBeGreaterThan(0)
	const frames = panels.reduce((sum, panel) => sum + (panel.durationFrames ?? 0), 0)
	expect(film?.seconds).toBeCloseTo(frames / 24)
	expect(film?.isWhole).toBe(untimed === 0 && scenes.length === 1)
})
