import { describe, expect, it } from 'vitest'
import { type BreakdownBlock, proposePanels } from './breakdown.ts'
import { countWords, splitSentences } from './words.ts'

type Line = [type: BreakdownBlock['type'], text: string, dual?: 'left' | 'right']

function scene(...lines: Line[]): BreakdownBlock[] {
	return lines.map(([type, text, dual], at) => ({
		id: `script_block:${at}`,
		type,
		text,
		dual: dual ?? null,
	}))
}

const at24 = { frameRate: 24 }

describe('break down this scene', () => {
	it('[SP31] opens wide, then gives each speech a single with its speaker and its lines', () => {
		const panels = proposePanels(
			scene(
				['sceneHeading', 'INT. WHEELHOUSE – NIGHT'],
				['action', 'Rain on glass. The wiper drags, late, like a tired arm.'],
				['character', 'IDA'],
				['parenthetical', '(to herself)'],
				['dialogue', 'That is not the buoy.'],
			),
			at24,
		)

		expect(panels).toHaveLength(2)
		expect(panels[0]).toMatchObject({
			action: 'Rain on glass. The wiper drags, late, like a tired arm.',
			dialogue: '',
			scriptBlockIds: ['script_block:0', 'script_block:1'],
			shot: { size: 'WS', kind: 'ESTABLISHING' },
		})
		expect(panels[1]).toMatchObject({
			dialogue: 'IDA: That is not the buoy.',
			scriptBlockIds: ['script_block:2', 'script_block:3', 'script_block:4'],
			shot: { size: 'MCU', framing: 'single', subjects: ['IDA'] },
		})
	})

	it('[SP32] times speech at 2.5 words a second and 0.5 s, action at 0.2 s a word and 0.5 s, in whole frames', () => {
		const speech = proposePanels(
			scene(['character', 'IDA'], ['dialogue', 'one two three four five']),
			at24,
		)
		const action = proposePanels(
			scene(['action', 'one two three four five six seven eight nine ten']),
			{ frameRate: 25 },
		)
		const short = proposePanels(scene(['action', 'Dark.']), at24)

		expect(speech[0]?.durationFrames).toBe(60)
		expect(action[0]?.durationFrames).toBe(63)
		expect(short[0]?.durationFrames).toBe(36)
		expect(speech[0]?.rationale).toContain('5 spoken words at 2.5 a second')
		expect(speech[0]?.rationale).toContain('2.5 s (60 frames)')
	})

	it.each([
		['CLOSE ON the throttle.', { size: 'CU' }],
		['INSERT: the photograph.', { size: 'CU', kind: 'INSERT' }],
		['WIDE: the harbour at dusk.', { size: 'WS' }],
		['ANGLE ON the door.', { size: 'MS' }],
		['Her POV: a light, low on the water.', { framing: 'pov' }],
		['LOW ANGLE. CLOSE on the winch.', { size: 'CU', angle: 'low' }],
	])('[SP33] reads “%s”', (text, shot) => {
		expect(proposePanels(scene(['action', text]), at24)[0]?.shot).toMatchObject(shot)
	})

	it.each([
		'His hands close on the rail.',
		'She pulls out a knife.',
		'A frying PAN falls.',
		'A bag over the shoulder.',
	])('[SP33] takes “%s” for prose', (text) => {
		expect(proposePanels(scene(['action', text]), at24)[0]?.shot).toEqual({})
	})

	it('[SP34] starts a new panel where the script asks for another picture, and at a new paragraph', () => {
		const panels = proposePanels(
			scene(['action', 'She turns. CLOSE ON the lamp. It gutters.'], ['action', 'Dark.']),
			at24,
		)

		expect(panels.map((panel) => panel.action)).toEqual([
			'She turns.',
			'CLOSE ON the lamp. It gutters.',
			'Dark.',
		])
	})

	it('[SP35] keeps dual dialogue in one picture and cuts a long speech at its sentences', () => {
		const dual = proposePanels(
			scene(
				['character', 'IDA', 'left'],
				['dialogue', 'Now.', 'left'],
				['character', 'TOMAS', 'right'],
				['dialogue', 'Wait.', 'right'],
			),
			at24,
		)
		const sentence = 'We kept the lamp lit through that whole long winter and nobody came.'
		const long = proposePanels(
			scene(['character', 'IDA'], ['dialogue', Array(5).fill(sentence).join(' ')]),
			at24,
		)

		expect(dual).toHaveLength(1)
		expect(dual[0]?.dialogue).toBe('IDA: Now.\nTOMAS: Wait.')
		expect(dual[0]?.shot).toMatchObject({ framing: 'two_shot', subjects: ['IDA', 'TOMAS'] })
		expect(long.length).toBeGreaterThan(1)
		expect(long.map((panel) => panel.dialogue.replace('IDA: ', '')).join(' ')).toBe(
			Array(5).fill(sentence).join(' '),
		)
	})

	it('[SP36] does not put a voice that is only heard in the picture', () => {
		const [panel] = proposePanels(
			scene(['character', 'TOMAS (O.S.)'], ['dialogue', 'Bridge?']),
			at24,
		)

		expect(panel?.shot).toEqual({})
		expect(panel?.rationale).toContain('TOMAS is heard and not seen here.')
	})

	it('[SP31] loses no word of action, in scripts with and without spaces', () => {
		const text =
			'雨打在玻璃上。雨刷迟缓地划过。她抬头看见一道光！Mr. Vik waits… then goes. يفتح الباب؟ نعم.'
		const panels = proposePanels(scene(['action', text]), at24)

		const squeeze = (value: string) => value.replace(/\s/gu, '')
		expect(squeeze(panels.map((panel) => panel.action).join(''))).toBe(squeeze(text))
		expect(splitSentences(text)).toContain('Mr. Vik waits…')
		expect(countWords('雨打在玻璃上')).toBe(3)
	})

	it('[SP31] proposes nothing for a scene without words and one panel for a bare heading', () => {
		expect(proposePanels([], at24)).toEqual([])
		expect(proposePanels(scene(['sceneHeading', 'EXT. PIER – DAWN']), at24)).toHaveLength(1)
	})
})
