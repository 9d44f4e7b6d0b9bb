/**
 * A project's keys in memory. Words are sealed under their author's own data key, everything else
 * under the project's; destroying an author's keys makes their words unreadable for good while every
 * row and hash stays (signals.md S10–S16). Everything a room command needs here is synchronous.
 */

import { AppError } from '#core/errors.ts'
import { createId, createUuidV7 } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import type { SealedBlob } from '#core/signals/event.ts'
import { EVENT_SCHEMA_VERSION, NewSignalEventSchema } from '#core/signals/event.ts'
import type { DataKeyRow, SignalStore } from '#db/signal-store.ts'
import { hmacHex, newKey, openBytes, sealBytes, unwrapKey, wrapKey } from './sealing.ts'
import type { ProjectVault } from './signal-service.ts'

interface DataKey {
	keyId: string
	/** Null = the project's own context. */
	userId: string | null
	key: Uint8Array
	createdMs: number
}
interface OpenVault {
	vault: ProjectVault
	byId: Map<string, DataKey>
	byAuthor: Map<string | null, DataKey>
}
export interface Vaults {
	vault(projectId: string): Promise<ProjectVault>
	ensureAuthor(projectId: string, userId: string): Promise<void>
	/** Destroys an author's keys, in the database and here; returns how many. */
	destroyAuthor(projectId: string, userId: string): Promise<number>
	/** New keys for authors whose key is older: from then on they seal with those, and open with both. */
	renewKeys(projectId: string, olderThanMs: number): Promise<number>
	/** Keys that are destroyed in the database go from memory too. */
	forgetKeys(projectId: string, keyIds: readonly string[]): Promise<void>
	/** Whose words a key seals, by key id; null = the project's own. */
	authors(projectId: string): Promise<Map<string, string | null>>
}
interface VaultOptions {
	store: SignalStore
	masterKey: Uint8Array
	now: () => number
	random: Random
}

export function createVaults(options: VaultOptions): Vaults {
	const { store, now } = options
	const opened = new Map<string, Promise<OpenVault>>()
	const pending = new Map<string, Promise<void>>()

	const open = (projectId: string) => {
		const known = opened.get(projectId)
		if (known) return known
		const opening = openVault(options, projectId)
		opened.set(projectId, opening)
		// A failed opening is tried again by the next caller.
		opening.catch(() => opened.delete(projectId))
		return opening
	}
	const addAuthor = async (projectId: string, userId: string) => {
		const keys = await open(projectId)
		if (!keys.byAuthor.has(userId)) remember(keys, await makeKey(options, projectId, userId))
	}
	return {
		async vault(projectId) {
			return (await open(projectId)).vault
		},
		ensureAuthor(projectId, userId) {
			const name = JSON.stringify([projectId, userId])
			const running = pending.get(name)
			if (running) return running
			const adding = addAuthor(projectId, userId).finally(() => pending.delete(name))
			pending.set(name, adding)
			return adding
		},
		async destroyAuthor(projectId, userId) {
			const destroyed = await store.destroyDataKeys(projectId, userId, now())
			const keys = await open(projectId)
			keys.byAuthor.delete(userId)
			for (const { keyId, ...key } of keys.byId.values()) {
				if (key.userId === userId) keys.byId.delete(keyId)
			}
			return destroyed
		},
		async renewKeys(projectId, olderThanMs) {
			const keys = await open(projectId)
			const old = [...keys.byAuthor.values()].filter(({ createdMs }) => createdMs < olderThanMs)
			for (const { userId } of old) remember(keys, await makeKey(options, projectId, userId))
			return old.length
		},
		async forgetKeys(projectId, keyIds) {
			const { byId } = await open(projectId)
			for (const keyId of keyIds) byId.delete(keyId)
		},
		async authors(projectId) {
			const rows = await store.getDataKeys(projectId)
			return new Map(rows.map(({ keyId, userId }) => [keyId, userId]))
		},
	}
}

async function openVault(options: VaultOptions, projectId: string): Promise<OpenVault> {
	const { pepper, contentKey } = await loadSecrets(options, projectId)
	const keys = { byId: new Map<string, DataKey>(), byAuthor: new Map<string | null, DataKey>() }
	const opened: OpenVault = {
		...keys,
		vault: makeVault(options, { projectId, pepper, contentKey, ...keys }),
	}
	for (const row of await options.store.getDataKeys(projectId)) {
		if (row.wrapped === null) continue
		const key = unwrapOrRefuse(options.masterKey, row.wrapped, keyPlace(row))
		const { keyId, userId, createdMs } = row
		remember(opened, { keyId, userId, createdMs, key })
	}
	if (!opened.byAuthor.has(null)) remember(opened, await makeKey(options, projectId, null))
	return opened
}

function remember({ byId, byAuthor }: OpenVault, key: DataKey): void {
	byId.set(key.keyId, key)
	byAuthor.set(key.userId, key)
}

async function loadSecrets({ store, masterKey, now }: VaultOptions, projectId: string) {
	const wrap = (kind: string) => wrapKey(masterKey, newKey(), secretPlace(kind, projectId))
	if (!(await store.getSecrets(projectId))) {
		await store.putSecrets({
			projectId,
			wrappedPepper: wrap('pepper'),
			wrappedContentKey: wrap('content'),
			createdMs: now(),
		})
	}
	// Read back: were somebody else faster, theirs are the project's secrets.
	const row = await store.getSecrets(projectId)
	if (!row) throw new AppError('storage_failed')
	const unwrap = (wrapped: Uint8Array, kind: string) =>
		unwrapOrRefuse(masterKey, wrapped, secretPlace(kind, projectId))
	return {
		pepper: unwrap(row.wrappedPepper, 'pepper'),
		contentKey: unwrap(row.wrappedContentKey, 'content'),
	}
}

async function makeKey(
	{ store, masterKey, now, random }: VaultOptions,
	projectId: string,
	userId: string | null,
): Promise<DataKey> {
	const key = newKey()
	const keyId = createId(random, 20)
	const wrapped = wrapKey(masterKey, key, keyPlace({ keyId, projectId, userId }))
	const createdMs = now()
	const row: DataKeyRow = { keyId, projectId, userId, wrapped, createdMs, destroyedMs: null }
	await store.putDataKey(row)
	return { keyId, userId, key, createdMs }
}

function secretPlace(kind: string, projectId: string): string {
	return JSON.stringify(['dailies', kind, projectId])
}
function keyPlace({
	keyId,
	projectId,
	userId,
}: Pick<DataKeyRow, 'keyId' | 'projectId' | 'userId'>) {
	return JSON.stringify(['dailies', 'data-key', projectId, keyId, userId])
}
function blobPlace(cid: string, projectId: string): string {
	return JSON.stringify(['dailies', 'blob', projectId, cid])
}

function unwrapOrRefuse(masterKey: Uint8Array, wrapped: Uint8Array, place: string): Uint8Array {
	try {
		return unwrapKey(masterKey, wrapped, place)
	} catch (cause) {
		// Going on with new keys would orphan every name and word in the log: better to stop here.
		throw new AppError('damaged', {
			userMessage:
				'The decision log was written under another master key (keys/master.key in the data folder). Nothing was changed; put that key back.',
			cause,
		})
	}
}

function makeVault(
	{ random }: VaultOptions,
	project: {
		projectId: string
		pepper: Uint8Array
		contentKey: Uint8Array
		byId: Map<string, DataKey>
		byAuthor: Map<string | null, DataKey>
	},
): ProjectVault {
	const { projectId, pepper, contentKey, byId, byAuthor } = project
	const pid = (userId: string) => hmacHex(pepper, userId)
	return {
		projectId,
		pid,
		seal(content, { authorId, mediaType, now }): SealedBlob {
			const dataKey = byAuthor.get(authorId)
			if (!dataKey) throw new Error('ensureAuthor comes before sealing a person’s words.')
			const plain = typeof content === 'string' ? Buffer.from(content) : content
			// The key is part of the id: two people's equal words stay two blobs, each erasable alone.
			const cid = hmacHex(contentKey, `${dataKey.keyId}\n`, plain)
			const sealed = sealBytes(dataKey.key, plain, blobPlace(cid, projectId))
			const { keyId } = dataKey
			return {
				cid,
				projectId,
				mediaType,
				sizeBytes: plain.length,
				keyId,
				...sealed,
				createdMs: now,
			}
		},
		open(blob) {
			const dataKey = byId.get(blob.keyId)
			return dataKey ? openBytes(dataKey.key, blob, blobPlace(blob.cid, projectId)) : null
		},
		event(type, input) {
			const { principal, sceneId, slateId, suggestionId, position, tsMs, payload } = input
			return NewSignalEventSchema.parse({
				eventId: createUuidV7(tsMs, random),
				schemaVersion: EVENT_SCHEMA_VERSION,
				type,
				projectId,
				sceneId,
				tsMs,
				actorPid: principal ? pid(principal.userId) : null,
				actorRole: principal?.role ?? null,
				slateId,
				suggestionId,
				position,
				payload,
				blobCids: (input.blobs ?? []).map(({ cid }) => cid),
			})
		},
	}
}
