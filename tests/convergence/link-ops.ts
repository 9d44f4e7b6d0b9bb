/** What happens to pages and links at random: flushes, partitions, reloads, crashes. */
import type { Random } from '#core/random.ts'
import { DRAWING_OPS } from './drawing-ops.ts'
import type { Peer } from './peers.ts'
import { drawOp, type OpTable, type Player } from './player.ts'
import { STORY_OPS } from './story-ops.ts'

/** A player whose page is joined through the hub. */
export interface HubPlayer extends Player {
	readonly peer: Peer
	/** The page was loaded anew: hands are empty and undo begins again. */
	onReload(): void
}

const LINK_OPS: OpTable<HubPlayer> = [
	[10, 'flush', ({ peer }) => peer.binding.flush()],
	[
		12,
		'send',
		({ peer }, random) => {
			peer.binding.flush()
			peer.send(random() < 0.7 ? 'each' : 'merged')
		},
	],
	[8, 'receive', ({ peer }) => peer.receive()],
	[6, 'receive some', ({ peer }, random) => peer.receive(1 + Math.floor(random() * 4))],
	[
		3,
		'link',
		({ peer }, random) => {
			const wasOnline = peer.online
			peer.online = random() < 0.6
			if (peer.online && !wasOnline && random() < 0.5) peer.send('step 2')
		},
	],
	[6, 'persist', ({ peer }) => peer.persist()],
	[
		1,
		'reload',
		(player) => {
			player.peer.reload()
			player.onReload()
		},
	],
	[
		1,
		'crash',
		(player) => {
			player.peer.reload({ crash: true })
			player.onReload()
		},
	],
]
const HAND_OPS: OpTable<HubPlayer> = [...DRAWING_OPS, ...STORY_OPS]
const ALL_OPS: OpTable<HubPlayer> = [...HAND_OPS, ...LINK_OPS]
/** Continues or ends a step of the history, never begins one. */
const UNMARKED = ['undo', 'redo', 'ink', 'gesture']

/** Does one thing at random; `log` hears its name first, for the printed list of a failing seed. */
export function doSomething(
	player: HubPlayer,
	{ random, serial, log }: { random: Random; serial: number; log: (line: string) => void },
): void {
	const [name, op] = drawOp(player.peer.readOnly ? LINK_OPS : ALL_OPS, random)
	log(`${player.letter} ${name}`)
	beginStep(player, name, random)
	op(player, random, serial)
}

/** A movement of the hand is a step of its own more often than not. */
export function beginStep(player: Player, name: string, random: Random): void {
	const isHand = HAND_OPS.some(([, one]) => one === name) && !UNMARKED.includes(name)
	if (isHand && player.gesture === null && random() < 0.7)
		player.peer.editor.markHistoryStoppingPoint(name)
}
