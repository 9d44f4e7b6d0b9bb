/** What people do to the story at random: panels with their shots, order, words, undo and redo. */
import { createShapeId } from '@tldraw/tlschema'
import type { IndexKey } from '@tldraw/utils'
import { indexAfter, indexForMove } from '#core/board/order.ts'
import type { ShotRecord } from '#core/board/shot-record.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import { type OpTable, type Player, panelsOf, pick, pickBusy } from './player.ts'

const SIZES = ['CU', 'MS', 'WS'] as const
const shotsOf = ({ peer }: Player) =>
	peer.editor.store.allRecords().filter((record) => isShot(record))
function isShot(record: { typeName: string }): boolean {
	return record.typeName === 'shot'
}

export const STORY_OPS: OpTable<Player> = [
	[
		3,
		'panel',
		(player, random, serial) => {
			const { peer, letter } = player
			const after = pick(panelsOf(player), random)
			const index = indexAfter(panelsOf(player), after?.id ?? null)
			const joinShotId = random() < 0.3 ? (after?.props.shotId ?? null) : null
			const made = newPanelRecords({ index, sceneAspect: 16 / 9, random, joinShotId })
			const panel = { ...made.panel, id: createShapeId(`p${letter}${serial}`) }
			const records = [...(made.shot ? [made.shot] : []), panel]
			// Cast at the edge of tldraw's store, which types records by its own union.
			peer.editor.store.put(records as never[])
		},
	],
	[10, 'type', typeWords],
	[
		3,
		'time',
		(player, random) => {
			const panel = pickBusy(panelsOf(player), random)
			const durationFrames = 1 + Math.floor(random() * 96)
			if (!panel) return
			player.peer.editor.updateShape({ id: panel.id, type: 'panel', props: { durationFrames } })
		},
	],
	[
		3,
		'set-up',
		(player, random) => {
			const shot = pick(shotsOf(player), random)
			const size = pick(SIZES, random)
			if (!shot) return
			const change = random() < 0.5 ? { size } : { lensMm: 20 + Math.floor(random() * 80) }
			player.peer.editor.store.update(shot.id, (old) => ({ ...old, ...change }))
		},
	],
	[
		2,
		'join a set-up',
		(player, random) => {
			const panel = pick(panelsOf(player), random)
			const shot = pick(shotsOf(player), random)
			if (!panel || !shot) return
			const props = { shotId: String(shot.id) as ShotRecord['id'] }
			player.peer.editor.updateShape({ id: panel.id, type: 'panel', props })
		},
	],
	[
		1,
		'drop a set-up',
		(player, random) => {
			const shot = pick(shotsOf(player), random)
			if (shot) player.peer.editor.store.remove([shot.id])
		},
	],
	[
		4,
		'reorder',
		(player, random) => {
			const panel = pick(panelsOf(player), random)
			const after = pick(panelsOf(player), random)
			if (!panel || !after) return
			const index: IndexKey | null = indexForMove(panelsOf(player), panel.id, after.id)
			if (!index) return
			player.peer.editor.updateShape({ id: panel.id, type: 'panel', index, x: 5, y: 5 })
		},
	],
	[10, 'undo', ({ watch }) => watch.run('undo')],
	[5, 'redo', ({ watch }) => watch.run('redo')],
	[
		3,
		'gesture',
		(player, random) => {
			const { gesture, watch, peer } = player
			if (gesture === null) player.gesture = peer.editor.markHistoryStoppingPoint('gesture')
			else if (random() < 0.5) watch.cancel(gesture)
			if (gesture !== null) player.gesture = null
		},
	],
]

function typeWords(player: Player, random: () => number) {
	const panel = pickBusy(panelsOf(player), random)
	if (panel?.type !== 'panel') return
	const field = random() < 0.8 ? 'action' : 'dialogue'
	const words = panel.props[field]
	const at = Math.floor(random() * (words.length + 1))
	const own = words.indexOf(player.letter)
	const next =
		random() < 0.25 && own >= 0
			? words.slice(0, own) + words.slice(own + 1)
			: words.slice(0, at) + player.letter.repeat(1 + Math.floor(random() * 3)) + words.slice(at)
	player.peer.editor.updateShape({ id: panel.id, type: 'panel', props: { [field]: next } })
}
