/**
 * Boards to measure with: plain frames, boxes and pen strokes that every system takes, made from a seed
 * so that every system gets the same ones. Ids are what tldraw's own are: 21 random characters, which
 * no compression shortens.
 */
import { b64Vecs, type TLShape } from '@tldraw/tlschema'
import type { Random } from '../../app/core/random.ts'
import { box, PAGE_ID } from './shapes.ts'

const ID_LENGTH = 21
const ID_ALPHABET = 'useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict'
const PANEL = { w: 960, h: 540, gap: 80, perRow: 10 }
const COLORS = ['black', 'grey', 'blue', 'red', 'orange', 'green'] as const
/** Points of a pen a second. */
export const PEN_HZ = 120

export interface Point {
	x: number
	y: number
	/** Pressure, 0 to 1. */
	z: number
}

/** A name as tldraw gives them, from `random`. */
export function shapeName(random: Random): string {
	let name = ''
	while (name.length < ID_LENGTH) name += ID_ALPHABET[Math.floor(random() * 64)]
	return name
}

export function pick<T>(random: Random, list: readonly T[]): T {
	const one = list[Math.floor(random() * list.length)]
	if (one === undefined) throw new Error('nothing to pick from')
	return one
}

/** A page coordinate as tldraw rounds them. */
export function cents(value: number): number {
	return Math.round(value * 100) / 100
}

/** 100 frames, 6,900 boxes and 3,000 finished strokes of 200 points; frames come first. */
export function largeBoard(random: Random): TLShape[] {
	const frames = Array.from({ length: 100 }, (_, number) => frame(random, number))
	const inside = frames.flatMap(({ id }) => [
		...Array.from({ length: 69 }, (_, number) => smallBox(random, { number, parentId: id })),
		...Array.from({ length: 30 }, (_, number) => {
			const points = penPoints(random, 200)
			return strokeShape(random, { number: 69 + number, parentId: id, points })
		}),
	])
	return [...frames, ...inside]
}

/** Boxes on the page, all over it. */
export function looseBoxes(random: Random, count: number): TLShape[] {
	return Array.from({ length: count }, (_, number) =>
		smallBox(random, { number, parentId: PAGE_ID }),
	)
}

function frame(random: Random, number: number): TLShape {
	const { w, h, gap, perRow } = PANEL
	const x = (number % perRow) * (w + gap)
	const y = Math.floor(number / perRow) * (h + gap)
	const base = box(shapeName(random), number, { x, y })
	const props = { w, h, name: `Panel ${number + 1}`, color: 'black' }
	// Cast: records are built by hand here; every store that takes them validates them.
	return { ...base, type: 'frame', props } as unknown as TLShape
}

interface Place {
	number: number
	parentId: string
}

function smallBox(random: Random, { number, parentId }: Place): TLShape {
	const base = box(shapeName(random), number, { x: anyX(random), y: anyY(random) })
	const size = { w: cents(20 + random() * 200), h: cents(20 + random() * 120) }
	const props = { ...base.props, ...size, color: pick(random, COLORS) }
	// Cast: as above.
	return { ...base, parentId, props } as unknown as TLShape
}

function anyX(random: Random): number {
	return cents(random() * PANEL.w)
}

function anyY(random: Random): number {
	return cents(random() * PANEL.h)
}

/** Where a moved shape comes to stand. */
export function anyPlace(random: Random): { x: number; y: number } {
	return { x: cents(random() * 10_000), y: cents(random() * 5000) }
}

/** A stroke as the draw tool makes it, finished unless said otherwise. */
export function strokeShape(
	random: Random,
	{ number, parentId, points }: Place & { points: readonly Point[] },
): TLShape {
	const base = box(shapeName(random), number, { x: anyX(random), y: anyY(random) })
	const props = {
		...{ color: pick(random, COLORS), fill: 'none', dash: 'draw', size: 'm' },
		...{ segments: segmentsOf(points), isComplete: true, isClosed: false, isPen: true },
		...{ scale: 1, scaleX: 1, scaleY: 1 },
	}
	// Cast: as above.
	return { ...base, type: 'draw', parentId, props } as unknown as TLShape
}

/** The same stroke with only its first `count` points, still being drawn unless it is complete. */
export function grown(
	stroke: TLShape,
	{ points, isComplete }: { points: readonly Point[]; isComplete: boolean },
): TLShape {
	const props = { ...stroke.props, segments: segmentsOf(points), isComplete }
	// Cast: as above.
	return { ...stroke, props } as unknown as TLShape
}

function segmentsOf(points: readonly Point[]) {
	return [{ type: 'free', path: b64Vecs.encodePoints([...points], 3) }]
}

/**
 * A pen's points, 120 a second: a hand that turns and slows as it goes (two oscillations of drifting
 * phase), with a tremor, and pressure that rises and falls.
 */
export function penPoints(random: Random, count: number): Point[] {
	const wide = 40 + random() * 120
	const turn = 0.5 + random() * 2
	const drift = (random() - 0.5) * 300
	const phase = random() * Math.PI * 2
	const tremor = () => (random() - 0.5) * 0.6
	return Array.from({ length: count }, (_, at) => {
		const seconds = at / PEN_HZ
		const angle = phase + turn * Math.PI * seconds + Math.sin(seconds * 5 + phase) * 0.4
		const x = wide * (Math.cos(angle) - Math.cos(phase)) + drift * seconds + tremor()
		const y = wide * 0.6 * (Math.sin(angle * 1.3) - Math.sin(phase * 1.3)) + tremor()
		const pressure = 0.5 + 0.3 * Math.sin(seconds * 3 + phase) + tremor() * 0.03
		return at === 0
			? { x: 0, y: 0, z: cents(pressure) }
			: { x: cents(x), y: cents(y), z: cents(pressure) }
	})
}
