import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { createCanvasSchema } from './canvas-schema.ts'
import { newPanelRecords } from './new-panel.ts'

const schema = createCanvasSchema()
const types: Record<string, { validate(value: unknown): unknown }> = schema.types

describe('a new panel', () => {
	it('has the project’s ratio, stands on the page and is valid to the schema with its shot', () => {
		const { panel, shot } = newPanelRecords({
			index: 'a1',
			sceneAspect: 1.85,
			random: seededRandom('one'),
		})

		expect(panel.props).toMatchObject({
			w: 640,
			h: 346,
			action: '',
			durationFrames: null,
			shotId: shot?.id,
		})
		expect(panel).toMatchObject({ parentId: 'page:page', index: 'a1', x: 0, y: 0 })
		expect(() => types.shape?.validate(panel)).not.toThrow()
		expect(() => types.shot?.validate(shot)).not.toThrow()
	})

	it('joins a set-up instead of making one', () => {
		const { panel, shot } = newPanelRecords({
			index: 'a1',
			sceneAspect: 2.39,
			random: seededRandom('two'),
			joinShotId: 'shot:abc',
			shot: { size: 'CU' },
		})

		expect(shot).toBeNull()
		expect(panel.props.shotId).toBe('shot:abc')
	})

	it('takes the given fields of panel and shot and leaves the rest unsaid', () => {
		const { panel, shot } = newPanelRecords({
			index: 'a1',
			sceneAspect: 1.85,
			random: seededRandom('three'),
			panel: { action: 'She turns.', durationFrames: 60, shotId: 'shot:other' },
			shot: { size: 'CU', subjects: ['MARA'] },
		})

		expect(panel.props).toMatchObject({
			action: 'She turns.',
			durationFrames: 60,
			shotId: shot?.id,
		})
		expect(shot).toMatchObject({ size: 'CU', subjects: ['MARA'], lensMm: null })
	})

	it('never gives two panels one id or one list of subjects', () => {
		const random = seededRandom('four')
		const make = () => newPanelRecords({ index: 'a1', sceneAspect: 1.85, random })

		const [first, second] = [make(), make()]

		expect(first.panel.id).not.toBe(second.panel.id)
		expect(first.shot?.subjects).not.toBe(second.shot?.subjects)
	})
})
