/** Small valid values for tests; everything can be overridden. */
import type { NewSignalEvent, SealedBlob } from '#core/signals/event.ts'
import type { Database } from '#db/database.ts'
import type { PanelProjection, RoomCommit } from '#db/room-store.ts'

/** A room commit with nothing in it but what is given. */
export function roomCommit(given: Partial<RoomCommit> & Pick<RoomCommit, 'room'>): RoomCommit {
	return {
		projectId: 'p1',
		generation: 1,
		updates: [],
		claims: [],
		projections: {},
		events: [],
		blobs: [],
		commandResults: [],
		...given,
	}
}

/** A panel row of scene `s1`. */
export function panelRow(given: Partial<PanelProjection> = {}): PanelProjection {
	return {
		panelId: 'shape:a',
		sceneId: 's1',
		projectId: 'p1',
		position: 0,
		number: '1-1',
		shotId: null,
		size: null,
		action: '',
		dialogue: '',
		notes: '',
		durationFrames: null,
		pictureHash: 'aa',
		...given,
	}
}

/** A consent row of the log with a unique id. */
export function consentEvent(eventId: string, projectId = 'p1'): NewSignalEvent {
	return {
		eventId,
		schemaVersion: 1,
		type: 'consent.changed',
		projectId,
		sceneId: null,
		tsMs: 1_000,
		actorPid: 'pid',
		actorRole: 'editor',
		slateId: null,
		suggestionId: null,
		position: null,
		payload: { purpose: 'operate', granted: true, termsVersion: '1' },
		blobCids: [],
	}
}

/** A blob nobody can open; its id is `cid`. */
export function sealedBlob(cid: string): SealedBlob {
	const bytes = new Uint8Array([1, 2, 3])
	return {
		cid,
		projectId: 'p1',
		mediaType: 'text/plain',
		sizeBytes: 3,
		keyId: 'k1',
		nonce: bytes,
		body: bytes,
		createdMs: 1_000,
	}
}

/** A project `p1` with its room, one scene `s1` and that scene's board room. */
export async function seedProject(db: Database): Promise<void> {
	const row = { projectId: 'p1', title: 'The Kitchen', createdAt: 1, createdBy: null }
	await db.projects.create({ ...row, isDemo: false })
	await db.rooms.create('project:p1', 'p1')
	await db.rooms.create('board:s1', 'p1')
	const scene = {
		sceneId: 's1',
		projectId: 'p1',
		position: 0,
		number: '4',
		heading: 'INT. KITCHEN',
	}
	const projections = { scenes: [{ ...scene, trashedAt: null }] }
	await db.rooms.commit([roomCommit({ room: 'project:p1', projections })])
}

/** One more scene of project `p1`, with its board room, after those that are there. */
export async function seedScene(db: Database, sceneId: string): Promise<void> {
	await db.rooms.create(`board:${sceneId}`, 'p1')
	const rows = await db.projects.listScenes('p1', { trashed: false })
	const scenes = rows.map(({ projectId, position, number, heading, trashedAt, sceneId }) => ({
		...{ projectId, position, number, heading, trashedAt, sceneId },
	}))
	const position = scenes.length
	const number = String(position + 4)
	scenes.push({ projectId: 'p1', position, number, heading: '', trashedAt: null, sceneId })
	await db.rooms.commit([roomCommit({ room: 'project:p1', projections: { scenes } })])
}
