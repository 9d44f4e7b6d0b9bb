import { describe, expect, it } from 'vitest'
import { projectBoard } from './board-projection.ts'

const options = {
	sceneId: 's1',
	projectId: 'p1',
	sceneNumber: '4',
	numberingScheme: 'slate' as const,
	pictureHash: () => 'aa',
}
const panel = (id: string, shotId: string | null) => ({
	id: `shape:${id}`,
	typeName: 'shape',
	type: 'panel',
	index: id,
	props: { shotId, action: 'Rain.', dialogue: '', notes: '', durationFrames: 60 },
})
const shot = {
	id: 'shot:1',
	typeName: 'shot',
	size: 'CU',
	lensMm: 50,
	angle: null,
	vfxNote: '',
	subjects: [],
	numberOverride: null,
	meta: { 'field:rig': 'Bolt', 'field:done': null, other: 1 },
}

describe('projectBoard', () => {
	it('gives each panel what is said about its set-up, the film’s own fields included, and nothing else', () => {
		const [first, second] = projectBoard([panel('a1', 'shot:1'), panel('a2', null), shot], options)
		expect(first?.shotFields).toEqual({ size: 'CU', lensMm: 50, 'meta.field:rig': 'Bolt' })
		expect(second?.shotFields).toEqual({})
	})

	it('marks what came from a suggestion, by its panel or its set-up', () => {
		const mark = { id: 'provenance:1', typeName: 'provenance', recordIds: ['shot:1'] }
		const rows = projectBoard([panel('a1', 'shot:1'), panel('a2', null), shot, mark], options)
		expect(rows.map((row) => row.isFromSuggestion)).toEqual([true, false])
	})
})
