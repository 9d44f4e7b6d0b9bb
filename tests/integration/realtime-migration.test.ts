/** Documents of older and newer programs, opened by a room. The fixtures are frozen: never regenerated. */
import { readFileSync } from 'node:fs'
import {
	createShapePropsMigrationSequence,
	createTLSchema,
	defaultBindingSchemas,
	defaultShapeSchemas,
} from '@tldraw/tlschema'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createCanvasSchema } from '#core/canvas/canvas-schema.ts'
import { DOCUMENT_SCHEMAS, DOCUMENT_VERSION } from '#core/canvas/document-version.ts'
import { PANEL_STANDING, panelShapeMigrations, panelShapeProps } from '#core/canvas/panel-shape.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/open.ts'
import { readStored } from '#server/realtime/archive.ts'
import { type DocumentFormat, loadRoom } from '#server/realtime/load-room.ts'
import { createRealtimeMetrics } from '#server/realtime/metrics-sink.ts'
import { roomCommit, seedProject } from '../support/factories.ts'

const golden = (name: string) =>
	readFileSync(new URL(`../golden/documents/${name}`, import.meta.url))
const frozen = new Uint8Array(golden('board-1.yjs'))
const frozenRecords: { id: string }[] = JSON.parse(golden('board-1.json').toString())

/** A program of the future, whose panels last two seconds unless somebody timed them. */
function laterFormat(up: (props: Record<string, unknown>) => void): DocumentFormat {
	const steps = panelShapeMigrations.sequence
	const id = `com.tldraw.shape.panel/${steps.length + 1}` as const
	const migrations = createShapePropsMigrationSequence({ sequence: [...steps, { id, up }] })
	const schema = createTLSchema({
		shapes: { ...defaultShapeSchemas, panel: { props: panelShapeProps, migrations } },
		bindings: defaultBindingSchemas,
	})
	return { version: DOCUMENT_VERSION + 1, schema, schemas: DOCUMENT_SCHEMAS }
}
const timed = laterFormat((props) => {
	props.durationFrames ??= 48
	props.action = `${props.action} Fade in.`
})
const current: DocumentFormat = {
	...{ version: DOCUMENT_VERSION, schema: createCanvasSchema(), schemas: DOCUMENT_SCHEMAS },
}

let db: Database
const open = (format: DocumentFormat) =>
	loadRoom(
		{
			...{ db, format, random: Math.random, now: () => 5, schedule: () => undefined },
			metrics: createRealtimeMetrics(),
		},
		'board:s1',
	)
const listed = (records: RecordDoc) =>
	[...records.all()].sort((a, b) => (a.id < b.id ? -1 : 1)) as { id: string }[]
async function storedRecords(): Promise<RecordDoc> {
	const { snapshot, updates } = await db.rooms.open('board:s1')
	return new RecordDoc(
		readStored(
			snapshot,
			updates.map((row) => row.update),
		),
	)
}

beforeEach(async () => {
	db = openDatabase({ file: ':memory:' })
	await seedProject(db)
	const updates = [{ update: frozen, userId: 'u1', sessionId: null, at: 5 }]
	await db.rooms.commit([roomCommit({ room: 'board:s1', updates, documentVersion: 1 })])
})
afterEach(() => db.close())

describe('a document of version 1', () => {
	it('[V1] still reads as it did when it was frozen', async () => {
		const records = new RecordDoc(new Y.Doc())
		Y.applyUpdate(records.doc, frozen)
		expect(listed(records)).toEqual(frozenRecords)
		expect([...records.damaged.keys()]).toEqual(['shape:broken'])
	})

	it('[V2] opened by this program, keeps all it held and is valid in every record; only once', async () => {
		const room = await open(current)
		const { records } = room.document
		expect(listed(records)).toMatchObject(frozenRecords)
		const types: Record<string, { validate(record: unknown): unknown } | undefined> =
			createCanvasSchema().types
		expect([...records.damaged.keys()]).toEqual(['shape:broken'])
		for (const record of records.all()) types[record.typeName]?.validate(record)
		expect(records.get('shape:p1')).toMatchObject({ props: PANEL_STANDING })
		const { seq } = await db.rooms.open('board:s1')
		room.dispose()
		;(await open(current)).dispose()
		expect(await db.rooms.open('board:s1')).toMatchObject({
			seq,
			documentVersion: DOCUMENT_VERSION,
		})
	})
})

describe('opened by a newer program', () => {
	it('[V2] is migrated by the room in one change, before anybody is let in, and only once', async () => {
		const room = await open(timed)
		const stored = await db.rooms.open('board:s1')
		expect(stored).toMatchObject({ seq: 2, documentVersion: DOCUMENT_VERSION + 1 })
		expect(room.document.records.get('shape:p2')).toMatchObject({
			props: { durationFrames: 48, action: 'Ein Schloß — 夜 🌙 Fade in.', dialogue: 'Wer da?' },
		})
		room.dispose()
		const again = await open(timed)
		expect((await db.rooms.open('board:s1')).seq).toBe(2)
		expect(listed(again.document.records)).toEqual(listed(await storedRecords()))
		again.dispose()
	})

	it('[V2] keeps what people set over it, merges texts by letter, and leaves the rest as it was', async () => {
		const offline = new RecordDoc(new Y.Doc())
		Y.applyUpdate(offline.doc, frozen)
		offline.update('shape:p1', { 'props.action': 'Heavy rain on the old harbour.' })

		const room = await open(timed)
		const { records } = room.document
		expect(records.get('shape:p1')).toMatchObject({
			props: { durationFrames: 48, action: 'Rain on the old harbour. Fade in.' },
		})
		const others = (all: { id: string }[]) => all.filter(({ id }) => !/^shape:p[12]$/.test(id))
		expect(others(listed(records))).toEqual(others(frozenRecords))
		expect([...records.damaged.keys()]).toEqual(['shape:broken'])
		const met = new RecordDoc(new Y.Doc())
		for (const doc of [room.committed, offline.doc])
			Y.applyUpdate(met.doc, Y.encodeStateAsUpdate(doc))
		expect(met.get('shape:p1')).toMatchObject({
			props: { action: 'Heavy rain on the old harbour. Fade in.' },
		})
		room.dispose()
	})

	it('[V2] leaves one record that cannot be migrated as it was, and migrates the others', async () => {
		const picky = laterFormat((props) => {
			if (props.dialogue === 'Wer da?') throw new Error('not this one')
			props.durationFrames = 7
		})
		const room = await open(picky)
		const { records } = room.document
		expect(records.get('shape:p1')).toMatchObject({ props: { durationFrames: 7 } })
		expect(records.get('shape:p2')).toEqual(frozenRecords.find(({ id }) => id === 'shape:p2'))
		room.dispose()
	})
})

describe('opened by an older program', () => {
	it('[V4] is refused and not written to', async () => {
		;(await open(timed)).dispose()
		await expect(open(current)).rejects.toMatchObject({ code: 'newer_document' })
		const stored = await db.rooms.open('board:s1')
		expect(stored).toMatchObject({ seq: 2, documentVersion: DOCUMENT_VERSION + 1 })
	})

	it('[V2] so is one of a version that nobody knows any more', async () => {
		await expect(open({ ...timed, schemas: {} })).rejects.toMatchObject({ code: 'damaged' })
		expect(await db.rooms.open('board:s1')).toMatchObject({ seq: 1, documentVersion: 1 })
	})
})
