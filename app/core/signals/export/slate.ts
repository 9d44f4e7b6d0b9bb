/**
 * What the row builders are given: one slate with those of its cases that may leave, their sealed words
 * opened, and the question as a person or model could have read it. Builders decide what a row is; who
 * may be in it was decided before (S32).
 */
import type { EventPayload } from '../event.ts'
import { type LoggedRound, outcomeOf } from '../rounds.ts'
import type { Case, Dissent } from './case-book.ts'
import type { Columns, Row } from './columns.ts'

export type Message = { role: string; content: { type: string; text: string | null }[] }
/** A panel as it stood; bytes null = by reference. */
export type Picture = { bytes: Uint8Array | null; path: string }

/** Texts of a case's blobs; null = there is none, or its key was destroyed. */
export interface CaseWords {
	change: string | null
	final: string | null
	expected: string | null
	critique: string | null
}
export interface OpenedDissent extends Dissent {
	critique: string | null
}
export interface OpenedCase extends Omit<Case, 'dissents'> {
	words: CaseWords
	dissents: OpenedDissent[]
	meta: Row
	/** Offered by chance; false for a colleague's proposal, or certainty where there was a choice. */
	byChance: boolean
}
export interface ExportSlate {
	tsMs: number
	payload: EventPayload<'slate.shown'>
	prompt: Message[]
	pictures: Picture[]
	cases: OpenedCase[]
}
/** Why a case gave no row although it was looked at by a builder. */
export type Skipped = 'erased' | 'without_chance'
export interface BuildOptions {
	/** Names of all logged features, in the order of the vectors. */
	features: readonly string[]
	skip: (why: Skipped) => void
}
export interface ExportConfig {
	columns: Columns
	/** One sentence for the dataset card. */
	meaning: string
	rowsOf(slate: ExportSlate, options: BuildOptions): Row[]
}

/** Looks shorter than this do not make a dismissal a judgement, milliseconds. */
export const DISMISSED_AFTER_MS = 2000

type Standing = NonNullable<LoggedRound['decision']>
/** The requester's own standing verdict on what they looked at; anything else is no label (S23). */
export function ownVerdict({ round }: OpenedCase): Standing['verdict'] | null {
	return outcomeOf(round) === 'decided' ? (round.decision?.verdict ?? null) : null
}

export function answer(text: string): Message[] {
	return [{ role: 'assistant', content: [{ type: 'text', text }] }]
}

/** What was carried out: the edit as offered, or as the person changed it. */
export function carriedOut(each: OpenedCase): string | null {
	const verdict = ownVerdict(each)
	if (verdict === 'accept') return each.words.change
	return verdict === 'edit_accept' ? each.words.final : null
}
