/**
 * Words of the log, opened one blob at a time, and what a rationale or an edit in them says. A destroyed key or an
 * unknown id is null, so that whoever shows them says that they are gone.
 */
import { z } from 'zod'
import { type Edit, EditSchema } from '#core/suggestions/edit.ts'
import type { SignalStore } from '#db/signal-store.ts'
import type { ProjectVault } from './signal-service.ts'

export interface SealedWords {
	signals: Pick<SignalStore, 'getBlob'>
	vault: Pick<ProjectVault, 'open'>
}
export interface Rationale {
	title: string
	rationale: string | null
}

/** What a rationale blob holds (docs/signals.md); older or foreign ones may hold plain text. */
const RationaleSchema = z.looseObject({ title: z.string(), rationale: z.string().optional() })
const TITLE_LENGTH = 160

export async function textOf(
	{ signals, vault }: SealedWords,
	cid: string | null,
): Promise<string | null> {
	const blob = cid === null ? null : await signals.getBlob(cid)
	const bytes = blob && vault.open(blob)
	return bytes && new TextDecoder().decode(bytes)
}

/** The edit behind a content id; null when it cannot be read. */
export async function editOf(words: SealedWords, cid: string | null): Promise<Edit | null> {
	return editIn(await textOf(words, cid))
}

export function editIn(text: string | null): Edit | null {
	const parsed = EditSchema.safeParse(jsonIn(text))
	return parsed.success ? parsed.data : null
}

/** Text that is no JSON is its own title; JSON without a title says nothing. */
export function rationaleIn(text: string | null): Rationale | null {
	const json = jsonIn(text)
	if (json === undefined) return text === null ? null : { title: clipped(text), rationale: null }
	const parsed = RationaleSchema.safeParse(json)
	if (!parsed.success) return null
	return { title: parsed.data.title, rationale: parsed.data.rationale ?? null }
}

function clipped(text: string): string {
	return text.slice(0, TITLE_LENGTH)
}

function jsonIn(text: string | null): unknown {
	if (text === null) return undefined
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}
