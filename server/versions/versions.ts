/**
 * Versions of boards (docs/decisions/029): kept by the program while people work and when they leave,
 * and by people under a name. Reading never touches the room; restoring is an ordinary edit that the
 * page makes. What a board holds is read at one moment and put away in small turns, so that no pen waits.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Action, can } from '#core/board/role.ts'
import { MAX_NAMED, MAX_VERSION_BYTES, versionsToDrop } from '#core/board/thin-versions.ts'
import { createCanvasSchema } from '#core/canvas/canvas-schema.ts'
import { DOCUMENT_SCHEMAS, DOCUMENT_VERSION } from '#core/canvas/document-version.ts'
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import { cutBoard } from '#core/sync/board-parts.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { migrateRecords } from '#core/sync/migrate-document.ts'
import type { StoredVersion, VersionPart, VersionSummary } from '#db/version-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { decodePart, encodePart, PartNames } from './part-codec.ts'
import { watchBoards } from './version-keeper.ts'
import type {
	PanelMoment,
	VersionDependencies,
	VersionItem,
	VersionService,
} from './version-service.ts'

/** Most parts that one question is answered with. */
export const MAX_PARTS_ASKED = 60
/** Names of this many panels are made in one turn. */
const PANELS_A_TURN = 8

type Why = Pick<StoredVersion, 'kind' | 'name' | 'madeBy'>

/** Builds the service and starts to keep versions. */
export function createVersionService(dependencies: VersionDependencies): VersionService {
	const { db, rooms, now, random, log } = dependencies
	const names = new PartNames()
	const schema = createCanvasSchema()

	async function sceneOf(principal: Principal, sceneId: string, action: Action) {
		if (!can(principal.role, action)) throw new AppError('forbidden')
		const scene = await db.projects.getScene(sceneId)
		if (!scene) throw new AppError('not_found')
		if (scene.trashedAt !== null) throw new AppError('trashed')
		return scene
	}

	async function stored(sceneId: string, versionId: string): Promise<StoredVersion> {
		const version = await db.versions.get(versionId)
		if (!version || version.sceneId !== sceneId)
			throw new AppError('not_found', {
				userMessage: 'That version is not kept any more. Choose another one.',
			})
		return version
	}

	/** Reads the board and makes a version of it; null when it is what `unlessSame` is. */
	async function take(
		scene: { sceneId: string; projectId: string },
		why: Why,
		unlessSame: StoredVersion | null,
	): Promise<StoredVersion | null> {
		const { sceneId, projectId } = scene
		const room = `board:${sceneId}` as const
		const at = now()
		// Records are never changed once read, so this list stays the board of this moment.
		const { records, seq, generation } = await rooms.read(room, (reader, place) => ({
			records: [...reader.all()],
			...place,
		}))
		const { panels, rest } = cutBoard(records)
		const contents = new Map<string, readonly DocRecord[]>()
		const restHash = names.nameOf(rest)
		contents.set(restHash, rest)
		const rows: StoredVersion['panels'] = []
		for (const [position, panel] of panels.entries()) {
			if (position % PANELS_A_TURN === 0) await nextTurn()
			const partHash = names.nameOf(panel.records)
			contents.set(partHash, panel.records)
			rows.push({ panelId: panel.panelId, position, partHash })
		}
		if (unlessSame && isSame(unlessSame, { restHash, panels: rows })) return null
		const version: StoredVersion = {
			...{ versionId: createId(random), sceneId, projectId, ...why, at },
			...{ generation, seq, documentVersion: DOCUMENT_VERSION },
			...{ restHash, panels: rows },
		}
		const parts: VersionPart[] = []
		for (const partHash of await db.versions.missingParts(sceneId, [...contents.keys()])) {
			parts.push(await encodePart(partHash, contents.get(partHash) ?? []))
			await nextTurn()
		}
		await db.versions.add(version, parts)
		await thin(sceneId)
		return version
	}

	async function latest(sceneId: string): Promise<StoredVersion | null> {
		const [newest] = await db.versions.list(sceneId)
		return newest ? db.versions.get(newest.versionId) : null
	}

	/** Keeps what a board's versions take bounded, in rows and bytes. */
	async function thin(sceneId: string): Promise<void> {
		const versions = await db.versions.list(sceneId)
		const old = versionsToDrop(versions, now())
		if (old.length > 0) await db.versions.remove(sceneId, old)
		// The newest always stays, whatever it takes.
		const unnamed = versions
			.slice(1)
			.filter((one) => one.kind !== 'named' && !old.includes(one.versionId))
		while (unnamed.length > 0 && (await db.versions.sizes(sceneId)).bytes > MAX_VERSION_BYTES) {
			const oldest = unnamed.splice(-10).map(({ versionId }) => versionId)
			await db.versions.remove(sceneId, oldest)
		}
	}

	async function nameOf(userId: string | null): Promise<string | null> {
		return userId === null ? null : ((await db.auth.getUser(userId))?.name ?? null)
	}

	async function item(version: VersionSummary): Promise<VersionItem> {
		const { versionId, kind, name, at, panelCount, madeBy } = version
		return { versionId, kind, name, at, panelCount, madeByName: await nameOf(madeBy) }
	}
	const itemOf = (version: StoredVersion) => item({ ...version, panelCount: version.panels.length })

	/** Records in the form of today, whichever program kept them. */
	function modernized(records: DocRecord[], documentVersion: number): DocRecord[] {
		if (documentVersion === DOCUMENT_VERSION) return records
		const from = DOCUMENT_SCHEMAS[documentVersion]
		if (!from) throw new AppError(documentVersion > DOCUMENT_VERSION ? 'newer_document' : 'damaged')
		const before = new Map(records.map((record): [string, DocRecord] => [record.id, record]))
		return [...migrateRecords(before, { from, to: schema }).after.values()]
	}

	const service: Omit<VersionService, 'dispose'> = {
		async list(principal, sceneId) {
			await sceneOf(principal, sceneId, 'project.read')
			return Promise.all((await db.versions.list(sceneId)).map(item))
		},
		async open(principal, sceneId, versionId) {
			await sceneOf(principal, sceneId, 'project.read')
			const version = await stored(sceneId, versionId)
			const panels = version.panels.map(({ panelId, partHash }) => ({ panelId, partHash }))
			return { ...(await itemOf(version)), sceneId, panels, restHash: version.restHash }
		},
		async parts(principal, { sceneId, versionId, partHashes }) {
			await sceneOf(principal, sceneId, 'project.read')
			const version = await stored(sceneId, versionId)
			const own = new Set([version.restHash, ...version.panels.map(({ partHash }) => partHash)])
			const found: Record<string, DocRecord[]> = {}
			for (const partHash of new Set(partHashes.slice(0, MAX_PARTS_ASKED))) {
				const body = own.has(partHash) ? await db.versions.part(sceneId, partHash) : null
				if (!body) throw new AppError('not_found')
				const records = await decodePart({ partHash, body })
				found[partHash] = modernized(records, version.documentVersion)
			}
			return found
		},
		async momentsOf(principal, sceneId, panelId) {
			const scene = await sceneOf(principal, sceneId, 'project.read')
			const states = await db.versions.panelStates(scene.projectId, panelId)
			const moments: PanelMoment[] = []
			for (const state of states.reverse()) {
				const { versionId, sceneId: where, kind, name, at, partHash, restHash } = state
				const last = moments.at(-1)
				if (last?.partHash === partHash && last.sceneId === where) continue
				moments.push({ versionId, sceneId: where, kind, name, at, partHash, restHash })
			}
			return moments
		},
		async keep(principal, sceneId, input) {
			const action = input.kind === 'named' ? 'version.name' : 'room.board.write'
			const scene = await sceneOf(principal, sceneId, action)
			const madeBy = principal.userId
			if (input.kind === 'safety') {
				const before = await latest(sceneId)
				const made = await take(scene, { kind: 'safety', name: null, madeBy }, before)
				const version = made ?? before
				if (!version) throw new AppError('internal')
				return itemOf(version)
			}
			const named = (await db.versions.list(sceneId)).filter(({ kind }) => kind === 'named')
			if (named.length >= MAX_NAMED)
				throw new AppError('too_many', {
					userMessage: `This board has ${MAX_NAMED} named versions. Remove one you do not need, then name this.`,
				})
			const made = await take(scene, { kind: 'named', name: input.name, madeBy }, null)
			if (!made) throw new AppError('internal')
			return itemOf(made)
		},
		async remove(principal, sceneId, versionId) {
			await sceneOf(principal, sceneId, 'project.manage')
			await stored(sceneId, versionId)
			await db.versions.remove(sceneId, [versionId])
		},
		async keepAutomatically(sceneId) {
			const scene = await db.projects.getScene(sceneId)
			if (!scene || scene.trashedAt !== null) return null
			const why: Why = { kind: 'auto', name: null, madeBy: null }
			const made = await take(scene, why, await latest(sceneId))
			return made && itemOf(made)
		},
	}
	const keeper = watchBoards({
		rooms,
		...(dependencies.paceMs ? { paceMs: dependencies.paceMs } : {}),
		keep: async (sceneId) => {
			try {
				await service.keepAutomatically(sceneId)
			} catch (error) {
				log.error({ sceneId, err: error }, 'A version of a board could not be kept.')
			}
		},
	})
	return { ...service, dispose: () => keeper.dispose() }
}

function isSame(
	one: Pick<StoredVersion, 'restHash' | 'panels'>,
	other: Pick<StoredVersion, 'restHash' | 'panels'>,
): boolean {
	return (
		one.restHash === other.restHash &&
		one.panels.length === other.panels.length &&
		one.panels.every(
			({ panelId, partHash }, place) =>
				other.panels[place]?.panelId === panelId && other.panels[place]?.partHash === partHash,
		)
	)
}
