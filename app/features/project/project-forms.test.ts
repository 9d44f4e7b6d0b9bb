import { describe, expect, it } from 'vitest'
import { ProjectsFormSchema, ScenesFormSchema } from './project-forms.ts'

describe('the forms around projects and scenes', () => {
	const rename = { intent: 'rename-scene', sceneId: 's1', heading: ' INT. SALOON ', numberWas: '2' }

	it('leave a scene’s number alone unless it was changed, and free it when it was emptied', () => {
		expect(ScenesFormSchema.parse({ ...rename, number: '2' })).toEqual({
			intent: 'rename-scene',
			sceneId: 's1',
			heading: 'INT. SALOON',
		})
		expect(ScenesFormSchema.parse({ ...rename, number: '2A' })).toMatchObject({ number: '2A' })
		expect(ScenesFormSchema.parse({ ...rename, number: '' })).toMatchObject({ number: '' })
	})

	it('read an empty place as “before everything”', () => {
		const move = { intent: 'move-scene', sceneId: 's1', afterSceneId: '' }

		expect(ScenesFormSchema.parse(move)).toMatchObject({ afterSceneId: null })
	})

	it('refuse what they do not know, ids that are none, and a project without a name', () => {
		const nameless = ProjectsFormSchema.safeParse({ intent: 'create', title: ' ', logline: '' })

		expect(ScenesFormSchema.safeParse({ intent: 'delete-everything' }).success).toBe(false)
		expect(ScenesFormSchema.safeParse({ intent: 'trash-scene', sceneId: '../x' }).success).toBe(
			false,
		)
		expect(nameless.error?.issues[0]?.message).toBe('Give it a name.')
	})
})
