/**
 * What one stroke costs on the wire: strokes of the real editor, replayed in real time through each
 * system's real client, with one peer who draws along in nothing and one who may only watch.
 */
import type { BenchMeasure, MeasureOptions, Row } from '../lib/measure.ts'
import type { BenchClient, BenchServer, BenchSystem } from '../lib/system.ts'
import { until } from '../lib/until.ts'
import { type Recording, readRecording, replay, STROKES } from '../recordings/recording.ts'

const MOST_SENT = 2
const MOST_RECEIVED = 2.2
const MOST_UPLINK_BYTES = 100

const sentCase = (stroke: string) => `${stroke}: sent ÷ path`
const receivedCase = (stroke: string) => `${stroke}: a peer receives ÷ path`
const uplinkCase = (stroke: string) => `${stroke}: a viewer sends`

export const measure: BenchMeasure = {
	name: 'stroke',
	title: 'bytes on the wire for one stroke of 5 s, over the size of its finished path',
	targets: STROKES.flatMap((stroke) => [
		{ case: sentCase(stroke), most: MOST_SENT },
		{ case: receivedCase(stroke), most: MOST_RECEIVED },
		{ case: uplinkCase(stroke), most: MOST_UPLINK_BYTES },
	]),
	async run(options) {
		const rows: Row[] = []
		for (const system of options.systems) rows.push(...(await runSystem(system, options)))
		return rows
	},
}

async function runSystem(system: BenchSystem, options: MeasureOptions): Promise<Row[]> {
	const rows: Row[] = []
	const server = await system.start({ dir: options.scratch() })
	try {
		for (const stroke of STROKES) {
			const recording = readRecording(stroke)
			for (let time = 0; time < options.repetitions; time++)
				rows.push(...(await runStroke(system, server, recording)))
		}
	} finally {
		await server.stop()
	}
	return rows
}

async function runStroke(
	system: BenchSystem,
	server: BenchServer,
	recording: Recording,
): Promise<Row[]> {
	const writer = await server.connect({ person: 'writer' })
	const peer = await server.connect({ person: 'peer' })
	const viewer = await server.connect({ person: 'viewer', canWrite: false })
	const clients = [writer, peer, viewer]
	try {
		await settled(clients)
		const before = clients.map((client) => [client.bytesOut(), client.bytesIn()] as const)
		const id = await replay(recording, writer.store)
		await writer.whenSaved()
		for (const client of [peer, viewer]) await until(() => isComplete(client, id))
		await settled(clients)
		const sent = (at: number) => (clients[at]?.bytesOut() ?? 0) - (before[at]?.[0] ?? 0)
		const received = (at: number) => (clients[at]?.bytesIn() ?? 0) - (before[at]?.[1] ?? 0)
		const of = { measure: 'stroke', system: system.name }
		const { name, pathChars } = recording
		return [
			{ ...of, case: sentCase(name), value: sent(0) / pathChars, unit: '× path' },
			{ ...of, case: receivedCase(name), value: received(1) / pathChars, unit: '× path' },
			{ ...of, case: uplinkCase(name), value: sent(2), unit: 'B' },
		]
	} finally {
		for (const client of clients) await client.close()
	}
}

function isComplete(client: BenchClient, id: string): boolean {
	const shape = client.store.allRecords().find((record) => record.id === id)
	return shape?.typeName === 'shape' && shape.type === 'draw' && shape.props.isComplete
}

const QUIET_MS = 300

/** Waits until no client has sent or received anything for a while: joining is not drawing. */
async function settled(clients: readonly BenchClient[]): Promise<void> {
	const total = () => clients.reduce((sum, one) => sum + one.bytesIn() + one.bytesOut(), 0)
	let seen = -1
	while (seen !== total()) {
		seen = total()
		await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
	}
}
