/** Exports of one project: the same rows as a stream, as a folder and as a count. */
import { toHex } from '#core/signals/chain.ts'
import type { ConsentPurpose } from '#core/signals/consent.ts'
import type { SignalStore } from '#db/signal-store.ts'
import type { Permissions } from './consents.ts'
import { writeExportFolder } from './export-folder.ts'
import type { ExportRegister } from './export-register.ts'
import type { ExportCounts, ExportSource } from './export-rows.ts'
import { countExport, emptyCounts, exportLines } from './export-rows.ts'
import type { ExportResult } from './signal-service.ts'
import type { Vaults } from './vaults.ts'

export function createExports(options: {
	store: SignalStore
	vaults: Vaults
	permissions: (projectId: string) => Promise<Permissions>
	now: () => number
	register: ExportRegister
}) {
	const { store, vaults, permissions, now, register } = options
	const counted = new Map<string, { allowed: string; counts: ExportCounts }>()

	const sourceOf = async (projectId: string, purpose: ConsentPurpose): Promise<ExportSource> => ({
		store,
		vault: await vaults.vault(projectId),
		permissions: await permissions(projectId),
		authors: await vaults.authors(projectId),
		purpose,
		throughSeq: (await store.head(projectId))?.seq ?? 0,
	})
	return {
		async *lines(projectId: string, purpose: ConsentPurpose = 'operate'): AsyncGenerator<string> {
			const { source, people } = watched(await sourceOf(projectId, purpose))
			const counts = emptyCounts()
			const note = { projectId, purpose, kind: 'stream' as const, directory: null }
			try {
				yield* exportLines(source, counts)
			} finally {
				// A download that broke off has left as far as it went.
				const { throughSeq: headSeq } = source
				await register({ ...note, rowCount: counts.rows, headSeq, people: [...people] })
			}
		},
		async folder(
			directory: string,
			projectId: string,
			purpose: ConsentPurpose = 'operate',
		): Promise<ExportResult> {
			const head = await store.head(projectId)
			const asked = { ...(await sourceOf(projectId, purpose)), throughSeq: head?.seq ?? 0 }
			const { source, people } = watched(asked)
			const counts = emptyCounts()
			const written = await writeExportFolder({
				directory,
				projectId,
				purpose,
				nowMs: now(),
				head: head && { seq: head.seq, hash: toHex(head.hash) },
				counts,
				lines: exportLines(source, counts),
			})
			const about = { projectId, purpose, kind: 'events' as const, directory }
			const { rows: rowCount } = counts
			await register({ ...about, rowCount, headSeq: head?.seq ?? 0, people: [...people] })
			return written
		},
		/** Rows an export for `operate` would hold and leave out, of the first `throughSeq`. */
		async count(projectId: string, throughSeq: number): Promise<ExportCounts> {
			const refusals = (await store.getConsents(projectId))
				.filter(({ purpose, granted }) => purpose === 'operate' && !granted)
				.map(({ userId }) => userId)
			// Nobody refused: every row may leave, and nothing needs to be read for it.
			if (refusals.length === 0) return { ...emptyCounts(), rows: throughSeq }
			const allowed = JSON.stringify([throughSeq, refusals.sort()])
			const known = counted.get(projectId)
			if (known?.allowed === allowed) return known.counts
			const source = { ...(await sourceOf(projectId, 'operate')), throughSeq }
			const counts = await countExport(source)
			counted.set(projectId, { allowed, counts })
			return counts
		},
	}
}

/** The same source, noting everybody whose rows were let through. */
function watched(source: ExportSource): { source: ExportSource; people: Set<string> } {
	const people = new Set<string>()
	const { permissions } = source
	const allows: Permissions['allows'] = (purpose, pids) => {
		const all = [...pids]
		const mayLeave = permissions.allows(purpose, all)
		if (mayLeave) for (const pid of all) if (pid !== null) people.add(pid)
		return mayLeave
	}
	return { people, source: { ...source, permissions: { ...permissions, allows } } }
}
