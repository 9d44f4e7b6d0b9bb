/**
 * The models of a film as they are set up. A key goes in and never comes out again: it lies sealed
 * under the server's master key, bound to its model, and pages are told its last letters (MO01-MO02).
 */
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import { type ModelConfig, readModelConfig } from '#core/suggestions/model-config.ts'
import type { ModelRow, ModelStore } from '#db/model-store.ts'
import { unwrapKey, wrapKey } from '../signals/sealing.ts'
import { readAllowed } from './address-rules.ts'
import type { ModelSetup } from './model-config.ts'

/** Keys shorter than this are recognised by nothing, or their ending would be most of them. */
const SHORT_KEY = 12
const MAX_MODELS = 12

/** A model as its film's owner sees it. */
export interface ModelView {
	modelId: string
	config: ModelConfig
	/** "set, ends in …"; null = no key. */
	key: { ending: string | null } | null
}
export interface SaveModel {
	/** Null = a new one. */
	modelId: string | null
	config: ModelConfig
	/** A new key; '' = take it away; undefined = as it is. */
	key?: string | undefined
}
export interface ModelSetups {
	list(projectId: string): Promise<ModelView[]>
	/** With keys: for asking only. */
	open(projectId: string): Promise<ModelSetup[]>
	/** @throws AppError('not_found' | 'bad_request') */
	save(projectId: string, request: SaveModel): Promise<string>
	remove(projectId: string, modelId: string): Promise<void>
	/** Everything that may be asked inside this network: named in the environment or on the list. */
	allowed(): Promise<ReadonlySet<string>>
}

export function createModelSetups(options: {
	store: ModelStore
	masterKey: Uint8Array
	/** MODEL_ALLOW, comma separated. */
	allow: string | undefined
	now: () => number
	random: Random
}): ModelSetups {
	const { store, masterKey, now, random } = options
	const named = (options.allow ?? '').split(',').flatMap((text) => readAllowed(text) ?? [])
	const seal = (modelId: string, key: string) =>
		wrapKey(masterKey, Buffer.from(key), keyPlace(modelId))
	return {
		async list(projectId) {
			return (await store.list(projectId)).flatMap(viewOf)
		},
		async open(projectId) {
			return (await store.list(projectId)).flatMap((row) => {
				const config = readModelConfig(row.config)
				return config ? [{ modelId: row.modelId, config, key: keyOf(masterKey, row) }] : []
			})
		},
		async save(projectId, { modelId, config, key }) {
			const rows = await store.list(projectId)
			const standing = rows.find((row) => row.modelId === modelId)
			if (modelId !== null && !standing) throw new AppError('not_found')
			if (!standing && rows.length >= MAX_MODELS) {
				throw new AppError('bad_request', {
					userMessage: `A film asks ${MAX_MODELS} models at most. Take one away first.`,
				})
			}
			const id = standing?.modelId ?? createId(random)
			// A key is for one address: whoever changes the address cannot send a key there they never knew.
			const isElsewhere = standing !== undefined && hostIn(standing.config) !== hostIn(config)
			if (key === undefined && standing?.sealedKey && isElsewhere) {
				throw new AppError('bad_request', {
					userMessage: 'The address changed, so its key has to be typed again. Nothing was saved.',
				})
			}
			const secret =
				key === undefined
					? { sealedKey: standing?.sealedKey ?? null, keyEnding: standing?.keyEnding ?? null }
					: { sealedKey: key === '' ? null : seal(id, key), keyEnding: endingOf(key) }
			await store.put({ modelId: id, projectId, config, ...secret, updatedMs: now() })
			return id
		},
		remove: (projectId, modelId) => store.remove(projectId, modelId),
		async allowed() {
			return new Set([...named, ...(await store.addresses())])
		},
	}
}

function viewOf({ modelId, config, sealedKey, keyEnding }: ModelRow): ModelView[] {
	const read = readModelConfig(config)
	if (!read) return []
	return [{ modelId, config: read, key: sealedKey === null ? null : { ending: keyEnding } }]
}

function keyOf(masterKey: Uint8Array, { modelId, sealedKey }: ModelRow): string | null {
	if (sealedKey === null) return null
	try {
		return Buffer.from(unwrapKey(masterKey, sealedKey, keyPlace(modelId))).toString()
	} catch (cause) {
		throw new AppError('damaged', {
			userMessage:
				'The key of a model was sealed under another master key (keys/master.key in the data folder). Type it again under Models.',
			cause,
		})
	}
}

function keyPlace(modelId: string): string {
	return JSON.stringify(['dailies', 'model-key', modelId])
}

function endingOf(key: string): string | null {
	return key.length < SHORT_KEY ? null : key.slice(-4)
}

function hostIn(config: unknown): string | null {
	const read = readModelConfig(config)
	return read ? new URL(read.endpoint).origin : null
}
