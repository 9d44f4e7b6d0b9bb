/** What people do at random in the convergence fuzz: draw, move, type, nest, reorder, delete, undo. */
import { createShapeId, type TLShapeId } from '@tldraw/tlschema'
import { getIndexBetween, type IndexKey } from '@tldraw/utils'
import type { Random } from '#core/random.ts'
import type { Peer } from './peers.ts'
import { strokeOf } from './records.ts'
import type { UndoWatch } from './watch-undo.ts'

export interface Player {
	peer: Peer
	letter: string
	watch: UndoWatch
	/** The stroke being drawn, and how many points it has. */
	stroke: { id: string; points: number } | null
}

type Op = (player: Player, random: Random, serial: number) => void
const COLORS = ['red', 'blue', 'green', 'black', 'violet'] as const

function pick<T>(list: readonly T[], random: Random): T | undefined {
	return list[Math.floor(random() * list.length)]
}
const shapes = ({ peer }: Player) => peer.editor.getCurrentPageShapes()
const panels = (player: Player) => shapes(player).filter((shape) => shape.type === 'panel')

const OPS: readonly [weight: number, name: string, op: Op][] = [
	[
		6,
		'create',
		({ peer, letter }, random, serial) => {
			const id = createShapeId(`${letter}${serial}`)
			peer.editor.createShape({ id, type: 'geo', x: Math.floor(random() * 900) })
		},
	],
	[
		3,
		'panel',
		({ peer, letter }, _random, serial) => {
			peer.editor.createShape({ id: createShapeId(`p${letter}${serial}`), type: 'panel' })
		},
	],
	[
		5,
		'draw in',
		(player, random, serial) => {
			const parent = pick(panels(player), random)
			if (!parent) return
			const id = createShapeId(`${player.letter}${serial}`)
			player.peer.editor.createShape({ id, type: 'geo', parentId: parent.id })
		},
	],
	[
		8,
		'ink',
		(player, random, serial) => {
			const { peer, letter } = player
			player.stroke ??= { id: `s${letter}${serial}`, points: 1 }
			const { stroke } = player
			stroke.points += 1 + Math.floor(random() * 6)
			const isComplete = random() < 0.25
			const known = peer.editor.getShape(createShapeId(stroke.id))
			const fresh = strokeOf(stroke.id, stroke.points, isComplete, random() < 2 ? 2 : 3)
			if (!known && stroke.points > 8) player.stroke = null
			else
				peer.editor.store.put([
					known
						? ({ ...fresh, ...known, props: { ...known.props, ...inkOf(fresh) } } as typeof fresh)
						: fresh,
				])
			if (isComplete) player.stroke = null
		},
	],
	[
		8,
		'move',
		(player, random) => {
			const shape = pick(shapes(player), random)
			if (!shape) return
			player.peer.editor.updateShape({
				id: shape.id,
				type: shape.type,
				x: Math.floor(random() * 900),
			})
		},
	],
	[
		5,
		'colour',
		(player, random) => {
			const shape = pick(
				shapes(player).filter((one) => one.type === 'geo'),
				random,
			)
			const color = pick(COLORS, random)
			if (shape && color)
				player.peer.editor.updateShape({ id: shape.id, type: 'geo', props: { color } })
		},
	],
	[
		3,
		'fade',
		(player, random) => {
			const shape = pick(shapes(player), random)
			if (shape)
				player.peer.editor.updateShape({
					id: shape.id,
					type: shape.type,
					opacity: Math.ceil(random() * 9) / 10,
				})
		},
	],
	[
		10,
		'type',
		(player, random) => {
			const panel = pick(panels(player), random)
			if (panel?.type !== 'panel') return
			const { action } = panel.props
			const at = Math.floor(random() * (action.length + 1))
			const own = action.indexOf(player.letter)
			const next =
				random() < 0.25 && own >= 0
					? action.slice(0, own) + action.slice(own + 1)
					: action.slice(0, at) +
						player.letter.repeat(1 + Math.floor(random() * 3)) +
						action.slice(at)
			player.peer.editor.updateShape({ id: panel.id, type: 'panel', props: { action: next } })
		},
	],
	[
		3,
		'nest',
		(player, random) => {
			const shape = pick(shapes(player), random)
			const parent =
				random() < 0.3 ? player.peer.editor.getCurrentPageId() : pick(panels(player), random)?.id
			if (!shape || !parent || shape.id === parent) return
			if (player.peer.editor.hasAncestor(parent as TLShapeId, shape.id)) return
			player.peer.editor.store.update(shape.id, (old) => ({ ...old, parentId: parent }))
		},
	],
	[
		4,
		'reorder',
		(player, random) => {
			const panel = pick(panels(player), random)
			const after = pick(panels(player), random)
			if (!panel || !after) return
			const index = getIndexBetween(after.index, undefined) as IndexKey
			player.peer.editor.updateShape({ id: panel.id, type: 'panel', index, x: 5, y: 5 })
		},
	],
	[
		4,
		'delete',
		(player, random) => {
			const shape = pick(shapes(player), random)
			if (shape) player.peer.editor.deleteShape(shape.id)
		},
	],
	[10, 'undo', ({ watch }) => watch.run('undo')],
	[5, 'redo', ({ watch }) => watch.run('redo')],
	[10, 'flush', ({ peer }) => peer.binding.flush()],
	[
		12,
		'send',
		({ peer }) => {
			peer.binding.flush()
			peer.send()
		},
	],
	[12, 'receive', ({ peer }) => peer.receive()],
	[
		3,
		'link',
		({ peer }, random) => {
			peer.online = random() < 0.6
		},
	],
]
const TOTAL = OPS.reduce((sum, [weight]) => sum + weight, 0)
const UNMARKED = ['undo', 'redo', 'flush', 'send', 'receive', 'link', 'ink']

/** Does one thing at random; returns its name, for the printed list of a failing seed. */
export function doSomething(player: Player, random: Random, serial: number): string {
	let left = random() * TOTAL
	for (const [weight, name, op] of OPS) {
		left -= weight
		if (left >= 0) continue
		if (!UNMARKED.includes(name) && random() < 0.7)
			player.peer.editor.markHistoryStoppingPoint(name)
		op(player, random, serial)
		return name
	}
	return 'nothing'
}

function inkOf(shape: ReturnType<typeof strokeOf>) {
	const { segments, isComplete } = Object(shape.props)
	return { segments, isComplete }
}

/** Lifts the pen: strokes of this player that are still growing are finished. */
export function liftPen({ peer, letter }: Player): void {
	for (const shape of peer.editor.getCurrentPageShapes()) {
		if (shape.type !== 'draw' || shape.props.isComplete || !shape.id.startsWith(`shape:s${letter}`))
			continue
		peer.editor.updateShape({ id: shape.id, type: 'draw', props: { isComplete: true } })
	}
}
