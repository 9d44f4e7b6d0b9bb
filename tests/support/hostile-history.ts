/**
 * A storyboard-like history by three people, as the updates they sent one after another: panels and
 * captions, boxes, growing strokes, moves, reorders and deletions; and ways to damage an update.
 */
import * as Y from 'yjs'
import type { Random } from '#core/random.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { boardRecords, box, panel, strokeOf } from '../convergence/records.ts'

export interface HistoryStep {
	/** Who sent it: 0, 1 or 2; -1 for the room's own first records. */
	author: number
	clientId: number
	update: Uint8Array
}
export const AUTHORS = ['ada', 'ben', 'mallory'] as const
const ROOM_ID = 99

/** About `steps` updates; every one is admitted by an honest room in this order. */
export function makeHistory(random: Random, steps: number): HistoryStep[] {
	const history: HistoryStep[] = []
	const docs = [ROOM_ID, 1001, 1_000_003, 2 ** 31 + 7].map((clientId) => {
		const doc = new Y.Doc()
		doc.clientID = clientId
		return doc
	})
	for (const [at, doc] of docs.entries())
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === 'remote') return
			history.push({ author: at - 1, clientId: doc.clientID, update })
			for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'remote')
		})
	const [room, ...people] = docs.map((doc) => new RecordDoc(doc))
	room?.transact('made', () => {
		for (const record of boardRecords()) room.put(record)
	})
	const ids: string[] = []
	let records = people[0]
	for (let step = 0; step < steps; step++) {
		// People stay at it for a while: what one sends in a row can come as one merged update.
		if (random() < 0.3) records = people[Math.floor(random() * people.length)]
		if (records) draw(records, { random, ids, step })
	}
	return history
}

function draw(records: RecordDoc, { random, ids, step }: Drawing): void {
	const pick = ids[Math.floor(random() * ids.length)]
	const kind = random()
	if (pick === undefined || kind < 0.2) {
		ids.push(`shape:b${step}`)
		records.put(box(`b${step}`, { x: step, props: { color: 'blue' } }))
	} else if (kind < 0.3) {
		ids.push(`shape:p${step}`)
		records.put(panel(`p${step}`, { props: { action: `Rain on the roof, ${step}.` } }))
	} else if (kind < 0.5) {
		ids.push(`shape:s${step}`)
		records.put(strokeOf(`s${step}`, 3 + Math.floor(random() * 20), random() < 0.3))
	} else if (kind < 0.65 && pick.startsWith('shape:p')) {
		const at = Math.floor(random() * 12)
		records.update(pick, { 'props.action': `${'Night. '.repeat(at)}${step}` })
	} else if (kind < 0.9) {
		records.update(pick, { x: Math.floor(random() * 2000), opacity: Math.ceil(random() * 10) / 10 })
	} else {
		ids.splice(ids.indexOf(pick), 1)
		records.remove(pick)
	}
}
interface Drawing {
	random: Random
	ids: string[]
	step: number
}

/** The update at `from`, or that and up to four more its author sent in a row, merged. */
export function runOf(history: readonly HistoryStep[], from: number, length: number): Uint8Array {
	const run: Uint8Array[] = []
	for (let at = from; at < from + length; at++) {
		const step = history[at]
		if (!step || step.author !== history[from]?.author) break
		run.push(step.update)
	}
	return Y.mergeUpdates(run)
}

/** What damages an update: bytes, bits, or its end cut off. */
export type Damage = 'bytes' | 'bits' | 'cut'

/** A damaged copy; never the same bytes again, since those would prove nothing. */
export function damage(update: Uint8Array, kind: Damage, random: Random): Uint8Array {
	const below = (n: number) => Math.floor(random() * n)
	if (kind === 'cut') return update.slice(0, below(update.length))
	const copy = update.slice()
	const times = 1 + below(3)
	for (let i = 0; i < times; i++) {
		const at = below(copy.length)
		const before = copy[at] ?? 0
		copy[at] = kind === 'bytes' ? (before + 1 + below(255)) & 255 : before ^ (1 << below(8))
	}
	return Buffer.compare(copy, update) === 0 ? damage(update, kind, random) : copy
}
