/** What happens at random around real rooms: lines, pages, servers, roles, verdicts, moves. */

import type { Random } from '#core/random.ts'
import { isPanel } from '#core/suggestions/board-records.ts'
import type { Decisions } from './decisions.ts'
import { DRAWING_OPS } from './drawing-ops.ts'
import { beginStep } from './link-ops.ts'
import { drawOp, type OpTable, pick, pickSome } from './player.ts'
import type { RoomPlayer } from './room-player.ts'
import { BOARDS, type Fate, type SceneId } from './room-world.ts'
import { STORY_OPS } from './story-ops.ts'

export interface Seat {
	readonly player: RoomPlayer
	readonly everybody: readonly RoomPlayer[]
	readonly decisions: Decisions
}
type SeatOps = OpTable<Seat>
const FATES: readonly Fate[] = ['fail', 'fail', 'die before', 'die after']
const VERDICTS = ['accept', 'accept', 'reject', 'dismiss'] as const
const sceneOf = ({ player }: Seat): SceneId => (player.tab.room === 'board:s1' ? 's1' : 's2')

const LINE_OPS: SeatOps = [
	[6, 'flush', ({ player }) => player.tab.page?.binding.flush()],
	[
		14,
		'send',
		({ player }, random) => {
			player.tab.page?.binding.flush()
			player.tab.socket?.deliverToServer(random() < 0.8 ? undefined : 1)
		},
	],
	[14, 'serve', ({ player }) => player.world.serve()],
	[
		14,
		'receive',
		({ player }, random) =>
			player.tab.receive(random() < 0.6 ? undefined : 1 + Math.floor(random() * 4)),
	],
	[
		3,
		'line',
		async ({ player }, random) => {
			player.tab.wantsOnline = random() < 0.6
			// Some of what is on its way may yet arrive before the line is gone (R16).
			if (random() < 0.5) player.tab.socket?.deliverToServer(1)
			if (player.tab.wantsOnline) await player.tab.connect()
			else player.tab.cut()
		},
	],
	[6, 'connect', ({ player }) => player.tab.connect()],
	[5, 'persist', ({ player }) => player.tab.copy.persist(player.letter)],
	[
		1,
		'fold the copy',
		({ player }) => {
			if (player.tab.page) player.tab.copy.fold(player.letter, player.tab.page.doc)
		},
	],
	[1, 'reload', ({ player }) => player.tab.reload()],
	[1, 'crash', ({ player }) => player.tab.reload({ crash: true })],
	[1, 'go to a scene', ({ player }, random) => player.tab.goTo(pick(BOARDS, random) ?? 'board:s1')],
]

const WORLD_OPS: SeatOps = [
	[
		3,
		'commit goes wrong',
		({ player }, random) => {
			player.world.fate = pick(FATES, random) ?? null
		},
	],
	[1, 'server dies', ({ player }) => player.world.die()],
	[
		1,
		'room is let go',
		async ({ player, everybody }) => {
			for (const one of everybody) if (one.tab.room === player.tab.room) one.tab.cut()
			await player.world.letIdle()
		},
	],
	[
		1,
		'role',
		({ player }, random) => {
			player.world.setRole(player.tab.who.userId, random() < 0.5 ? 'viewer' : 'editor')
		},
	],
	[
		3,
		'offer',
		async (seat) => {
			const { who } = seat.player.tab
			if (who.role === 'editor') await seat.decisions.offer(who, sceneOf(seat))
		},
	],
	[
		5,
		'decide',
		async (seat, random) => {
			const { player, everybody, decisions } = seat
			const all = await decisions.suggestions(player.tab.room)
			const open = all.filter(({ status }) => status === 'open')
			const suggestion = pick(open.length > 0 ? open : all, random)
			if (!suggestion) return
			const many = random() < 0.4 ? pickSome(everybody, 2, random) : [player]
			const verdicts = many
				.filter(({ tab }) => tab.who.role === 'editor')
				.map(({ tab }) => {
					const verdict = pick(VERDICTS, random) ?? 'accept'
					return { who: tab.who, suggestionId: suggestion.id, verdict }
				})
			await decisions.decide(sceneOf(seat), verdicts)
		},
	],
	[
		2,
		'retract',
		async (seat, random) => {
			const { tab } = seat.player
			const all = await seat.decisions.suggestions(tab.room)
			const mine = all.filter(({ decidedBy }) => decidedBy === tab.who.userId)
			const suggestion = pick(mine, random)
			if (!suggestion || tab.who.role !== 'editor') return
			const verdict = { who: tab.who, suggestionId: suggestion.id, verdict: 'retract' as const }
			await seat.decisions.decide(sceneOf(seat), [verdict])
		},
	],
	[
		2,
		'move panels',
		async (seat, random) => {
			const { tab } = seat.player
			const panels = [...(tab.page?.records.all() ?? [])].filter(isPanel)
			const ids = pickSome(panels, 2, random).map(({ id }): string => id)
			if (ids.length === 0 || tab.who.role !== 'editor') return
			await seat.decisions.move(tab.who, sceneOf(seat), ids)
		},
	],
	[3, 'ask again', ({ decisions }) => decisions.retry()],
]

const HANDS = [...DRAWING_OPS, ...STORY_OPS]
const total = (table: readonly (readonly [number, ...unknown[]])[]) =>
	table.reduce((sum, [weight]) => sum + weight, 0)
const SHARE_OF_HANDS = total(HANDS) / (total(HANDS) + total(LINE_OPS) + total(WORLD_OPS))
const AROUND: SeatOps = [...LINE_OPS, ...WORLD_OPS]

/** Does one thing at random; `log` hears its name first, for the printed list of a failing seed. */
export async function doSomething(
	seat: Seat,
	{ random, serial, log }: { random: Random; serial: number; log: (line: string) => void },
): Promise<void> {
	const { player } = seat
	if (random() < SHARE_OF_HANDS) {
		if (!player.canDraw) return
		const [name, op] = drawOp(HANDS, random)
		log(`${player.letter} ${name}`)
		beginStep(player, name, random)
		op(player, random, serial)
		player.peer.clock.pass(10)
		return
	}
	const [name, op] = drawOp(AROUND, random)
	log(`${player.letter} ${name}`)
	await op(seat, random, serial)
}
