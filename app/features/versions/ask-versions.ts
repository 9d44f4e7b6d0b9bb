/** Asks the server about versions of a board. Parts never change, so each is asked for once. */
import { z } from 'zod'
import type { DocRecord } from '#core/sync/doc-record.ts'

const ItemSchema = z.object({
	versionId: z.string(),
	kind: z.enum(['auto', 'named', 'safety']),
	name: z.string().nullable(),
	madeByName: z.string().nullable(),
	at: z.number(),
	panelCount: z.number(),
})
const OpenedSchema = ItemSchema.extend({
	panels: z.array(z.object({ panelId: z.string(), partHash: z.string() })),
	restHash: z.string(),
})
const MomentSchema = z.object({
	versionId: z.string(),
	sceneId: z.string(),
	kind: ItemSchema.shape.kind,
	name: z.string().nullable(),
	at: z.number(),
	partHash: z.string(),
	/** What the version holds beside its panels. */
	restHash: z.string(),
})
// What is in a part was validated when it was written, and is again when it is put on the board.
const RecordSchema = z.looseObject({ id: z.string(), typeName: z.string() })
const PartsSchema = z.record(z.string(), z.array(RecordSchema))
const RefusalSchema = z.object({ message: z.string() })

export type VersionItem = z.infer<typeof ItemSchema>
export type OpenedVersion = z.infer<typeof OpenedSchema>
export type PanelMoment = z.infer<typeof MomentSchema>
export type VersionReason = { kind: 'named'; name: string } | { kind: 'safety' }

/** Most parts asked for at once. */
const PARTS_AT_ONCE = 40
const NO_ANSWER = 'The server does not answer. The board is as it was; try again in a moment.'

export interface VersionsClient {
	list(): Promise<VersionItem[]>
	open(versionId: string): Promise<OpenedVersion>
	moments(panelId: string): Promise<PanelMoment[]>
	/** The records of parts of a version, by the part's name. `sceneId`: where the version was kept. */
	parts(
		versionId: string,
		partHashes: readonly string[],
		sceneId?: string,
	): Promise<ReadonlyMap<string, readonly DocRecord[]>>
	keep(reason: VersionReason): Promise<VersionItem>
	remove(versionId: string): Promise<void>
}

/** Every call rejects with an Error whose message is for the person. */
export function createVersionsClient(sceneId: string, fetch: typeof window.fetch): VersionsClient {
	const known = new Map<string, readonly DocRecord[]>()
	const base = (scene = sceneId) => `/api/v1/boards/${scene}/versions`
	async function ask<S extends z.ZodType>(url: string, schema: S, init?: RequestInit) {
		const answer = await fetch(url, init).catch(() => null)
		const body: unknown = await answer?.json().catch(() => null)
		if (!answer) throw new Error(NO_ANSWER)
		const refusal = RefusalSchema.safeParse(body)
		if (!answer.ok) throw new Error(refusal.success ? refusal.data.message : NO_ANSWER)
		const parsed = schema.safeParse(body)
		if (!parsed.success) throw new Error(NO_ANSWER)
		return parsed.data
	}
	const post = (body: unknown): RequestInit => ({
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	})
	return {
		list: () => ask(base(), z.array(ItemSchema)),
		open: (versionId) => ask(`${base()}/${versionId}`, OpenedSchema),
		moments: (panelId) =>
			ask(`${base()}?panel=${encodeURIComponent(panelId)}`, z.array(MomentSchema)),
		async parts(versionId, partHashes, scene) {
			const wanted = [...new Set(partHashes)].filter((hash) => !known.has(hash))
			for (let from = 0; from < wanted.length; from += PARTS_AT_ONCE) {
				const some = wanted.slice(from, from + PARTS_AT_ONCE)
				const found = await ask(`${base(scene)}/${versionId}?parts=${some.join(',')}`, PartsSchema)
				// Cast at the door: validated when it was written (see RecordSchema).
				for (const [hash, records] of Object.entries(found))
					known.set(hash, records as unknown as DocRecord[])
			}
			return new Map(partHashes.map((hash) => [hash, known.get(hash) ?? []]))
		},
		keep: (reason) => ask(base(), ItemSchema, post(reason)),
		async remove(versionId) {
			await ask(`${base()}/${versionId}`, z.object({ ok: z.boolean() }), post({}))
		},
	}
}
