/** Drafts of scripts on SQLite. */
import { desc, eq } from 'drizzle-orm'
import type { DraftStore } from '../draft-store.ts'
import type { Orm } from './orm.ts'
import { scriptDraft } from './schema.ts'
import { writing } from './sqlite-error.ts'

export function createDraftStore(orm: Orm): DraftStore {
	const summary = {
		draftId: scriptDraft.draftId,
		projectId: scriptDraft.projectId,
		revision: scriptDraft.revision,
		name: scriptDraft.name,
		madeBy: scriptDraft.madeBy,
		at: scriptDraft.at,
		finishedAt: scriptDraft.finishedAt,
		undoneAt: scriptDraft.undoneAt,
	}
	return {
		async add(draft) {
			writing(() =>
				orm
					.insert(scriptDraft)
					.values({ ...draft, body: Buffer.from(draft.body) })
					.run(),
			)
		},
		async list(projectId) {
			return orm
				.select(summary)
				.from(scriptDraft)
				.where(eq(scriptDraft.projectId, projectId))
				.orderBy(desc(scriptDraft.at), desc(scriptDraft.revision))
				.all()
		},
		async get(draftId) {
			const row = orm.select().from(scriptDraft).where(eq(scriptDraft.draftId, draftId)).get()
			return row ? { ...row, body: new Uint8Array(row.body) } : null
		},
		async setFinished(draftId, at) {
			writing(() =>
				orm
					.update(scriptDraft)
					.set({ finishedAt: at })
					.where(eq(scriptDraft.draftId, draftId))
					.run(),
			)
		},
		async setUndone(draftId, at) {
			writing(() =>
				orm.update(scriptDraft).set({ undoneAt: at }).where(eq(scriptDraft.draftId, draftId)).run(),
			)
		},
	}
}
