/**
 * What a proposed panel shows, as sketches of named parts: a single, a reverse over the shoulder, a
 * reaction, the neutral shot on the line, an insert, an establishing shot. Where nothing is known of
 * a place it stays a horizon and a floor; a sketch says no more than the script does.
 */
import { sketchOf } from './render-sketch.ts'
import type { Place } from './script-reading.ts'
import type { SKETCH_PROPS, SKETCH_SETS, Sketch, SketchInput } from './sketch.ts'

type Mark = SketchInput['elements'][number]
type PropName = (typeof SKETCH_PROPS)[number]
type SetName = (typeof SKETCH_SETS)[number]
type Side = 'left' | 'right'

/** Somebody alone, looking to a side with room in front. */
export function singleSketch(name: string, looks: Side, size: 'MCU' | 'CU' = 'MCU'): Sketch {
	return sketchOf([
		{ kind: 'set', set: 'wall', horizon: 0.42, weight: 'light' },
		{ ...face(name, looks), size, at: [looks === 'right' ? 0.4 : 0.6, 0.4] },
	])
}

/** A listener close, past the dark shoulder of who speaks. */
export function reactionSketch(listener: string, speaker: string, looks: Side): Sketch {
	return sketchOf([
		{ kind: 'set', set: 'void', horizon: 0.46 },
		{ ...face(listener, looks), size: 'CU', at: [looks === 'right' ? 0.36 : 0.64, 0.4] },
		overShoulder(speaker, looks),
	])
}

/** The other side of a conversation: over one shoulder onto the other's face. */
export function reverseSketch(name: string, over: string, looks: Side): Sketch {
	return sketchOf([
		{ kind: 'set', set: 'room', horizon: 0.42, vanish: looks === 'right' ? 0.62 : 0.38 },
		{ ...face(name, looks), size: 'MS', at: [looks === 'right' ? 0.36 : 0.64, 0.4] },
		overShoulder(over, looks),
	])
}

/** Two people along the line they share: neither is left nor right of the other for long. */
export function neutralSketch(facing: string, back: string): Sketch {
	return sketchOf([
		{ kind: 'set', set: 'void', horizon: 0.42 },
		{ kind: 'figure', facing: 'front', name: facing, size: 'FS', at: [0.45, 0.9] },
		{ kind: 'figure', facing: 'back', name: back, size: 'COWBOY', at: [0.6, 0.9] },
	])
}

/** Everybody who speaks, head to foot in the place, turned to each other. */
export function masterSketch(names: readonly string[], place: Place, heading: string): Sketch {
	const people = names.slice(0, 4)
	const step = 0.44 / Math.max(1, people.length - 1)
	const stand = people.map((name, i): Mark => {
		const x = 0.28 + i * step
		const facing = x < 0.5 ? 'three_quarter_right' : 'three_quarter_left'
		return { kind: 'figure', facing, name, size: 'FS', at: [x, 0.9] }
	})
	return sketchOf([
		{ kind: 'set', set: setOf(heading, place), horizon: 0.44, vanish: 0.5, weight: 'light' },
		...stand,
	])
}

/** A thing close on what it lies on. */
export function insertSketch(thing: string): Sketch {
	const prop = propOf(thing)
	const label: Mark[] =
		prop === 'box'
			? [{ kind: 'label', at: [0.42, 0.5], text: thing.toLowerCase().slice(0, 18) }]
			: []
	return sketchOf([
		{ kind: 'set', set: 'table_top', horizon: 0.34 },
		{ kind: 'prop', prop, at: [0.5, 0.78], size: INSERT_SIZE[prop] ?? 0.36, weight: 'heavy' },
		...label,
	])
}

/** The place first, and somebody small in it for scale. */
export function establishingSketch(place: Place, heading: string): Sketch {
	const set = setOf(heading, place)
	const [x, y] = [0.36, set === 'sea' ? 0.7 : 0.8]
	const night: Mark[] = place.isNight ? [NIGHT] : []
	const source: Mark[] = !place.isNight
		? []
		: place.setting === 'interior'
			? [
					{
						kind: 'light',
						source: 'lamp',
						from: [0.6, 0.16],
						to: [0.5, 0.8],
						falloff: 0.3,
						tone: 'paper',
					},
				]
			: [{ kind: 'light', source: 'moon', from: [0.82, 0.16], to: [0.5, 0.7], tone: 'paper' }]
	const someone: Mark =
		set === 'sea'
			? { kind: 'prop', prop: 'boat', at: [x + 0.2, y], size: 0.16 }
			: { kind: 'figure', facing: 'back', pose: 'walk', at: [x, y], height: 0.26 }
	return sketchOf([{ kind: 'set', set, horizon: 0.6, vanish: 0.58 }, ...night, ...source, someone])
}

/** A wash over everything, as a marker lays night over a drawing. */
const NIGHT: Mark = {
	kind: 'stroke',
	points: [
		[-0.02, -0.03],
		[1.02, -0.03],
		[1.02, 1.03],
		[-0.02, 1.03],
	],
	closed: true,
	fill: 'tone',
	tone: 'grey',
	bare: true,
}

function face(name: string, looks: Side) {
	const facing = looks === 'right' ? 'three_quarter_right' : 'three_quarter_left'
	return { kind: 'figure', facing, name } as const
}

/** Somebody's back, large, dark and cut by the frame, on the side that is looked to. */
function overShoulder(name: string, looks: Side): Mark {
	return {
		kind: 'figure',
		facing: 'back',
		name,
		coat: 'solid',
		anchor: 'face',
		height: 4.5,
		at: [looks === 'right' ? 0.87 : 0.13, 0.46],
		weight: 'heavy',
		shadow: 'none',
	}
}

/** Words of a heading that say what a place looks like; the first that is found decides. */
const PLACES: readonly (readonly [SetName, RegExp])[] = [
	['corridor', /\b(CORRIDOR|HALLWAY|HALL|PASSAGE|TUNNEL|STAIR\w*)\b/],
	['street', /\b(STREET|ALLEY|AVENUE|CITY|SQUARE|MARKET|ROAD IN TOWN)\b/],
	['forest', /\b(FOREST|WOODS?|JUNGLE|PARK|ORCHARD)\b/],
	['sea', /\b(SEA|OCEAN|LAKE|RIVER|HARBOU?R|BOAT|DECK|BEACH|WATER|PIER)\b/],
	['field', /\b(FIELD|DESERT|MEADOW|HILLS?|ROAD|FARM|COUNTRY\w*|PLAIN)\b/],
]

export function setOf(heading: string, place: Place): SetName {
	const words = heading.toUpperCase()
	const named = PLACES.find(([, pattern]) => pattern.test(words))?.[0]
	return named ?? (place.setting === 'exterior' ? 'field' : 'room')
}

/** What a thing's name is drawn as; the first that is found decides, and a box stands for the rest. */
const THINGS: readonly (readonly [PropName, RegExp])[] = [
	['phone', /\b(PHONE|MOBILE|SMARTPHONE|HANDSET)\b/],
	['photo', /\b(PHOTO\w*|PICTURE|PORTRAIT|POSTCARD)\b/],
	[
		'letter',
		/\b(LETTER|NOTE|PAPER|MAP|CHART|ENVELOPE|TICKET|CONTRACT|DOCUMENT|PASSPORT|TELEGRAM)\b/,
	],
	['book', /\b(BOOK|DIARY|LEDGER|NOTEBOOK|BIBLE)\b/],
	['knife', /\b(KNIFE|BLADE|DAGGER|SCALPEL)\b/],
	['pistol', /\b(GUN|PISTOL|REVOLVER)\b/],
	['key', /\b(KEYS?)\b/],
	['cup', /\b(CUP|MUG|COFFEE|TEA)\b/],
	['glass', /\b(GLASS|TUMBLER)\b/],
	['bottle', /\b(BOTTLE|FLASK|THERMOS|WINE)\b/],
	['clock', /\b(CLOCK|WATCH|COMPASS|GAUGE|TIMER)\b/],
	['radio', /\b(RADIO|RECORDER|WALKIE\W?TALKIE|SPEAKER)\b/],
	['screen', /\b(SCREEN|MONITOR|TELEVISION|TV|LAPTOP|COMPUTER)\b/],
	['bag', /\b(BAG|SUITCASE|BRIEFCASE|BACKPACK|PURSE|SATCHEL)\b/],
	['lamp', /\b(LAMP|LANTERN|LIGHT)\b/],
	['door', /\b(DOOR|GATE)\b/],
	['window', /\b(WINDOW)\b/],
	['car', /\b(CAR|TAXI|CAB|VAN|TRUCK)\b/],
	['boat', /\b(BOAT|ROWBOAT|DINGHY|SHIP)\b/],
	['chair', /\b(CHAIR|STOOL)\b/],
]
/** Tall things are drawn narrower, so that all of them fit the frame. */
const INSERT_SIZE: Readonly<Partial<Record<PropName, number>>> = {
	phone: 0.2,
	bottle: 0.16,
	door: 0.18,
	chair: 0.2,
	lamp: 0.28,
	cup: 0.28,
	glass: 0.26,
	clock: 0.36,
	window: 0.36,
	knife: 0.6,
	car: 0.6,
	boat: 0.6,
}

export function propOf(thing: string): PropName {
	const words = thing.toUpperCase()
	return THINGS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'box'
}
