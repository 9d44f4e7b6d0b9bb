/** The film of the rooms fuzz: two night scenes that the craft rules have something to say about. */
import { join } from 'node:path'
import { indexAfter } from '#core/board/order.ts'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import { cryptoRandom, seededRandom } from '#core/random.ts'
import { openDatabase } from '#db/open.ts'
import {
	newBoardRecords,
	newProjectRecord,
	newSceneRecord,
} from '#server/projects/first-records.ts'
import { createRealtimeMetrics } from '#server/realtime/metrics-sink.ts'
import { createRooms } from '#server/realtime/rooms.ts'
import type { DocRecord, Principal } from '#server/realtime/rooms-api.ts'
import { createSignalService } from '#server/signals/signals.ts'
import { seedProject, seedScene } from '../support/factories.ts'

const NAMES = ['ana', 'bo', 'cem', 'dua', 'eli']
const LINE = 'MARA: You were going to call me before the boat came in and you did not call.'
const SCRIPT: readonly (readonly [ScriptBlockRecord['type'], string])[] = [
	['sceneHeading', 'INT. KITCHEN - NIGHT'],
	['action', 'Rain on the window. MARA stands at the sink with her back to the door.'],
	['character', 'MARA'],
	['dialogue', 'You were going to call me before the boat came in.'],
	['action', 'He puts the KEY on the table. It slides off and rings on the tiles.'],
]

/** The five people of the fuzz; all may draw and decide. */
export function personOf(index: number): Principal {
	const userId = NAMES[index] ?? `p${index}`
	return { userId, sessionId: `session of ${userId}`, name: userId, color: 'teal', role: 'editor' }
}

/** Makes the film's database in `folder`; returns the file. */
export async function seedFilm(folder: string, masterKey: string): Promise<string> {
	const file = join(folder, 'film.db')
	const db = openDatabase({ file })
	await seedProject(db)
	await seedScene(db, 's2')
	const log = { debug() {}, info() {}, warn() {}, error() {} }
	const random = seededRandom('a film')
	const now = () => 1_700_000_000_000
	const rooms = createRooms({ db, random, now, log, metrics: createRealtimeMetrics() })
	await rooms.command('project:p1', { principal: null }, ({ records }) => {
		for (const record of projectRecords()) records.put(record)
		return null
	})
	for (const scene of ['s1', 's2'])
		await rooms.command(`board:${scene}`, { principal: null }, ({ records }) => {
			for (const record of boardRecords(scene)) records.put(record)
			return null
		})
	const env = { DATA_DIR: folder, DAILIES_MASTER_KEY: masterKey }
	const ids = cryptoRandom(globalThis.crypto)
	const signals = createSignalService({ db, env, now, random: ids })
	for (let i = 0; i < NAMES.length; i++)
		await signals.setConsent(personOf(i), 'p1', { operate: true })
	await rooms.dispose()
	await db.close()
	return file
}

function projectRecords(): DocRecord[] {
	const records: DocRecord[] = [newProjectRecord('The Kitchen', '')]
	for (const [at, scene] of ['s1', 's2'].entries()) {
		const record = newSceneRecord(scene, 'INT. KITCHEN - NIGHT', { scenes: [], afterId: null })
		records.push({
			...record,
			number: String(4 + at),
			index: at === 0 ? record.index : indexAfter([record], record.id),
		})
		const blocks: ScriptBlockRecord[] = []
		for (const [type, text] of SCRIPT) {
			const index = indexAfter(blocks, blocks.at(-1)?.id ?? null)
			const id = `script_block:${scene}b${blocks.length}` as const
			const sceneId = `scene:${scene}` as const
			blocks.push({
				id,
				typeName: 'script_block',
				sceneId,
				index,
				type,
				text,
				dual: null,
				meta: {},
			})
		}
		records.push(...blocks)
	}
	return records
}

function boardRecords(scene: string): DocRecord[] {
	const random = seededRandom(`panels of ${scene}`)
	const [document, page] = newBoardRecords({ aspectRatio: 1.85, random })
	const records: DocRecord[] = [document, page].filter((record) => record !== undefined)
	const placed: { id: string; index: string }[] = []
	for (let at = 0; at < 4; at++) {
		const index = indexAfter(placed, placed.at(-1)?.id ?? null)
		const { panel, shot } = newPanelRecords({
			...{ index, sceneAspect: 1.85, random, shot: { size: 'MS', keyToFill: 1.5 } },
			panel: { action: `Mara at the sink, ${at}.`, dialogue: LINE, durationFrames: 24 },
		})
		placed.push(panel)
		records.push(panel, ...(shot ? [shot] : []))
	}
	return records
}
