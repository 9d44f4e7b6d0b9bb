/**
 * The film a newcomer finds: *Last House*, an original short written and drawn for this program, by
 * us and under its licence. Some panels depart from convention, so that suggestions have something
 * to say: a line said too fast, a light that changes sides, a lens too wide for a face.
 */
import type { ShotFields } from '#core/board/shot-record.ts'
import type { Category } from '#core/suggestions/suggestion-record.ts'
import type { DemoMarks, DemoPlanItem } from './demo-marks.ts'
import * as drawn from './drawings.ts'
import type { Mark } from './sketch-kit.ts'

export interface DemoPanel {
	action: string
	dialogue: string
	notes: string
	durationFrames: number
	/** The panel's set-up; null joins the set-up of the panel before. */
	shot: Partial<ShotFields> | null
	drawing: Mark[]
	/** Beginnings of the script lines it shows. */
	scriptLines: string[]
	marks?: DemoMarks
	/** The floor of its set-up. */
	plan?: DemoPlanItem[]
}
export interface DemoScene {
	/** What the scene's heading contains. */
	heading: string
	panels: DemoPanel[]
	/** Rounds that wait when the board is first opened. */
	rounds: Category[]
}
export interface DemoFilm {
	title: string
	logline: string
	/** Its screenplay, beside this file. */
	scriptFile: string
	scenes: DemoScene[]
}

const BOOTH: DemoPanel[] = [
	{
		action: 'Maren laces the film by touch.',
		dialogue: '',
		notes: 'Her eyes are somewhere else.',
		durationFrames: 84,
		shot: {
			size: 'MCU',
			framing: 'profile',
			angle: 'eye',
			movement: 'static',
			lensMm: 50,
			screenDirection: 'right',
			keySide: 'left',
			keyToFill: 4,
			subjects: ['MAREN'],
		},
		drawing: drawn.lacing,
		scriptLines: ['A narrow room'],
	},
	{
		action: 'The bench: film can, label scratched away.',
		dialogue: '',
		notes: '',
		durationFrames: 42,
		shot: { size: 'ECU', kind: 'INSERT', angle: 'high', lightMotivation: 'practical' },
		drawing: drawn.bench,
		scriptLines: ['On the bench'],
	},
	{
		action: 'Teo fills the doorway.',
		dialogue: 'TEO: Nobody came.',
		notes: 'We only get his outline until he steps in.',
		durationFrames: 48,
		shot: {
			size: 'MS',
			framing: 'single',
			angle: 'eye',
			movement: 'static',
			keySide: 'back',
			lightPattern: 'silhouette',
			subjects: ['TEO'],
		},
		drawing: drawn.doorway,
		scriptLines: ['TEO (19), the', 'TEO', 'Nobody came'],
	},
	{
		action: 'Over Maren: he picks up the can and turns it over.',
		dialogue: 'MAREN: Then nobody wants their money back.',
		notes: '',
		durationFrames: 66,
		shot: {
			size: 'MCU',
			framing: 'ots',
			angle: 'eye',
			keySide: 'left',
			lensMm: 65,
			subjects: ['TEO', 'MAREN'],
		},
		drawing: drawn.overMaren,
		plan: [
			{ kind: 'camera', name: 'A', at: [1, 2.6], headingDeg: -18 },
			{ kind: 'subject', name: 'MAREN', at: [0.3, 1.1], headingDeg: -10 },
			{ kind: 'subject', name: 'TEO', at: [0, -1.2], headingDeg: 170 },
		],
		scriptLines: ['MAREN', 'Then nobody', 'He picks up'],
	},
	{
		action: 'Maren, close. She has been waiting years to say this.',
		dialogue:
			'MAREN: It was behind the screen when they put the heating in, and in thirty winters I have never had the nerve to run it with people in the house, so a night with nobody in it is rather convenient.',
		notes: '',
		durationFrames: 192,
		shot: {
			size: 'CU',
			framing: 'single',
			angle: 'eye',
			lensMm: 20,
			keySide: 'right',
			keyToFill: 1.5,
			lightMotivation: 'practical',
			subjects: ['MAREN'],
		},
		drawing: drawn.confession,
		scriptLines: ['It was behind'],
	},
	{
		action: 'She throws the switch. The beam leaps out through the port.',
		dialogue: '',
		notes: 'Everything else goes dark.',
		durationFrames: 72,
		shot: {
			size: 'FS',
			angle: 'low',
			movement: 'static',
			lightMotivation: 'practical',
			subjects: ['MAREN', 'TEO'],
		},
		drawing: drawn.beamLeaps,
		scriptLines: ['She throws'],
	},
]

const AUDITORIUM: DemoPanel[] = [
	{
		action: 'Four hundred empty seats. Dust turns in the beam.',
		dialogue: '',
		notes: 'Hold until the projector is all we hear.',
		durationFrames: 96,
		shot: {
			size: 'EWS',
			kind: 'ESTABLISHING',
			angle: 'high',
			movement: 'static',
			lensMm: 24,
			lightMotivation: 'screen',
		},
		drawing: drawn.emptyHouse,
		scriptLines: ['Four hundred'],
	},
	{
		action: 'Teo comes down the aisle with a torch.',
		dialogue: '',
		notes: '',
		durationFrames: 72,
		shot: {
			size: 'FS',
			framing: 'single',
			angle: 'eye',
			movement: 'tracking',
			screenDirection: 'left',
			keySide: 'left',
			subjects: ['TEO'],
		},
		drawing: drawn.downTheAisle,
		scriptLines: ['Teo comes down'],
	},
	{
		action:
			'On the screen: this same room, full. Every face toward us. One empty seat in the third row.',
		dialogue: '',
		notes: 'Scratches; a slightly wrong frame rate.',
		durationFrames: 10,
		shot: { size: 'WS', framing: 'pov', angle: 'eye', lightMotivation: 'screen' },
		drawing: drawn.fullHouse,
		scriptLines: ['On the screen'],
	},
	{
		action: 'The same seat, here. A coat over the back of it. Wet.',
		dialogue: '',
		notes: '',
		durationFrames: 60,
		shot: {
			size: 'CU',
			kind: 'INSERT',
			angle: 'eye',
			movement: 'dolly_in',
			screenDirection: 'left',
			subjects: ['TEO'],
			lightMotivation: 'screen',
		},
		drawing: drawn.wetCoat,
		marks: { move: { from: [0, 0, 1], to: [0.26, 0.22, 0.52] } },
		scriptLines: ['In the third row'],
	},
	{
		action: 'Teo looks up to the booth.',
		dialogue: 'TEO: Maren? Did you let somebody in?',
		notes: 'Maren answers from far away: I locked it at six.',
		durationFrames: 48,
		shot: {
			size: 'CU',
			framing: 'profile',
			angle: 'low',
			screenDirection: 'right',
			keySide: 'right',
			subjects: ['TEO'],
		},
		drawing: drawn.lookingUp,
		marks: {
			subjects: [{ name: 'TEO', box: [0.43, 0.06, 0.32, 0.8], eye: [0.78, 0.47], facingDeg: 90 }],
			light: { at: [0.08, 0.06], elevationDeg: 35 },
		},
		scriptLines: ['TEO', '(calling up)', 'Maren?', 'MAREN (O.S.)', 'I locked it'],
	},
	{
		action: 'A pair of hands begins to clap. Slowly.',
		dialogue: '',
		notes: 'Whose, we never see.',
		durationFrames: 36,
		shot: { size: 'ECU', kind: 'INSERT', angle: 'eye' },
		drawing: drawn.hands,
		scriptLines: ['One pair of hands'],
	},
	{
		action: 'The torch goes out.',
		dialogue: '',
		notes: '',
		durationFrames: 48,
		shot: {
			size: 'WS',
			angle: 'eye',
			lightPattern: 'silhouette',
			lightMotivation: 'screen',
			subjects: ['TEO'],
		},
		drawing: drawn.torchOut,
		scriptLines: ['The torch goes out'],
	},
]

const STREET: DemoPanel[] = [
	{
		action: 'Rain on the marquee. The street is empty to its end.',
		dialogue: '',
		notes: '',
		durationFrames: 36,
		shot: { size: 'EWS', kind: 'ESTABLISHING', angle: 'eye', movement: 'crane', lensMm: 28 },
		drawing: drawn.marquee,
		scriptLines: ['Rain on the marquee'],
	},
	{
		action: 'Maren and Teo at the chained doors. Behind the glass the beam is still running.',
		dialogue: 'TEO: You left it on.',
		notes: '',
		durationFrames: 60,
		shot: {
			size: 'MS',
			framing: 'two_shot',
			angle: 'eye',
			movement: 'static',
			keySide: 'back',
			lightMotivation: 'practical',
			subjects: ['MAREN', 'TEO'],
		},
		drawing: drawn.outside,
		scriptLines: ['Maren and Teo', 'TEO', 'You left it on'],
	},
	{
		action: 'Maren watches the glass. Her reflection watches her.',
		dialogue: '',
		notes: 'The laugh starts before the cut.',
		durationFrames: 72,
		shot: {
			size: 'CU',
			framing: 'single',
			angle: 'eye',
			vfx: 'comp',
			vfxNote: 'Reflection shot apart',
			subjects: ['MAREN'],
		},
		drawing: drawn.watching,
		scriptLines: ['From inside'],
	},
]

export const DEMO: DemoFilm = {
	title: 'Last House',
	logline:
		'On a cinema’s last night the projectionist runs a film for nobody, and somebody applauds.',
	scriptFile: 'last-house.fountain',
	scenes: [
		{ heading: 'PROJECTION BOOTH', panels: BOOTH, rounds: ['lighting', 'pacing'] },
		{ heading: 'AUDITORIUM', panels: AUDITORIUM, rounds: ['continuity', 'lighting'] },
		{ heading: 'CINEMA', panels: STREET, rounds: ['coverage', 'vfx'] },
	],
}
