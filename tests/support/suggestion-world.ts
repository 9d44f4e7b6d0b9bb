/**
 * A scene that the craft rules have something to say about, in real rooms on a real database, with
 * the real log: four night panels, flat light, lines spoken too fast, and a script with lines that
 * no panel shows.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { indexAfter } from '#core/board/order.ts'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import { seededRandom } from '#core/random.ts'
import type { SignalEvent } from '#core/signals/event.ts'
import { isPanel } from '#core/suggestions/board-records.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { Database } from '#db/database.ts'
import {
	newBoardRecords,
	newProjectRecord,
	newSceneRecord,
} from '#server/projects/first-records.ts'
import type { DocRecord, Principal } from '#server/realtime/rooms-api.ts'
import { createSignalService, type SignalService } from '#server/signals/signals.ts'
import { createSuggestionService, type SuggestionService } from '#server/suggestions/suggestions.ts'
import { type RoomServer, startRoomServer } from './room-server.ts'

export function person(userId: string, role: Principal['role'] = 'editor'): Principal {
	return { userId, sessionId: `session of ${userId}`, name: userId, color: 'teal', role }
}
export const ana = person('ana', 'owner')
export const noor = person('noor')
export const watcher = person('watcher', 'viewer')

export interface SuggestionWorld {
	server: RoomServer
	signals: SignalService
	suggestions: SuggestionService
	/** The clock of the log: later with each call. */
	board(): Promise<DocRecord[]>
	suggestion(id: string): Promise<SuggestionRecord>
	panels(): Promise<string[]>
	events(): Promise<SignalEvent[]>
	/** Where its keys are. */
	dataDir: string
	change(id: string, changes: Record<string, unknown>): Promise<void>
	stop(): Promise<void>
}

const SCRIPT: readonly (readonly [ScriptBlockRecord['type'], string])[] = [
	['sceneHeading', 'INT. KITCHEN - NIGHT'],
	['action', 'Rain on the window. MARA stands at the sink with her back to the door.'],
	['character', 'MARA'],
	['dialogue', 'You were going to call me before the boat came in.'],
	['action', 'He puts the KEY on the table. It slides off and rings on the tiles.'],
	['character', 'TOM'],
	['dialogue', 'The line was down.'],
	['action', 'She turns. Her face is in the dark. Only the lamp behind her moves.'],
]
const LINE = 'MARA: You were going to call me before the boat came in and you did not call.'

export async function startSuggestionWorld(
	wrap?: (db: Database) => Database,
): Promise<SuggestionWorld> {
	const dataDir = mkdtempSync(join(tmpdir(), 'dailies-suggestions-'))
	const server = await startRoomServer(wrap ? { wrap } : {})
	const { db, rooms } = server
	const random = seededRandom('suggestion world')
	const signals = createSignalService({ db, env: { DATA_DIR: dataDir }, now: Date.now, random })
	const suggestions = createSuggestionService({ db, rooms, signals, now: Date.now, random })
	await rooms.command('project:p1', { principal: null }, ({ records }) => {
		records.put(newProjectRecord('The Kitchen', ''))
		records.put({
			...newSceneRecord('s1', 'INT. KITCHEN - NIGHT', { scenes: [], afterId: null }),
			number: '4',
		})
		for (const block of scriptBlocks()) records.put(block)
	})
	await rooms.command('board:s1', { principal: null }, ({ records }) => {
		const [document, page] = newBoardRecords({ aspectRatio: 1.85, random })
		for (const record of [document, page]) if (record) records.put(record)
		for (const record of fourPanels()) records.put(record)
	})
	for (const who of [ana, noor]) await signals.setConsent(who, 'p1', { operate: true })
	const board = () => rooms.read('board:s1', (records) => [...records.all()])
	return {
		server,
		dataDir,
		signals,
		suggestions,
		board,
		async suggestion(id) {
			const found = (await board()).find((record) => record.id === id)
			if (found?.typeName !== 'suggestion') throw new Error(`no suggestion ${id}`)
			return found
		},
		async panels() {
			const panels = (await board()).filter(isPanel)
			return panels.sort((a, b) => (a.index < b.index ? -1 : 1)).map((panel) => panel.id)
		},
		async events() {
			const events: SignalEvent[] = []
			for await (const event of db.signals.scan({ projectId: 'p1' })) events.push(event)
			return events
		},
		async change(id, changes) {
			await rooms.command('board:s1', { principal: null }, ({ records }) => {
				records.update(id, changes)
			})
		},
		async stop() {
			await server.stop()
			rmSync(dataDir, { recursive: true, force: true })
		},
	}
}

function scriptBlocks(): ScriptBlockRecord[] {
	const blocks: ScriptBlockRecord[] = []
	for (const [type, text] of SCRIPT) {
		const index = indexAfter(blocks, blocks.at(-1)?.id ?? null)
		const id = `script_block:b${blocks.length}` as const
		blocks.push({
			id,
			typeName: 'script_block',
			sceneId: 'scene:s1',
			index,
			type,
			text,
			dual: null,
			meta: {},
		})
	}
	return blocks
}

function fourPanels(): DocRecord[] {
	const random = seededRandom('four panels')
	const records: DocRecord[] = []
	const placed: { id: string; index: string }[] = []
	for (let at = 0; at < 4; at++) {
		const index = indexAfter(placed, placed.at(-1)?.id ?? null)
		const { panel, shot } = newPanelRecords({
			index,
			sceneAspect: 1.85,
			random,
			shot: { size: 'MS', keyToFill: 1.5 },
			panel: {
				action: `Mara at the sink, ${at}.`,
				dialogue: LINE,
				durationFrames: 24,
				scriptBlockIds: at === 0 ? ['script_block:b0', 'script_block:b1'] : [],
			},
		})
		placed.push(panel)
		records.push(panel)
		if (shot) records.push(shot)
	}
	return records
}
