/** One person who draws, at protocol level: our document, our socket, our count of what is durable; no store. */
import { react } from '@tldraw/state'
import type { TLShape } from '@tldraw/tlschema'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { RecordDoc } from '../../app/core/sync/record-doc.ts'
import {
	openRoomSocket,
	type RoomSocket,
	type SocketState,
} from '../../app/features/sync/room-socket.ts'
import { boardOf } from '../systems/dailies-rooms.ts'
import { ByteMeter } from './byte-meter.ts'
import type { LoadPerson } from './load.ts'
import { Line } from './metered-socket.ts'
import { until } from './until.ts'

const CLIENT_ID_LIMIT = 2 ** 21
const JOIN_LIMIT_MS = 60_000
const ACKNOWLEDGE_LIMIT_MS = 60_000

export class LoadClient {
	readonly room: number
	readonly shapeName: string
	readonly shapeId: string
	/** True when the server refused it or closed its socket. */
	isShed = false
	/** The last of its edits that is durable, 0 for none. */
	acknowledgedEdit = 0
	onSeen: (shapeId: string, edit: number) => void = () => undefined
	onAcknowledged: (edit: number) => void = () => undefined
	private readonly doc = new Y.Doc()
	private readonly records: RecordDoc
	private readonly socket: RoomSocket
	private hasJoined = false
	/** Edits sent, with the count of sent messages that makes each durable. */
	private waiting: { edit: number; at: number }[] = []

	constructor(address: string, person: LoadPerson) {
		this.room = person.room
		this.shapeName = person.name
		this.shapeId = `shape:${person.name}`
		this.doc.clientID = 1 + Math.floor(Math.random() * (CLIENT_ID_LIMIT - 1))
		this.records = new RecordDoc(this.doc)
		const line = new Line(new ByteMeter(), { cookie: `who=${person.name}:editor` })
		this.socket = openRoomSocket({
			doc: this.doc,
			awareness: new Awareness(this.doc),
			room: boardOf(person.room),
			origin: address,
			generation: 1,
			onRefused: () => {
				this.isShed = true
			},
			WebSocket: line.WebSocket,
		})
		react('load.follow', () => this.follow(this.socket.state.get()))
		this.records.observe((change) => {
			for (const [id, { after }] of change.updated)
				if (id !== this.shapeId && after.typeName === 'shape') this.onSeen(id, after.x)
		})
	}

	/** Resolves when in step with the room; counts as shed when that does not come about. */
	async join(): Promise<void> {
		const limit = performance.now() + JOIN_LIMIT_MS
		await until(() => this.state.inStep || this.isShed || performance.now() > limit)
		if (!this.state.inStep) this.isShed = true
	}

	put(shape: TLShape): void {
		this.records.put(shape)
	}

	move(edit: number): void {
		this.records.update(this.shapeId, { xy: [edit, 0] })
		this.waiting.push({ edit, at: this.state.sent })
	}

	async whenAcknowledged(): Promise<void> {
		const limit = performance.now() + ACKNOWLEDGE_LIMIT_MS
		await until(() => this.waiting.length === 0 || this.isShed || performance.now() > limit)
		if (this.waiting.length > 0) this.isShed = true
	}

	private get state(): SocketState {
		return this.socket.state.__unsafe__getWithoutCapture()
	}

	private follow({ inStep, acknowledged }: SocketState): void {
		if (this.hasJoined && !inStep) this.isShed = true
		this.hasJoined ||= inStep
		while (this.waiting[0] && this.waiting[0].at <= acknowledged) {
			const edit = this.waiting.shift()?.edit ?? 0
			this.acknowledgedEdit = edit
			this.onAcknowledged(edit)
		}
	}
}
