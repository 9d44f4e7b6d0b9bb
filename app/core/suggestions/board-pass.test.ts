import { describe, expect, test } from 'vitest'
import { BoardPass, recheck } from './board-pass.ts'
import { findCandidates } from './engine.ts'
import { RULES } from './rules/all-rules.ts'
import { CATEGORIES } from './suggestion-record.ts'
import { TestBoard, type TestPanel } from './test-board.ts'

const LINE = 'ANNA: This is quite a lot to say at once, and none of it is short.'
function panelOf(at: number): TestPanel {
	return {
		shot: { size: at % 3 === 0 ? 'MS' : 'CU', movement: 'static' },
		panel: { dialogue: at % 2 === 0 ? LINE : '', durationFrames: 24 },
		subjects: [{ name: at % 2 === 0 ? 'ANNA' : 'TOM', box: [0.3, 0.05, 0.3, 0.8], facing: 0 }],
		ink: [
			{
				kind: 'stroke',
				points: [
					[0.1, 0.5],
					[0.9, 0.5],
				],
			},
		],
	}
}
function boardOf(panels: number): TestBoard {
	return new TestBoard({
		heading: 'INT. KITCHEN - NIGHT',
		script: [
			['action', 'Rain. She fires the GUN.'],
			['character', 'ANNA'],
			['dialogue', 'No.'],
		],
		panels: Array.from({ length: panels }, (_, at) => panelOf(at)),
	})
}
/** One more stroke in a panel, as a person draws it. */
function drawIn(board: TestBoard, position: number): void {
	const panel = board.panels[position]
	if (!panel) throw new Error(`no panel ${position}`)
	const strokes = board.draw(panel, [
		{
			kind: 'stroke',
			points: [
				[0.2, 0.1],
				[0.8, 0.15],
			],
		},
	])
	for (const shape of strokes)
		board.put({ ...shape, id: `shape:more${position}` as typeof shape.id })
}
const none = { panels: 0, rules: 0 }

describe('a pass over a board', () => {
	test('[SG80] asks nothing again when nothing changed, and says the same', () => {
		const board = boardOf(12)
		const pass = new BoardPass()
		const first = pass.run(board.view())
		const second = pass.run(board.view())

		expect(first?.work.panels).toBe(12)
		expect(first?.findings.length).toBeGreaterThan(0)
		expect(second).toEqual({ findings: first?.findings, work: none })
	})

	test('[SG80] what a stroke costs does not grow with the board', () => {
		const costs = [12, 48].map((size) => {
			const board = boardOf(size)
			const pass = new BoardPass()
			pass.run(board.view())
			drawIn(board, 6)
			return pass.run(board.view())?.work
		})

		const [small, large] = costs
		expect(small?.rules).toBeGreaterThan(0)
		expect(large).toEqual(small)
		expect(large?.panels).toBeLessThanOrEqual(3)
	})

	test('[SG80] a caption costs its panel, those cut against it, and the rules that read the whole scene', () => {
		const whole = RULES.filter((rule) => rule.checkScene).length
		const costs = [12, 48].map((size) => {
			const board = boardOf(size)
			const pass = new BoardPass()
			pass.run(board.view())
			board.update(board.panelId(6), { 'props.notes': 'Hold this.' })
			return pass.run(board.view())?.work
		})

		// Rules that walk to an end of the scene from each panel would show here.
		expect(costs[1]?.panels).toBeLessThanOrEqual(12)
		expect(costs[1]?.rules ?? 0).toBeLessThanOrEqual((costs[0]?.rules ?? 0) + whole)
	})

	test('[SG81] after any change it says what a first look would', () => {
		const board = boardOf(9)
		const pass = new BoardPass()
		const changes: (() => void)[] = [
			() => drawIn(board, 2),
			() => board.update(board.panelId(3), { 'props.dialogue': '' }),
			() => board.update(board.shotId(4), { size: 'MS', movement: 'pan', speed: 'slow' }),
			() => board.update(board.panelId(5), { 'props.durationFrames': 480 }),
			() => board.remove(board.panelId(0)),
			() => board.update(board.panelId(8), { index: 'Zz' }),
			() => board.update(board.panelId(7), { 'props.scriptBlockIds': ['script_block:0'] }),
			() => {
				board.blocks.pop()
			},
			() => board.remove('shape:mark0ofnone'),
		]
		pass.run(board.view())
		for (const change of changes) {
			change()
			expect(pass.run(board.view())?.findings).toEqual(new BoardPass().run(board.view())?.findings)
		}
	})

	test('[SG82] people who draw on stop it, and what was asked by then is not asked again', () => {
		const board = boardOf(9)
		const whole = new BoardPass().run(board.view())
		const pass = new BoardPass()
		let asked = 0
		const stopped = pass.run(board.view(), () => asked++ >= 20)
		const rest = pass.run(board.view())

		expect(stopped).toBeNull()
		expect(rest?.findings).toEqual(whole?.findings)
		expect(rest?.work.rules).toBe((whole?.work.rules ?? 0) - 20)
	})

	test('[SG84] a round made from a pass is the round that asking the rules makes', () => {
		const board = boardOf(9)
		const found = new BoardPass().run(board.view())?.findings ?? []
		for (const category of CATEGORIES)
			for (const targetId of [null, board.panelId(3), board.shotId(4)]) {
				const asked = findCandidates(board.view(), { category, targetId })
				expect(findCandidates(board.view(), { category, targetId, found })).toEqual(asked)
			}
	})

	test('[SG85] a rule looked at again still says it, or has nothing to say any more', () => {
		const board = boardOf(4)
		const pass = new BoardPass()
		const [first] = pass.run(board.view())?.findings ?? []
		if (!first) throw new Error('nothing found')

		expect(recheck(pass.run(board.view())?.findings ?? [], first)).toBe('holds')
		for (const panel of [...board.panels]) board.remove(panel.id)
		expect(recheck(pass.run(board.view())?.findings ?? [], first)).toBe('settled')
	})
})
