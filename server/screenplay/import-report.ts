/** What an import is asked, what it tells on the way and what it answers. */
import type { ScriptFormat } from '#core/screenplay/script.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { ScriptFile, ScriptFileFormat } from './export-script.ts'

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
	scenes: ImportedScene[]
	blocks: { added: number; changed: number; kept: number }
	/** What the second import could not match: kept in the project, listed for the person. */
	unmatched: { sceneId: string | null; blockId: string; type: string; text: string }[]
	warnings: string[]
}
export interface ScreenplayService {
	/** @throws AppError('unreadable' | 'too_large') with a sentence saying why; then nothing was imported. */
	import(principal: Principal, input: ImportInput, options?: ImportOptions): Promise<ImportReport>
	/** The film's script as a file. @throws AppError('not_found' | 'trashed') */
	export(projectId: string, format: ScriptFileFormat): Promise<ScriptFile>
}
