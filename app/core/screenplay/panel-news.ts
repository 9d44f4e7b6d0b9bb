/**
 * What newer drafts did to the lines a panel shows: changed since somebody last looked, or cut altogether.
 * Derived from the lines alone, so a draft never writes to a board, and taking it back clears every mark
 * (SP72, SP73).
 */
import type { ScriptBlockRecord } from '../board/project-records.ts'
import { idsOfLine } from './edit-script.ts'

export interface PanelNews {
	/** `cut` = none of its lines is in the newest pages. */
	kind: 'changed' | 'cut'
	/** The newest revision that touched its lines. */
	revision: number
	lines: { was: string; now: string }[]
}
export interface PanelLines {
	id: string
	scriptBlockIds: readonly string[]
	/** The revision somebody last looked at, 0 = none. */
	seen: number
}

/** News by panel id; panels without lines have none. */
export function readPanelNews(
	panels: readonly PanelLines[],
	script: readonly ScriptBlockRecord[],
): Map<string, PanelNews> {
	const byId = new Map<string, ScriptBlockRecord>()
	for (const block of script) for (const id of idsOfLine(block)) byId.set(id, block)
	const news = new Map<string, PanelNews>()
	for (const panel of panels) {
		if (panel.scriptBlockIds.length === 0) continue
		const lines = panel.scriptBlockIds.flatMap((id) => byId.get(id) ?? [])
		const found = newsOf(lines, panel.seen)
		if (found) news.set(panel.id, found)
	}
	return news
}

function newsOf(lines: readonly ScriptBlockRecord[], seen: number): PanelNews | null {
	const revision = newestRevision(lines)
	const touched = lines
		.filter((line) => revisionOf(line) > seen && isTouched(line))
		.map((line) => ({
			was: isCut(line) ? line.text : String(line.meta.was),
			now: isCut(line) ? '' : line.text,
		}))
	if (lines.every(isCut)) {
		const was = lines.map((line) => ({ was: line.text, now: '' }))
		return { kind: 'cut', revision, lines: was }
	}
	return touched.length > 0 ? { kind: 'changed', revision, lines: touched } : null
}

/** The newest draft that touched any of these lines; 0 = none. */
export function newestRevision(lines: readonly ScriptBlockRecord[]): number {
	// A file may bring revisions of its own; only what a draft of ours did to a line is news.
	return Math.max(0, ...lines.filter(isTouched).map(revisionOf))
}

function isCut({ meta }: ScriptBlockRecord): boolean {
	return meta.notInDraft === true
}

function isTouched(line: ScriptBlockRecord): boolean {
	return isCut(line) || typeof line.meta.was === 'string'
}

function revisionOf({ meta }: ScriptBlockRecord): number {
	const found = meta.notInDraft === true ? meta.cutIn : meta.revision
	return typeof found === 'number' ? found : 0
}
