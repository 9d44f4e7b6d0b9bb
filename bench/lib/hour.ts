/**
 * One hour of four people on one board, as a list of store changes that is the same for every system:
 * 500 boxes, then 2,000 strokes of 100 points with ten moves before each, and 700 deletions. A stroke
 * grows by two points a frame (a pen of 120 Hz on a display of 60 Hz).
 */
import type { TLShape, TLStore } from '@tldraw/tlschema'
import type { Random } from '../../app/core/random.ts'
import { anyPlace, grown, looseBoxes, PEN_HZ, penPoints, pick, strokeShape } from './boards.ts'
import { PAGE_ID } from './shapes.ts'

export const FRAMES_PER_SECOND = 60
export const PEOPLE = 4
const POINTS_PER_FRAME = PEN_HZ / FRAMES_PER_SECOND

export interface HourSize {
	boxes: number
	strokes: number
	movesPerStroke: number
	pointsPerStroke: number
	deletedBoxes: number
	deletedStrokes: number
}

export const HOUR: HourSize = {
	boxes: 500,
	strokes: 2000,
	movesPerStroke: 10,
	pointsPerStroke: 100,
	deletedBoxes: 100,
	deletedStrokes: 600,
}

/** A tenth of it, for rough figures. */
export const SIX_MINUTES: HourSize = {
	...{ boxes: 50, strokes: 200, movesPerStroke: 10, pointsPerStroke: 100 },
	...{ deletedBoxes: 10, deletedStrokes: 60 },
}

/** Something one person does: what the store goes through, one change a frame. */
export interface Gesture {
	person: number
	frames: ((store: TLStore) => void)[]
}

/** Shapes that live at the end. */
export function shapesLeft(size: HourSize): number {
	return size.boxes + size.strokes - size.deletedBoxes - size.deletedStrokes
}

/** The gestures in the order in which they are made. */
export function* hour(random: Random, size: HourSize): Generator<Gesture> {
	const boxes = looseBoxes(random, size.boxes)
	const strokesOf: TLShape[][] = Array.from({ length: PEOPLE }, () => [])
	yield { person: 0, frames: [(store) => void store.put(boxes)] }
	for (let number = 0; number < size.strokes; number++) {
		const person = number % PEOPLE
		for (let move = 0; move < size.movesPerStroke; move++)
			yield moveOf(random, { person: (number + move) % PEOPLE, boxes })
		const points = penPoints(random, size.pointsPerStroke)
		const place = { number: size.boxes + number, parentId: PAGE_ID }
		const stroke = strokeShape(random, { ...place, points })
		// People delete strokes of their own: another's may not have reached them yet.
		const strokes = strokesOf[person] ?? []
		strokes.push(stroke)
		yield { person, frames: growth(stroke, points) }
		for (const one of takeOut(random, { number, boxes, strokes, size }))
			yield { person, frames: [(store) => void store.remove([one.id])] }
	}
}

/** Deletions are spread evenly over the hour. */
function takeOut(
	random: Random,
	{
		number,
		boxes,
		strokes,
		size,
	}: {
		number: number
		boxes: TLShape[]
		strokes: TLShape[]
		size: HourSize
	},
): TLShape[] {
	const isDue = (count: number) =>
		Math.floor(((number + 1) * count) / size.strokes) > Math.floor((number * count) / size.strokes)
	const lists = [
		...(isDue(size.deletedBoxes) ? [boxes] : []),
		...(isDue(size.deletedStrokes) ? [strokes] : []),
	]
	return lists.flatMap((list) => list.splice(Math.floor(random() * list.length), 1))
}

function moveOf(
	random: Random,
	{ person, boxes }: { person: number; boxes: readonly TLShape[] },
): Gesture {
	const { id } = pick(random, boxes)
	const place = anyPlace(random)
	return { person, frames: [(store) => void store.update(id, (shape) => ({ ...shape, ...place }))] }
}

/** The draw tool's changes: pen down with one point, two more a frame, pen up. */
function growth(
	stroke: TLShape,
	points: ReturnType<typeof penPoints>,
): ((store: TLStore) => void)[] {
	const frames: ((store: TLStore) => void)[] = []
	for (let count = 1; count < points.length; count += POINTS_PER_FRAME) {
		const shape = grown(stroke, { points: points.slice(0, count), isComplete: false })
		frames.push((store) => void store.put([shape]))
	}
	frames.push((store) => void store.put([stroke]))
	return frames
}
