/** What hands draw at random: shapes, ink, arrows that hold on to things, groups, copies, order. */
import { createBindingId, createShapeId, type TLShapeId } from '@tldraw/tlschema'
import {
	drawingsOf,
	type OpTable,
	type Player,
	panelsOf,
	pick,
	pickBusy,
	pickSome,
	shapesOf,
} from './player.ts'
import { strokeOf } from './records.ts'

const COLORS = ['red', 'blue', 'green', 'black', 'violet'] as const
const Z_ORDERS = ['bringToFront', 'sendToBack', 'bringForward', 'sendBackward'] as const
/** What a hand can put things into; shapes too, so that two hands can close a circle of parents. */
const HOLDERS: readonly string[] = ['panel', 'group', 'geo']
const rounded = (value: number) => Math.floor(value * 900)

export const DRAWING_OPS: OpTable<Player> = [
	[
		6,
		'create',
		({ peer, letter }, random, serial) => {
			const id = createShapeId(`${letter}${serial}`)
			peer.editor.createShape({ id, type: 'geo', x: rounded(random()) })
		},
	],
	[
		5,
		'draw in',
		(player, random, serial) => {
			const parent = pick(panelsOf(player), random)
			if (!parent) return
			const id = createShapeId(`${player.letter}${serial}`)
			player.peer.editor.createShape({ id, type: 'geo', parentId: parent.id })
		},
	],
	[8, 'ink', drawInk],
	[
		8,
		'move',
		(player, random) => {
			const shape = pickBusy(shapesOf(player), random)
			if (!shape) return
			const { id, type } = shape
			player.peer.editor.updateShape({ id, type, x: rounded(random()) })
		},
	],
	[
		5,
		'colour',
		(player, random) => {
			const shapes = shapesOf(player).filter((one) => one.type === 'geo')
			const shape = pickBusy(shapes, random)
			const color = pick(COLORS, random)
			if (shape && color)
				player.peer.editor.updateShape({ id: shape.id, type: 'geo', props: { color } })
		},
	],
	[
		3,
		'fade',
		(player, random) => {
			const shape = pickBusy(shapesOf(player), random)
			const opacity = Math.ceil(random() * 9) / 10
			if (shape) player.peer.editor.updateShape({ id: shape.id, type: shape.type, opacity })
		},
	],
	[
		2,
		'say in meta',
		(player, random, serial) => {
			const shape = pickBusy(shapesOf(player), random)
			const meta = random() < 0.5 ? { [player.letter]: serial } : { last: player.letter }
			if (shape) player.peer.editor.updateShape({ id: shape.id, type: shape.type, meta })
		},
	],
	[4, 'arrow', drawArrow],
	[
		2,
		'bend',
		(player, random) => {
			const arrow = pick(
				shapesOf(player).filter((one) => one.type === 'arrow'),
				random,
			)
			const bend = Math.floor(random() * 60)
			if (arrow) player.peer.editor.updateShape({ id: arrow.id, type: 'arrow', props: { bend } })
		},
	],
	[
		2,
		'image',
		({ peer, letter }, random, serial) => {
			const assetId = `asset:${letter}${serial}` as never
			const src = `/assets/${letter}${serial}.png`
			const sizes = { w: 40, h: 30, mimeType: 'image/png', isAnimated: false }
			const props = { name: 'still.png', src, ...sizes }
			peer.editor.createAssets([{ id: assetId, typeName: 'asset', type: 'image', props, meta: {} }])
			const id = createShapeId(`${letter}${serial}`)
			const at = { x: rounded(random()), y: 0 }
			peer.editor.createShape({ id, type: 'image', ...at, props: { assetId, w: 40, h: 30 } })
		},
	],
	[
		3,
		'group',
		(player, random, serial) => {
			const ids = pickSome(drawingsOf(player), 3, random).map(({ id }) => id)
			if (ids.length < 2) return
			const groupId = createShapeId(`g${player.letter}${serial}`)
			player.peer.editor.groupShapes(ids, { groupId, select: false })
		},
	],
	[
		2,
		'ungroup',
		(player, random) => {
			const groups = shapesOf(player).filter((one) => one.type === 'group')
			const group = pick(groups, random)
			if (group) player.peer.editor.ungroupShapes([group.id], { select: false })
		},
	],
	[
		3,
		'duplicate',
		(player, random) => {
			const ids = pickSome(drawingsOf(player), 3, random).map(({ id }) => id)
			player.peer.editor.duplicateShapes(ids, { x: 10, y: 10 })
		},
	],
	[
		4,
		'z-order',
		(player, random) => {
			const ids = pickSome(drawingsOf(player), 2, random).map(({ id }) => id)
			const { editor } = player.peer
			const way = pick(Z_ORDERS, random)
			if (way) editor[way](ids)
		},
	],
	[5, 'nest', nest],
	[
		4,
		'delete',
		(player, random) => {
			const most = random() < 0.25 ? 4 : 1
			const ids = pickSome(shapesOf(player), most, random).map(({ id }) => id)
			player.peer.editor.deleteShapes(ids)
		},
	],
]

/** A pen that goes on with its stroke, or begins one; lifted at random. */
function drawInk(player: Player, random: () => number, serial: number) {
	const { peer, letter } = player
	player.stroke ??= { id: `s${letter}${serial}`, points: 1 }
	const { stroke } = player
	stroke.points += 1 + Math.floor(random() * 6)
	const isComplete = random() < 0.25
	const isMouse = random() < 0.5
	const known = peer.editor.getShape(createShapeId(stroke.id))
	const index = peer.editor.getHighestIndexForParent(peer.editor.getCurrentPageId())
	const fresh = { ...strokeOf(stroke.id, stroke.points, isComplete, isMouse ? 2 : 3), index }
	const isMarker = serial % 5 === 0
	// Deleted under the hand by somebody else: the pen is lifted.
	if (!known && stroke.points > 8) player.stroke = null
	else if (known) {
		const { segments, isComplete: done } = Object(fresh.props)
		peer.editor.store.put([
			{ ...known, props: { ...known.props, segments, isComplete: done } } as typeof fresh,
		])
	} else peer.editor.store.put([isMarker ? markerOf(fresh) : fresh])
	if (isComplete) player.stroke = null
}

function markerOf(stroke: ReturnType<typeof strokeOf>) {
	const { color, size, segments, isComplete, isPen, scale, scaleX, scaleY } = Object(stroke.props)
	const props = { color, size, segments, isComplete, isPen, scale, scaleX, scaleY }
	return { ...stroke, type: 'highlight', props } as unknown as typeof stroke
}

/** An arrow from one shape to another (or to nothing), held by bindings. */
function drawArrow(player: Player, random: () => number, serial: number) {
	const { editor } = player.peer
	const [from, to] = pickSome(
		shapesOf(player).filter((one) => one.type !== 'arrow'),
		2,
		random,
	)
	if (!from) return
	const id = createShapeId(`${player.letter}${serial}`)
	editor.run(() => {
		const end = { x: 50 + rounded(random()), y: 20 }
		editor.createShape({ id, type: 'arrow', props: { start: { x: 0, y: 0 }, end } })
		const ends = [[from, 'start'] as const, ...(to ? [[to, 'end'] as const] : [])]
		for (const [shape, terminal] of ends) {
			editor.createBinding({
				id: createBindingId(`${player.letter}${serial}${terminal}`),
				type: 'arrow',
				fromId: id,
				toId: shape.id,
				props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false },
			})
		}
	})
}

const nearest = <T extends { id: string }>(list: readonly T[]) =>
	[...list].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 3)

function nest(player: Player, random: () => number) {
	const { editor } = player.peer
	const isOut = random() < 0.3
	const holders = shapesOf(player).filter(({ type }) => HOLDERS.includes(type))
	// Often among the first few, so that two people nest each into the other's parent.
	const near = random() < 0.6 ? nearest(holders.filter(({ type }) => type !== 'panel')) : []
	const shape = pick(near.length > 1 ? near : drawingsOf(player), random)
	const holder = pick(near.length > 1 ? near : holders, random)
	const parent = isOut ? editor.getCurrentPageId() : holder?.id
	if (!shape || !parent || shape.id === parent) return
	if (editor.hasAncestor(parent as TLShapeId, shape.id)) return
	if (random() < 0.5) editor.reparentShapes([shape.id], parent)
	else editor.store.update(shape.id, (old) => ({ ...old, parentId: parent }))
}

/** Lifts the pen: strokes of this player that are still growing are finished. */
export function liftPen({ peer, letter }: Player): void {
	for (const shape of peer.editor.getCurrentPageShapes()) {
		if (shape.type !== 'draw' && shape.type !== 'highlight') continue
		if (shape.props.isComplete || !shape.id.startsWith(`shape:s${letter}`)) continue
		peer.editor.updateShape({ id: shape.id, type: shape.type, props: { isComplete: true } })
	}
}
