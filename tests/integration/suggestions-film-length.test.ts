/** What one scene's rules know of the whole film (T3). */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newSceneRecord } from '#server/projects/first-records.ts'
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

it('[SG2] the script of a scene in the trash counts no page of the film', async () => {
	const { db, rooms } = world.server
	const pages = async () => (await readMaterial({ db, rooms }, 's1')).film?.pages ?? 0
	const before = await pages()
	await rooms.command('project:p1', { principal: null }, ({ records }) => {
		records.put(newSceneRecord('s2', 'EXT. QUAY - DAY', { scenes: [], afterId: null }))
		records.put({
			...{ id: 'script_block:quay', typeName: 'script_block', sceneId: 'scene:s2', index: 'a1' },
			...{ type: 'action', text: 'The boat comes in. '.repeat(40), dual: null, meta: {} },
		})
	})
	expect(await pages()).toBeGreaterThan(before)
	await rooms.command('project:p1', { principal: null }, ({ records }) => {
		records.update('scene:s2', { trashedAt: 1 })
	})
	expect(await pages()).toBeCloseTo(before)
})
