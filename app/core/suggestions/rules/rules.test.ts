import { createShapeId } from '@tldraw/tlschema'
import { describe, expect, test } from 'vitest'
import { EditSchema } from '../edit.ts'
import type { Finding } from '../rule.ts'
import { EvidenceSchema } from '../suggestion-record.ts'
import { TestBoard, type TestPanel, type TestScene } from '../test-board.ts'
import { RULES } from './all-rules.ts'

/** Findings of one rule on a whole scene. */
function ask(id: string, scene: TestScene): Finding[] {
	const rule = RULES.find((each) => each.id === id)
	if (!rule) throw new Error(`no rule ${id}`)
	const view = new TestBoard(scene).view()
	return [
		...view.panels.flatMap((panel) => rule.checkPanel?.(view, panel) ?? []),
		...(rule.checkScene?.(view) ?? []),
	]
}

const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(' ')
const speech = (who: string, text: string) =>
	[
		['character', who],
		['dialogue', text],
	] as const
const secs = (seconds: number) => ({ durationFrames: Math.round(seconds * 24) })
const cut = (a: TestPanel, b: TestPanel): TestScene => ({ panels: [a, b] })
const night = (panels: TestPanel[]): TestScene => ({ heading: 'INT. ROOM - NIGHT', panels })
const level = (y: number) => [
	{
		kind: 'stroke' as const,
		points: [
			[0, y],
			[1, y],
		] as [number, number][],
	},
]
const block = (x: number) => [
	{
		kind: 'stroke' as const,
		points: [
			[x, 0.3],
			[x + 0.2, 0.3],
			[x + 0.2, 0.8],
			[x, 0.8],
		] as [number, number][],
		closed: true,
		fill: 'solid' as const,
	},
]
const talk = [...speech('ANNA', words(40)), ...speech('BEN', 'Yes.')]
const marked = (name: string, x: number, facing?: number) => ({
	name,
	box: [x, 0.1, 0.3, 0.8] as const,
	...(facing !== undefined && { facing }),
})
const eyesAt = (y: number) => ({
	name: 'ANNA',
	box: [0.3, y - 0.2, 0.4, 0.5] as const,
	eye: [0.5, y] as const,
})
const label = (x: number, y: number) => [
	{ kind: 'label' as const, at: [x, y] as [number, number], text: 'SOLD' },
]

const title = (text: string) => [
	{ kind: 'label' as const, at: [0.1, 0.85] as [number, number], text },
]
const conversation = [0, 1, 2, 3].flatMap(() => [...speech('ANNA', 'So.'), ...speech('BEN', 'So.')])
const standing = (top: number, x: number) => ({
	name: 'ANNA',
	box: [x - 0.1, top, 0.2, 0.6] as const,
})
/** Anna and Ben on a floor, seen by a camera. */
const seenFrom = (x: number, y: number) => ({
	camera: [x, y] as const,
	subjects: [
		['ANNA', -0.5, 0, 90],
		['BEN', 0.5, 0, -90],
	] as const,
})

interface Case {
	fires: TestScene
	/** Inputs missing, or the convention kept. */
	silent: TestScene[]
	/** Edit types of what it finds. */
	edit: string
}

const CASES: Record<string, Case> = {
	T1: {
		fires: { panels: [{ panel: { dialogue: `ANNA: ${words(12)}`, ...secs(2) } }] },
		silent: [
			{ panels: [{ panel: { dialogue: words(12) } }] },
			{ panels: [{ panel: { dialogue: '', ...secs(1) } }] },
			{ panels: [{ panel: { dialogue: words(12), ...secs(5.3) } }] },
		],
		edit: 'set_duration',
	},
	T5: {
		fires: { panels: [{ panel: { durationFrames: 6 } }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ panel: { durationFrames: 12 } }] },
			{ panels: [{ panel: { durationFrames: 6 }, shot: { transition: 'smash_cut' } }] },
		],
		edit: 'set_duration',
	},
	T6: {
		fires: { panels: [{ panel: secs(13), shot: { movement: 'static' } }] },
		silent: [
			{ panels: [{ panel: secs(13) }] },
			{ panels: [{ shot: { movement: 'static' } }] },
			{
				panels: [{ panel: { ...secs(13), dialogue: 'ANNA: Wait.' }, shot: { movement: 'static' } }],
			},
		],
		edit: 'set_shot',
	},
	E3: {
		fires: cut(
			{ shot: { screenDirection: 'left', subjects: ['ANNA'] } },
			{ shot: { screenDirection: 'right', subjects: ['Anna'] } },
		),
		silent: [
			cut(
				{ shot: { screenDirection: 'left' } },
				{ shot: { screenDirection: 'right', subjects: ['ANNA'] } },
			),
			cut(
				{ shot: { subjects: ['ANNA'] } },
				{ shot: { screenDirection: 'right', subjects: ['ANNA'] } },
			),
			cut(
				{ shot: { screenDirection: 'left', subjects: ['ANNA'] } },
				{ shot: { screenDirection: 'neutral', subjects: ['ANNA'] } },
			),
		],
		edit: 'set_shot',
	},
	E2: {
		fires: cut(
			{ shot: { size: 'MS', angle: 'eye', subjects: ['ANNA'] } },
			{ shot: { size: 'MCU', angle: 'eye', subjects: ['ANNA'] } },
		),
		silent: [
			cut(
				{ shot: { size: 'MS', subjects: ['ANNA'] } },
				{ shot: { size: 'MCU', subjects: ['ANNA'] } },
			),
			cut(
				{ shot: { size: 'MS', angle: 'eye', subjects: ['ANNA'] } },
				{ shot: { size: 'CU', angle: 'eye', subjects: ['ANNA'] } },
			),
			cut(
				{ shot: { size: 'MS', angle: 'eye', subjects: ['ANNA'] } },
				{ shot: { size: 'MCU', angle: 'low', subjects: ['ANNA'] } },
			),
			cut(
				{ shot: { size: 'MS', angle: 'eye', subjects: ['ANNA'] } },
				{ shot: { size: 'MCU', angle: 'eye', transition: 'jump_cut', subjects: ['ANNA'] } },
			),
		],
		edit: 'set_shot',
	},
	E6: {
		fires: { panels: [1, 2, 3, 4].map(() => ({ shot: { size: 'CU' as const } })) },
		silent: [
			{ panels: [1, 2, 3].map(() => ({ shot: { size: 'CU' as const } })) },
			{ panels: [1, 2, 3, 4].map(() => ({})) },
			{
				panels: ['ANNA', 'BEN', 'ANNA', 'BEN'].map((name) => ({
					shot: { size: 'CU' as const, subjects: [name] },
				})),
			},
		],
		edit: 'set_shot',
	},
	E5: {
		fires: { panels: [{ shot: { size: 'CU' } }, { shot: { size: 'MS' } }, {}] },
		silent: [
			{ panels: [{}, {}, {}] },
			{ panels: [{ shot: { size: 'CU' } }, {}] },
			{ panels: [{ shot: { size: 'CU' } }, { shot: { kind: 'MASTER' } }, {}] },
		],
		edit: 'insert_panel',
	},
	C1: {
		fires: {
			script: [['action', 'She waits.'], ...speech('ANNA', 'You came.')],
			panels: [{ lines: [0] }],
		},
		silent: [
			{ script: [['action', 'She waits.'], ...speech('ANNA', 'You came.')], panels: [{}] },
			{
				script: [['action', 'She waits.'], ...speech('ANNA', 'You came.')],
				panels: [{ lines: [0, 1, 2] }],
			},
			{ panels: [{}] },
		],
		edit: 'insert_panel',
	},
	C3: {
		fires: { script: talk, panels: [{ panel: { dialogue: `ANNA: ${words(40)}` }, lines: [0, 1] }] },
		silent: [
			{ panels: [{ panel: { dialogue: `ANNA: ${words(40)}` } }] },
			{ script: talk, panels: [{ panel: { dialogue: 'ANNA: Short.' } }] },
			{
				script: talk,
				panels: [{ panel: { dialogue: `ANNA: ${words(40)}` } }, { shot: { kind: 'REACTION' } }],
			},
		],
		edit: 'insert_panel',
	},
	C4: {
		fires: { script: [['action', 'He lays down a REVOLVER.']], panels: [{ lines: [0] }] },
		silent: [
			{ script: [['action', 'He lays down a REVOLVER.']], panels: [{}] },
			{ script: [['action', 'He lays down a revolver.']], panels: [{ lines: [0] }] },
			{
				script: [['action', 'ANNA lays it down.'], ...speech('ANNA', 'There.')],
				panels: [{ lines: [0] }],
			},
			{
				script: [['action', 'He lays down a REVOLVER.']],
				panels: [{ lines: [0] }, { shot: { kind: 'INSERT' }, panel: { action: 'The revolver.' } }],
			},
		],
		edit: 'insert_panel',
	},
	C2: {
		fires: {
			script: [0, 1, 2, 3].flatMap(() => [...speech('ANNA', 'So.'), ...speech('BEN', 'So.')]),
			panels: [{ shot: { framing: 'two_shot', subjects: ['ANNA', 'BEN'] } }],
		},
		silent: [
			{
				script: [0, 1, 2, 3].flatMap(() => [...speech('ANNA', 'So.'), ...speech('BEN', 'So.')]),
				panels: [{}],
			},
			{
				script: [...speech('ANNA', 'So.'), ...speech('BEN', 'So.')],
				panels: [{ shot: { framing: 'two_shot' } }],
			},
		],
		edit: 'insert_panel',
	},
	K6: {
		fires: { panels: [{ ink: level(0.5) }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ ink: level(0.66) }] },
			{ panels: [{ ink: [...level(0.5), ...level(0.3)] }] },
		],
		edit: 'draw',
	},
	K3: {
		fires: { panels: [{ ink: block(0.02) }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ ink: block(0.35) }] },
			{ panels: [{ ink: block(0.02), shot: { screenDirection: 'right' } }] },
		],
		edit: 'draw',
	},
	K2: {
		fires: { panels: [{ ink: block(0.65), shot: { screenDirection: 'right', size: 'MCU' } }] },
		silent: [
			{ panels: [{ ink: block(0.65), shot: { size: 'MCU' } }] },
			{ panels: [{ ink: block(0.65), shot: { screenDirection: 'right' } }] },
			{ panels: [{ shot: { screenDirection: 'right', size: 'MCU' } }] },
			{ panels: [{ ink: block(0.2), shot: { screenDirection: 'right', size: 'MCU' } }] },
		],
		edit: 'draw',
	},
	K4: {
		fires: { panels: [{ ink: label(0.01, 0.5) }] },
		silent: [{ panels: [{}] }, { panels: [{ ink: label(0.3, 0.5) }] }],
		edit: 'draw',
	},
	L3: {
		fires: night([{ ink: block(0.6) }]),
		silent: [
			{ panels: [{ ink: block(0.6) }] },
			night([{}]),
			night([{ ink: block(0.6), shot: { lightMotivation: 'moon' } }]),
		],
		edit: 'draw',
	},
	L4: {
		fires: cut({ shot: { keySide: 'left' } }, { shot: { keySide: 'right' } }),
		silent: [
			cut({}, { shot: { keySide: 'right' } }),
			cut({ shot: { keySide: 'left' } }, { shot: { keySide: 'left' } }),
			cut({ shot: { keySide: 'left' } }, { shot: { keySide: 'right', framing: 'reverse' } }),
		],
		edit: 'set_shot',
	},
	L5: {
		fires: night([{ shot: { keyToFill: 1.5 } }]),
		silent: [
			night([{}]),
			night([{ shot: { keyToFill: 4 } }]),
			{ panels: [{ shot: { keyToFill: 1.5 } }] },
		],
		edit: 'set_shot',
	},
	V1: {
		fires: { panels: [{ panel: { action: 'Rain hammers the roof.' } }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ panel: { action: 'Rain hammers the roof.' }, shot: { vfx: 'none' } }] },
			{ panels: [{ panel: { action: 'Training begins.' } }] },
		],
		edit: 'set_shot',
	},
	V2: {
		fires: { panels: [{ shot: { vfx: 'comp', vfxNote: 'Reflection' } }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ shot: { vfx: 'sfx' } }] },
			{ panels: [{ shot: { vfx: 'comp', vfxNote: 'Clean plate' } }] },
		],
		edit: 'set_shot',
	},
	M1: {
		fires: { panels: [{ panel: secs(1), shot: { movement: 'dolly_in' } }] },
		silent: [
			{ panels: [{ shot: { movement: 'dolly_in' } }] },
			{ panels: [{ panel: secs(1) }] },
			{ panels: [{ panel: secs(1), shot: { movement: 'whip' } }] },
			{
				panels: [
					{ panel: secs(1), shot: { movement: 'pan' } },
					{ joins: true, panel: secs(1) },
				],
			},
		],
		edit: 'set_duration',
	},
	M2: {
		fires: { panels: [{ shot: { lensMm: 18, size: 'CU' } }] },
		silent: [
			{ panels: [{ shot: { lensMm: 18 } }] },
			{ panels: [{ shot: { size: 'CU' } }] },
			{ panels: [{ shot: { lensMm: 50, size: 'CU' } }] },
		],
		edit: 'set_shot',
	},
	D1: {
		fires: { panels: [{ panel: { dialogue: `ANNA: ${words(12)}, ${words(12)}.` } }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ panel: { dialogue: `${words(12)}. ${words(12)}.` } }] },
			{ panels: [{ panel: { dialogue: `${words(24)}.` } }] },
		],
		edit: 'set_text',
	},
	D2: {
		fires: {
			panels: [
				{
					panel: {
						action: 'Anna drops the broken lantern overboard.',
						dialogue: 'ANNA: Dropping the broken lantern overboard.',
					},
				},
			],
		},
		silent: [
			{ panels: [{ panel: { dialogue: 'ANNA: Dropping the broken lantern.' } }] },
			{
				panels: [
					{
						panel: {
							action: 'Anna drops the broken lantern.',
							dialogue: 'ANNA: Nobody will miss it anyway, mother.',
						},
					},
				],
			},
		],
		edit: 'set_text',
	},
	T2: {
		fires: { panels: [{ ink: label(0.3, 0.5), panel: { durationFrames: 12 } }] },
		silent: [
			{ panels: [{ ink: label(0.3, 0.5) }] },
			{ panels: [{ panel: { durationFrames: 12 } }] },
			{ panels: [{ ink: label(0.3, 0.5), panel: { durationFrames: 20 } }] },
		],
		edit: 'set_duration',
	},
	T4: {
		fires: { panels: [secs(30), secs(24), secs(20), secs(25)].map((panel) => ({ panel })) },
		silent: [
			{ panels: [{ panel: secs(30) }, { panel: secs(30) }, { panel: secs(30) }, {}] },
			{ panels: [secs(30), secs(30), secs(30)].map((panel) => ({ panel })) },
			{ panels: [secs(4), secs(9), secs(2), secs(5)].map((panel) => ({ panel })) },
		],
		edit: 'set_duration',
	},
	C5: {
		fires: {
			script: [...speech('ANNA', 'Here.'), ...speech('BEN', 'Where?')],
			panels: [{ lines: [0, 1, 2, 3], shot: { subjects: ['Anna'] } }],
		},
		silent: [
			{ script: [...speech('BEN', 'Where?')], panels: [{ lines: [0, 1] }] },
			{ script: [...speech('BEN', 'Where?')], panels: [{ shot: { subjects: ['ANNA'] } }] },
			{
				script: [...speech('BEN (V.O.)', 'Where?')],
				panels: [{ lines: [0, 1], shot: { subjects: ['ANNA'] } }],
			},
		],
		edit: 'set_shot',
	},
	L1: {
		fires: { panels: [{ shot: { keyToFill: 16 } }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ shot: { keyToFill: 8 } }] },
			{ panels: [{ shot: { keyToFill: 16, lightPattern: 'silhouette' } }] },
		],
		edit: 'set_shot',
	},
	L2: {
		fires: { panels: [{ shot: { keySide: 'front', lightPattern: 'split' } }] },
		silent: [
			{ panels: [{ shot: { lightPattern: 'split' } }] },
			{ panels: [{ shot: { keySide: 'front' } }] },
			{ panels: [{ shot: { keySide: 'left', lightPattern: 'split' } }] },
		],
		edit: 'set_shot',
	},
	'L4-colour': {
		fires: cut({ shot: { colorTempK: 3200 } }, { shot: { colorTempK: 5600 } }),
		silent: [
			cut({}, { shot: { colorTempK: 5600 } }),
			cut({ shot: { colorTempK: 3200 } }, { shot: { colorTempK: 4200 } }),
			cut(
				{ shot: { colorTempK: 3200, lightMotivation: 'practical' } },
				{ shot: { colorTempK: 5600, lightMotivation: 'window' } },
			),
		],
		edit: 'set_shot',
	},
	'L4-time': {
		fires: night([{ shot: { lightMotivation: 'sun' } }]),
		silent: [
			night([{}]),
			night([{ shot: { lightMotivation: 'moon' } }]),
			{ heading: 'INT. ROOM', panels: [{ shot: { lightMotivation: 'moon' } }] },
			{ panels: [{ shot: { lightMotivation: 'sun' } }] },
		],
		edit: 'set_shot',
	},
	V3: {
		fires: { panels: [{ shot: { vfx: 'comp', movement: 'handheld' } }] },
		silent: [
			{ panels: [{ shot: { vfx: 'comp' } }] },
			{ panels: [{ shot: { movement: 'handheld' } }] },
			{ panels: [{ shot: { vfx: 'comp', movement: 'pan' } }] },
			{ panels: [{ shot: { vfx: 'comp', movement: 'whip', vfxNote: 'Tracking marks' } }] },
		],
		edit: 'set_shot',
	},
	'D1-length': {
		fires: { panels: [{ panel: { dialogue: `ANNA: ${words(40)}. ${words(30)}.` } }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ panel: { dialogue: `ANNA: ${words(60)}.` } }] },
			{
				panels: [
					{
						panel: {
							dialogue: `ANNA: ${words(40)}. ${words(30)}.`,
							notes: 'Look for the turn in the speech.',
						},
					},
				],
			},
		],
		edit: 'add_note',
	},
	'D1-cue': {
		fires: {
			script: [...speech('ANNA', 'Wait.'), ['action', 'She turns.'], ...speech('ANNA', 'No.')],
			panels: [{ panel: { dialogue: 'ANNA: No.' }, lines: [3, 4] }],
		},
		silent: [
			{
				script: [...speech('ANNA', 'Wait.'), ['action', 'She turns.'], ...speech('ANNA', 'No.')],
				panels: [{ panel: { dialogue: 'ANNA: No.' } }],
			},
			{
				script: [
					...speech('ANNA', 'Wait.'),
					['action', 'She turns.'],
					...speech('ANNA (CONT’D)', 'No.'),
				],
				panels: [{ panel: { dialogue: 'ANNA: No.' }, lines: [3, 4] }],
			},
			{
				script: [...speech('ANNA', 'Wait.'), ...speech('BEN', 'Why?'), ...speech('ANNA', 'No.')],
				panels: [{ panel: { dialogue: 'ANNA: No.' }, lines: [4, 5] }],
			},
		],
		edit: 'set_text',
	},
	'D1-parentheticals': {
		fires: { panels: [{ panel: { dialogue: 'ANNA: (low) So.\nBEN: (turns) What?\n(beat) No.' } }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ panel: { dialogue: 'ANNA: (low) So.\nBEN: (turns) What?' } }] },
			{ panels: [{ panel: { dialogue: 'ANNA: (low) So.\nBEN: What?\n(beat) No.' } }] },
		],
		edit: 'set_text',
	},
	N1: {
		fires: { panels: [{ number: '4A' }, { number: ' 4a' }] },
		silent: [
			{ panels: [{}, {}] },
			{ panels: [{ number: '4A' }, { number: '4B' }] },
			{ panels: [{ number: '4A' }, { joins: true }] },
		],
		edit: 'add_note',
	},
	E1: {
		fires: cut(
			{ subjects: [marked('ANNA', 0.1), marked('BEN', 0.6)] },
			{ subjects: [marked('BEN', 0.1), marked('ANNA', 0.6)] },
		),
		silent: [
			cut({ subjects: [marked('ANNA', 0.1)] }, { subjects: [marked('BEN', 0.1)] }),
			cut({}, {}),
			cut(
				{ subjects: [marked('ANNA', 0.1), marked('BEN', 0.6)] },
				{ subjects: [marked('ANNA', 0.2), marked('BEN', 0.5)] },
			),
			cut(
				{ subjects: [marked('ANNA', 0.1), marked('BEN', 0.6)] },
				{ subjects: [marked('BEN', 0.1), marked('ANNA', 0.6)], shot: { movement: 'arc' } },
			),
			cut(
				{ subjects: [marked('ANNA', 0.1), marked('BEN', 0.6)] },
				{
					subjects: [marked('BEN', 0.1), marked('ANNA', 0.6)],
					shot: { screenDirection: 'neutral' },
				},
			),
		],
		edit: 'insert_panel',
	},
	E4: {
		fires: cut(
			{ shot: { size: 'CU' }, subjects: [marked('ANNA', 0.2, 60)] },
			{ shot: { size: 'CU' }, subjects: [marked('BEN', 0.2, 50)] },
		),
		silent: [
			cut(
				{ shot: { size: 'CU' }, subjects: [marked('ANNA', 0.2)] },
				{ shot: { size: 'CU' }, subjects: [marked('BEN', 0.2, 50)] },
			),
			cut(
				{ shot: { size: 'CU' }, subjects: [marked('ANNA', 0.2, 60)] },
				{ shot: { size: 'CU' }, subjects: [marked('BEN', 0.2, -50)] },
			),
			cut({ subjects: [marked('ANNA', 0.2, 60)] }, { subjects: [marked('BEN', 0.2, 50)] }),
		],
		edit: 'draw',
	},
	K1: {
		fires: { panels: [{ shot: { size: 'CU' }, subjects: [eyesAt(0.52)] }] },
		silent: [
			{ panels: [{ subjects: [eyesAt(0.52)] }] },
			{ panels: [{ shot: { size: 'CU' } }] },
			{ panels: [{ shot: { size: 'CU' }, subjects: [eyesAt(0.34)] }] },
			{ panels: [{ shot: { size: 'WS' }, subjects: [eyesAt(0.52)] }] },
		],
		edit: 'draw',
	},
	K5: {
		fires: { panels: [{ subjects: [{ name: 'ANNA', box: [0.4, 0.1, 0.3, 0.9 / 0.73] }] }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ subjects: [{ name: 'ANNA', box: [0.4, 0.1, 0.3, 0.8] }] }] },
			{ panels: [{ subjects: [{ name: 'ANNA', box: [0.4, 0.1, 0.3, 0.9 / 0.6] }] }] },
		],
		edit: 'draw',
	},
	'K2-look': {
		fires: { panels: [{ subjects: [marked('ANNA', 0.65, 80)] }] },
		silent: [
			{ panels: [{ subjects: [marked('ANNA', 0.65)] }] },
			{ panels: [{ subjects: [marked('ANNA', 0.65, 5)] }] },
			{ panels: [{ subjects: [marked('ANNA', 0.1, 80)] }] },
			{ panels: [{}] },
		],
		edit: 'draw',
	},
	'K6-head': {
		fires: { panels: [{ ink: level(0.36), subjects: [eyesAt(0.36)] }] },
		silent: [
			{ panels: [{ ink: level(0.36) }] },
			{ panels: [{ subjects: [eyesAt(0.36)] }] },
			{ panels: [{ ink: level(0.7), subjects: [eyesAt(0.36)] }] },
		],
		edit: 'draw',
	},
	'L2-lamp': {
		fires: {
			panels: [{ lamp: { at: [1.3, 0.5], elevation: 30 }, shot: { lightPattern: 'butterfly' } }],
		},
		silent: [
			{ panels: [{ lamp: { at: [1.3, 0.5], elevation: 30 } }] },
			{ panels: [{ shot: { lightPattern: 'butterfly' } }] },
			{ panels: [{ lamp: { at: [1.3, 0.5], elevation: 30 }, shot: { lightPattern: 'split' } }] },
		],
		edit: 'set_shot',
	},
	'E2-azimuth': {
		fires: cut(
			{ shot: { size: 'MS' }, plan: seenFrom(0, 4) },
			{ shot: { size: 'MCU' }, plan: seenFrom(1, 4) },
		),
		silent: [
			cut({ shot: { size: 'MS' }, plan: seenFrom(0, 4) }, { shot: { size: 'MCU' } }),
			cut({ plan: seenFrom(0, 4) }, { shot: { size: 'MCU' }, plan: seenFrom(1, 4) }),
			cut(
				{ shot: { size: 'MS' }, plan: seenFrom(0, 4) },
				{ shot: { size: 'MCU' }, plan: seenFrom(3, 3) },
			),
			cut(
				{ shot: { size: 'MS' }, plan: seenFrom(0, 4) },
				{ shot: { size: 'CU' }, plan: seenFrom(1, 4) },
			),
			cut(
				{ shot: { size: 'MS' }, plan: seenFrom(0, 4) },
				{ shot: { size: 'MCU', transition: 'jump_cut' }, plan: seenFrom(1, 4) },
			),
			// One plan says only where she stands, and no line runs through her.
			cut(
				{ shot: { size: 'MS' }, plan: { camera: [0, 4], subjects: [['ANNA', 0, 0]] } },
				{ shot: { size: 'MCU' }, plan: { camera: [1, 4], subjects: [['ANNA', 0, 0]] } },
			),
		],
		edit: 'set_shot',
	},
	'E4-height': {
		fires: cut(
			{ shot: { size: 'CU', angle: 'eye' }, subjects: [{ ...eyesAt(0.34), facing: 60 }] },
			{
				shot: { size: 'CU', angle: 'eye' },
				subjects: [{ ...eyesAt(0.5), name: 'BEN', facing: -60 }],
			},
		),
		silent: [
			cut(
				{ shot: { size: 'CU', angle: 'eye' }, subjects: [eyesAt(0.34)] },
				{
					shot: { size: 'CU', angle: 'eye' },
					subjects: [{ ...eyesAt(0.5), name: 'BEN', facing: -60 }],
				},
			),
			cut(
				{ shot: { size: 'CU', angle: 'eye' }, subjects: [{ ...eyesAt(0.34), facing: 60 }] },
				{
					shot: { size: 'CU', angle: 'eye' },
					subjects: [{ ...eyesAt(0.4), name: 'BEN', facing: -60 }],
				},
			),
			cut(
				{ shot: { size: 'CU', angle: 'eye' }, subjects: [{ ...eyesAt(0.34), facing: 60 }] },
				{
					shot: { size: 'MS', angle: 'eye' },
					subjects: [{ ...eyesAt(0.5), name: 'BEN', facing: -60 }],
				},
			),
			cut(
				{ shot: { size: 'CU' }, subjects: [{ ...eyesAt(0.34), facing: 60 }] },
				{ shot: { size: 'CU' }, subjects: [{ ...eyesAt(0.5), name: 'BEN', facing: -60 }] },
			),
		],
		edit: 'draw',
	},
	'C2-master': {
		fires: {
			script: conversation,
			panels: [
				{ shot: { size: 'CU', framing: 'single', subjects: ['ANNA'] } },
				{ shot: { size: 'CU', framing: 'single', subjects: ['BEN'] } },
			],
		},
		silent: [
			{ script: conversation, panels: [{ shot: { subjects: ['ANNA'] } }] },
			{ panels: [{ shot: { size: 'CU', framing: 'single' } }] },
			{
				script: conversation,
				panels: [
					{ shot: { size: 'CU', framing: 'single', subjects: ['ANNA'] } },
					{ shot: { size: 'FS', framing: 'two_shot', subjects: ['ANNA', 'BEN'] } },
				],
			},
			{
				script: conversation,
				panels: [{ shot: { size: 'CU', framing: 'single' } }, { shot: { kind: 'MASTER' } }],
			},
		],
		edit: 'insert_panel',
	},
	'C2-reverse': {
		fires: { panels: [{ shot: { framing: 'ots', size: 'MCU', subjects: ['ANNA', 'BEN'] } }] },
		silent: [
			{ panels: [{ shot: { framing: 'ots' } }] },
			{ panels: [{ shot: { framing: 'ots', subjects: ['ANNA'] } }] },
			{ panels: [{ shot: { subjects: ['ANNA', 'BEN'] } }] },
			{
				panels: [
					{ shot: { framing: 'ots', subjects: ['ANNA', 'BEN'] } },
					{ shot: { framing: 'reverse', subjects: ['BEN', 'ANNA'] } },
				],
			},
		],
		edit: 'insert_panel',
	},
	'K1-gap': {
		fires: { panels: [{ shot: { size: 'FS' }, subjects: [standing(0.25, 0.5)] }] },
		silent: [
			{ panels: [{ subjects: [standing(0.25, 0.5)] }] },
			{ panels: [{ shot: { size: 'FS' } }] },
			{ panels: [{ shot: { size: 'CU' }, subjects: [standing(-0.1, 0.5)] }] },
			{ panels: [{ shot: { size: 'FS' }, subjects: [standing(0.08, 0.5)] }] },
		],
		edit: 'draw',
	},
	'K3-thirds': {
		fires: { panels: [{ subjects: [standing(0.1, 0.12)] }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ subjects: [standing(0.1, 0.5)] }] },
			{ panels: [{ subjects: [standing(0.1, 0.36)] }] },
			{ panels: [{ subjects: [standing(0.1, 0.12), standing(0.1, 0.8)] }] },
		],
		edit: 'draw',
	},
	'K4-action': {
		fires: { panels: [{ subjects: [{ ...eyesAt(0.4), eye: [0.98, 0.4] as const }] }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ subjects: [eyesAt(0.4)] }] },
			{ panels: [{ subjects: [{ ...eyesAt(0.4), eye: [1.1, 0.4] as const }] }] },
		],
		edit: 'draw',
	},
	'K6-tangent': {
		fires: {
			panels: [
				{
					subjects: [
						{ name: 'ANNA', box: [0.2, 0.2, 0.2, 0.6] },
						{ name: 'BEN', box: [0.405, 0.2, 0.2, 0.6] },
					],
				},
			],
		},
		silent: [
			{ panels: [{}] },
			{
				panels: [
					{
						subjects: [
							{ name: 'ANNA', box: [0.2, 0.2, 0.2, 0.6] },
							{ name: 'BEN', box: [0.35, 0.2, 0.2, 0.6] },
						],
					},
				],
			},
			{
				panels: [
					{
						subjects: [
							{ name: 'ANNA', box: [0.2, 0.2, 0.2, 0.6] },
							{ name: 'BEN', box: [0.5, 0.2, 0.2, 0.6] },
						],
					},
				],
			},
		],
		edit: 'draw',
	},
	'L2-height': {
		fires: { panels: [{ shot: { lightPattern: 'rembrandt', keyElevationDeg: 5 } }] },
		silent: [
			{ panels: [{ shot: { lightPattern: 'rembrandt' } }] },
			{ panels: [{ shot: { keyElevationDeg: 5 } }] },
			{ panels: [{ shot: { lightPattern: 'rembrandt', keyElevationDeg: 45 } }] },
			{ panels: [{ shot: { lightPattern: 'silhouette', keyElevationDeg: 5 } }] },
		],
		edit: 'set_shot',
	},
	'L3-low-key': {
		fires: { panels: [{ shot: { lightKey: 'low_key', lightMotivation: 'none' } }] },
		silent: [
			{ panels: [{ shot: { lightKey: 'low_key' } }] },
			{ panels: [{ shot: { lightMotivation: 'none' } }] },
			{ panels: [{ shot: { lightKey: 'high_key', lightMotivation: 'none' } }] },
			night([{ shot: { lightKey: 'low_key', lightMotivation: 'none' } }]),
			{ heading: 'ROOM', panels: [{ shot: { lightKey: 'low_key', lightMotivation: 'none' } }] },
		],
		edit: 'set_shot',
	},
	'L4-lamp': {
		fires: cut(
			{ lamp: { at: [0.1, 0.6], elevation: 30 } },
			{ lamp: { at: [0.9, 0.6], elevation: 30 } },
		),
		silent: [
			cut({}, { lamp: { at: [0.9, 0.6], elevation: 30 } }),
			cut({ lamp: { at: [0.1, 0.6], elevation: 30 } }, { lamp: { at: [0.2, 0.6], elevation: 30 } }),
			cut(
				{ lamp: { at: [0.1, 0.6], elevation: 30 } },
				{ lamp: { at: [0.9, 0.6], elevation: 30 }, shot: { framing: 'reverse' } },
			),
			cut(
				{ lamp: { at: [0.1, 0.6], elevation: 30 }, plan: seenFrom(0, 4) },
				{ lamp: { at: [0.9, 0.6], elevation: 30 }, plan: seenFrom(0, -4) },
			),
		],
		edit: 'draw',
	},
	'L4-heading': {
		fires: night([{ shot: { timeOfDay: 'day' } }]),
		silent: [
			night([{}]),
			night([{ shot: { timeOfDay: 'night' } }]),
			night([{ shot: { timeOfDay: 'dusk' } }]),
			{ heading: 'INT. ROOM', panels: [{ shot: { timeOfDay: 'day' } }] },
		],
		edit: 'set_shot',
	},
	'V2-callout': {
		fires: { panels: [{ ink: block(0.3), shot: { vfx: 'green_screen' } }] },
		silent: [
			{ panels: [{ shot: { vfx: 'green_screen' } }] },
			{ panels: [{ ink: block(0.3) }] },
			{ panels: [{ ink: block(0.3), shot: { vfx: 'none' } }] },
			{ panels: [{ ink: [...block(0.3), ...label(0.1, 0.1)], shot: { vfx: 'green_screen' } }] },
		],
		edit: 'draw',
	},
	'M2-distance': {
		fires: {
			panels: [{ shot: { lensMm: 24, size: 'CU', subjects: ['Anna'] }, plan: seenFrom(0, 6) }],
		},
		silent: [
			{ panels: [{ shot: { lensMm: 24, size: 'CU', subjects: ['ANNA'] } }] },
			{ panels: [{ shot: { size: 'CU', subjects: ['ANNA'] }, plan: seenFrom(0, 6) }] },
			{ panels: [{ shot: { lensMm: 24, subjects: ['ANNA'] }, plan: seenFrom(0, 6) }] },
			{ panels: [{ shot: { lensMm: 24, size: 'CU' }, plan: seenFrom(0, 6) }] },
			{
				panels: [{ shot: { lensMm: 85, size: 'CU', subjects: ['ANNA'] }, plan: seenFrom(0, 2) }],
			},
		],
		edit: 'set_shot',
	},
	'T2-lines': {
		fires: { panels: [{ ink: title(`${words(7)} and more of it`) }] },
		silent: [
			{ panels: [{}] },
			{ panels: [{ ink: title('Two years later') }] },
			{
				panels: [{ ink: [{ kind: 'label', at: [0.1, 0.2], text: `${words(7)} and more of it` }] }],
			},
		],
		edit: 'add_note',
	},
	'N1-gap': {
		fires: { panels: [{ number: '4' }, { number: '7' }] },
		silent: [
			{ panels: [{}, { number: '7' }] },
			{ panels: [{ number: '4' }, { number: '5' }] },
			{ panels: [{ number: '4A' }, { number: '7' }] },
			{ panels: [{ number: '4' }, { number: '7' }, { number: '5' }, { number: '6' }] },
		],
		edit: 'add_note',
	},
	'N1-locked': {
		fires: { panels: [{ locked: '12', number: '13' }] },
		silent: [
			{ panels: [{ locked: '12' }] },
			{ panels: [{ number: '13' }] },
			{ panels: [{ locked: '12', number: ' 12' }] },
		],
		edit: 'add_note',
	},
	T3: {
		fires: {
			script: [['action', words(120)]],
			film: { pages: 10, seconds: 900, isWhole: true },
			panels: [{ panel: secs(60) }],
		},
		silent: [
			{ script: [['action', words(120)]], panels: [{ panel: secs(60) }] },
			{
				script: [['action', words(120)]],
				film: { pages: 10, seconds: 900, isWhole: false },
				panels: [{ panel: secs(60) }],
			},
			{
				script: [['action', words(120)]],
				film: { pages: 10, seconds: 660, isWhole: true },
				panels: [{ panel: secs(60) }],
			},
			{
				script: [['action', words(120)]],
				film: { pages: 10, seconds: 900, isWhole: true },
				panels: [{ panel: secs(4) }],
			},
		],
		edit: 'add_note',
	},
	'M1-pan': {
		fires: {
			panels: [
				{
					panel: secs(2),
					move: [
						[0, 0.2, 0.5],
						[0.5, 0.2, 0.5],
					],
				},
			],
		},
		silent: [
			{ panels: [{ panel: secs(2) }] },
			{
				panels: [
					{
						move: [
							[0, 0.2, 0.5],
							[0.5, 0.2, 0.5],
						],
					},
				],
			},
			{
				panels: [
					{
						panel: secs(8),
						move: [
							[0, 0.2, 0.5],
							[0.5, 0.2, 0.5],
						],
					},
				],
			},
			{
				panels: [
					{
						panel: secs(2),
						move: [
							[0, 0, 1],
							[0.25, 0.25, 0.5],
						],
					},
				],
			},
		],
		edit: 'set_duration',
	},
}

describe('the craft rules', () => {
	test('are all covered here, with ids of their own', () => {
		expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ id }) => id).sort())
		expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
	})

	for (const [id, { fires, silent, edit }] of Object.entries(CASES)) {
		test(`[SG1] ${id} speaks when its convention is left, with numbers and a valid edit`, () => {
			const findings = ask(id, fires)

			expect(findings.length).toBeGreaterThan(0)
			for (const finding of findings) {
				expect(finding.edit.type).toBe(edit)
				expect(EditSchema.safeParse(finding.edit).success).toBe(true)
				expect(finding.rationale).toMatch(/\d/)
				expect(finding.rationale).toMatch(/convention/i)
				expect(`${finding.title} ${finding.rationale}`).not.toMatch(/error|wrong|mistake|violat|!/i)
				expect(finding.title.length).toBeLessThanOrEqual(160)
				for (const evidence of finding.evidence)
					expect(EvidenceSchema.safeParse(evidence).success).toBe(true)
				expect(finding.confidence).toBeGreaterThan(0)
				expect(finding.confidence).toBeLessThanOrEqual(1)
			}
		})
		test(`[SG2] ${id} is silent when inputs are missing or the convention is kept`, () => {
			for (const scene of silent) expect(ask(id, scene)).toEqual([])
		})
	}

	test('[SG1] what a rule proposes quiets it: the same board with the edit done has nothing to say', () => {
		const [pace] = ask('T1', { panels: [{ panel: { dialogue: words(12), ...secs(2) } }] })
		expect(pace?.edit).toMatchObject({ durationFrames: 128 })
		expect(
			ask('T1', { panels: [{ panel: { dialogue: words(12), durationFrames: 128 } }] }),
		).toEqual([])
	})

	test('[SG1] a reframing that would lie far off is cut short to what a sketch can hold', () => {
		const far: [string, TestPanel][] = [
			['K3-thirds', { subjects: [{ ...standing(0.1, 0.12), facing: -80 }] }],
			['K2-look', { subjects: [{ name: 'ANNA', box: [-0.5, 0.1, 0.3, 0.8], facing: -80 }] }],
			['K1-gap', { shot: { size: 'FS' }, subjects: [standing(-0.6, 0.5)] }],
		]
		for (const [id, panel] of far) {
			const [finding] = ask(id, { panels: [panel] })
			expect(EditSchema.safeParse(finding?.edit).success).toBe(true)
		}
	})

	test('[SG1] the sentence gives the numbers that were measured and that the convention has', () => {
		const [locked] = ask('N1-locked', { panels: [{ locked: '12', number: '13' }] })
		expect(locked?.title).toBe('13 went out as 12')
		const [safe] = ask('K4-action', {
			panels: [{ subjects: [{ ...eyesAt(0.4), eye: [0.968, 0.4] as const }] }],
		})
		expect(safe?.rationale).toMatch(/lie 3\.2 % from the edge.* 3\.5 % or more inside, 93 % /)
	})

	test('guides that suggestions drew are not taken for the picture', () => {
		const guide = [{ kind: 'horizon' as const, y: 0.5, tone: 'guide' as const }]
		const board = new TestBoard({ panels: [{ ink: level(0.3) }] })
		const panel = board.panels[0]
		if (!panel) throw new Error('no panel')
		const [line] = board.draw(panel, guide)
		if (!line) throw new Error('no guide')
		board.put({ ...line, id: createShapeId('guide'), meta: { guide: true } })

		expect(board.view().ink(panel.id).horizonY).toBeCloseTo(0.3, 1)
	})
})
