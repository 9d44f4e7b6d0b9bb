/** What every VersionStore must do. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/database.ts'
import type { StoredVersion } from '#db/version-store.ts'

function version(versionId: string, given: Partial<StoredVersion> = {}): StoredVersion {
	return {
		...{ versionId, sceneId: 's1', projectId: 'p1', kind: 'auto', name: null, madeBy: null },
		...{ at: 1_000, generation: 1, seq: 5, documentVersion: 1, restHash: 'rest' },
		panels: [],
		...given,
	}
}
const part = (partHash: string, ...bytes: number[]) => ({ partHash, body: new Uint8Array(bytes) })
const panel = (panelId: string, position: number, partHash: string) => ({
	panelId,
	position,
	partHash,
})

/** Registers the suite for the implementation that `open` makes. */
export function versionStoreContract(title: string, open: () => Promise<Database>): void {
	describe(`${title}: versions`, () => {
		let db: Database
		beforeEach(async () => {
			db = await open()
			return () => db.close()
		})

		it('gives back a version with its panels in story order, and its parts byte for byte', async () => {
			const panels = [panel('shape:b', 1, 'hb'), panel('shape:a', 0, 'ha')]
			await db.versions.add(version('v1', { kind: 'named', name: 'Before the notes', panels }), [
				part('rest', 0),
				part('ha', 1, 2),
				part('hb', 3),
			])

			const stored = await db.versions.get('v1')
			expect(stored).toMatchObject({ kind: 'named', name: 'Before the notes', seq: 5 })
			expect(stored?.panels.map(({ panelId }) => panelId)).toEqual(['shape:a', 'shape:b'])
			expect([...((await db.versions.part('s1', 'ha')) ?? [])]).toEqual([1, 2])
			expect(await db.versions.part('s2', 'ha')).toBeNull()
			expect(await db.versions.get('nope')).toBeNull()
		})

		it('stores a part that versions share once, and says which are missing', async () => {
			await db.versions.add(version('v1', { panels: [panel('shape:a', 0, 'ha')] }), [
				part('rest', 0),
				part('ha', 1, 2),
			])
			expect(await db.versions.missingParts('s1', ['rest', 'ha', 'hb', 'hb'])).toEqual(['hb'])
			await db.versions.add(version('v2', { at: 2_000, panels: [panel('shape:a', 0, 'ha')] }), [])

			expect(await db.versions.sizes('s1')).toEqual({ versions: 2, parts: 2, bytes: 3 })
			const list = await db.versions.list('s1')
			expect(list.map((row) => [row.versionId, row.panelCount])).toEqual([
				['v2', 1],
				['v1', 1],
			])
		})

		it('refuses a version of which a part is nowhere, and keeps nothing of it', async () => {
			const bad = version('v1', { panels: [panel('shape:a', 0, 'gone')] })
			await expect(db.versions.add(bad, [part('rest', 0)])).rejects.toMatchObject({
				code: 'bad_request',
			})
			expect(await db.versions.sizes('s1')).toEqual({ versions: 0, parts: 0, bytes: 0 })
		})

		it('removes versions, and with the last that names it a part', async () => {
			const rest = part('rest', 0)
			await db.versions.add(version('v1', { panels: [panel('shape:a', 0, 'old')] }), [
				rest,
				part('old', 1),
			])
			await db.versions.add(version('v2', { at: 2_000, panels: [panel('shape:a', 0, 'new')] }), [
				rest,
				part('new', 2),
			])
			await db.versions.remove('s2', ['v1'])
			expect((await db.versions.list('s1')).length).toBe(2)
			await db.versions.remove('s1', ['v1'])

			expect(await db.versions.get('v1')).toBeNull()
			expect(await db.versions.part('s1', 'old')).toBeNull()
			expect(await db.versions.part('s1', 'new')).not.toBeNull()
			expect(await db.versions.sizes('s1')).toEqual({ versions: 1, parts: 2, bytes: 2 })
			expect(await db.upkeep.damagedRows()).toEqual([])
		})

		it('follows one panel through the versions that have it, newest first, across scenes', async () => {
			const panels = [panel('shape:a', 0, 'ha')]
			await db.versions.add(version('v1', { panels }), [part('rest', 0), part('ha', 1)])
			await db.versions.add(version('v2', { at: 2_000, panels: [] }), [])
			await db.versions.add(
				version('v3', { sceneId: 's2', at: 3_000, panels: [panel('shape:a', 4, 'hc')] }),
				[part('rest', 0), part('hc', 9)],
			)
			await db.versions.add(version('x', { sceneId: 's9', projectId: 'p2', panels }), [
				part('rest', 0),
				part('ha', 1),
			])

			const states = await db.versions.panelStates('p1', 'shape:a')
			expect(states.map((state) => [state.versionId, state.sceneId, state.partHash])).toEqual([
				['v3', 's2', 'hc'],
				['v1', 's1', 'ha'],
			])
		})
	})
}
