/**
 * Somebody who draws at random and keeps book: for every shape the states it went through and how far
 * they were acknowledged. Afterwards a shape must be in its last acknowledged state or a later one.
 */
import type { Random } from '#core/random.ts'
import type { RecordDoc } from '#core/sync/record-doc.ts'
import { box, strokeOf } from '../convergence/records.ts'
import type { TestClient } from './test-client.ts'

/** What a shape looks like from outside: where it is, how long its stroke is, or null = deleted. */
type State = string | null

export class EditBook {
	readonly states = new Map<string, State[]>()
	/** Index of the last acknowledged state. */
	readonly durable = new Map<string, number>()
	acknowledged = 0

	/** Notes a state that was just sent; returns how to refer to it. */
	note(id: string, state: State): { id: string; at: number } {
		const states = this.states.get(id) ?? []
		states.push(state)
		this.states.set(id, states)
		return { id, at: states.length - 1 }
	}

	confirm({ id, at }: { id: string; at: number }): void {
		this.acknowledged += 1
		this.durable.set(id, Math.max(at, this.durable.get(id) ?? 0))
	}

	/** Shapes that are not as acknowledged, as sentences. */
	lost(records: RecordDoc): string[] {
		const lost: string[] = []
		for (const [id, from] of this.durable) {
			const found = stateOf(records, id)
			const allowed = this.states.get(id)?.slice(from) ?? []
			if (!allowed.includes(found)) lost.push(`${id} is ${found}, acknowledged ${allowed[0]}`)
		}
		return lost
	}
}

/** The state of a shape in a document. */
export function stateOf(records: RecordDoc, id: string): State {
	const record = records.get(id)
	if (record?.typeName !== 'shape') return null
	const { x, props } = record
	const segments = 'segments' in props && Array.isArray(props.segments) ? props.segments : []
	return `${x}:${JSON.stringify(segments).length}`
}

/** One client's edits of one sitting, in the order sent, to be confirmed by its acknowledgements. */
export class Sitting {
	private readonly client: TestClient
	private readonly book: EditBook
	private readonly name: string
	private readonly sent: { message: number; ref: { id: string; at: number } }[] = []
	private readonly own: string[] = []
	private stroke: { id: string; points: number } | null = null
	private count = 0

	constructor(client: TestClient, book: EditBook, name: string) {
		this.client = client
		this.book = book
		this.name = name
	}

	/** Draws, moves, inks or deletes something of its own. */
	edit(random: Random): void {
		const chance = random()
		const id = this.own[Math.floor(random() * this.own.length)]
		if (id === undefined || chance < 0.4) this.create()
		else if (chance < 0.65) this.send(id, (r) => r.update(id, { x: Math.floor(random() * 9e6) }))
		else if (chance < 0.9) this.ink(1 + Math.floor(random() * 9))
		else {
			this.own.splice(this.own.indexOf(id), 1)
			this.send(id, (records) => records.remove(id))
		}
	}

	/** Every message up to `client.acked` is durable. */
	confirm(): void {
		for (const { message, ref } of this.sent)
			if (message <= this.client.acked) this.book.confirm(ref)
		this.sent.length = 0
	}

	private create(): void {
		const name = `${this.name}n${this.count++}`
		this.own.push(`shape:${name}`)
		this.send(`shape:${name}`, (records) => records.put(box(name)))
	}

	private ink(more: number): void {
		this.stroke ??= { id: `${this.name}s${this.count++}`, points: 1 }
		const { id } = this.stroke
		this.stroke.points += more
		const isComplete = this.stroke.points > 60
		const stroke = strokeOf(id, this.stroke.points, isComplete)
		this.send(`shape:${id}`, (records) => records.put(stroke))
		if (isComplete) this.stroke = null
	}

	private send(id: string, write: (records: RecordDoc) => void): void {
		const before = this.client.sent
		write(this.client.records)
		if (this.client.sent === before) return
		const ref = this.book.note(id, stateOf(this.client.records, id))
		this.sent.push({ message: this.client.sent, ref })
	}
}
