/** What an import is asked, what it tells on the way and what it answers. */
import type { DraftDiff } from '#core/screenplay/draft-diff.ts'
import type { ScriptFormat } from '#core/screenplay/script.ts'
import type { DraftSummary } from '#db/draft-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { DraftUndone, LastDraft } from './drafts.ts'
import type { ScriptFile, ScriptFileFormat } from './export-script.ts'
import type { DraftPages } from './read-drafts.ts'

export interface ImportInput {
	/** Existing project, or null to make one named `title`. */
	projectId: string | null
	/** For a new project; '' = the script's own title, or the file's name. */
	title: string
	fileName: string | null
	/** File bytes (encoding is found out) or pasted text. */
	content: Uint8Array | string
}
export interface ImportProgress {
	/** Scenes that are in, of all. */
	scenesDone: number
	scenes: number
	projectId: string
}
export interface ImportOptions {
	onProgress?: (progress: ImportProgress) => void
	/** Stops between two pieces; what is in stays, and the same import again adds the rest. */
	signal?: AbortSignal
}
export interface ImportedScene {
	sceneId: string
	number: string
	heading: string
	isNew: boolean
	blockCount: number
}
export interface ImportReport {
	projectId: string
	title: string
	format: ScriptFormat
	encoding: string
	/** What undoes it as a whole; null = nothing was changed. */
	draftId: string | null
	/** 0 = the first draft, white. */
	revision: number
	scenes: ImportedScene[]
	blocks: { added: number; changed: number; kept: number }
	/** What the second import could not match: kept in the project, listed for the person. */
	unmatched: { sceneId: string | null; blockId: string; type: string; text: string }[]
	warnings: string[]
}
export interface DraftPreview extends DraftDiff {
	/** The revision it would be. */
	revision: number
}
export interface ScreenplayService {
	/** @throws AppError('unreadable' | 'too_large') with a sentence saying why; then nothing was imported. */
	import(principal: Principal, input: ImportInput, options?: ImportOptions): Promise<ImportReport>
	/** What these pages would change; writes nothing. @throws as `import` does */
	preview(
		principal: Principal,
		projectId: string,
		input: Pick<ImportInput, 'fileName' | 'content'>,
	): Promise<DraftPreview>
	/** Newest first. */
	drafts(projectId: string): Promise<DraftSummary[]>
	/** The one that can be taken back; null = there is none. */
	lastDraft(projectId: string): Promise<LastDraft | null>
	/** A draft's pages with the panels their lines had. @throws AppError('not_found') */
	readDraft(projectId: string, draftId: string): Promise<DraftPages>
	/** Takes the newest draft back. @throws AppError('forbidden' | 'not_found' | 'conflict') */
	undoDraft(
		principal: Principal,
		which: { projectId: string; draftId: string },
	): Promise<DraftUndone>
	/** The film's script as a file. @throws AppError('not_found' | 'trashed') */
	export(projectId: string, format: ScriptFileFormat): Promise<ScriptFile>
}
