/**
 * The tray's side of a suggestion that is being changed: checks a version before it is sent, and puts
 * it away, with a word, when somebody decides the suggestion or the board overtakes it meanwhile.
 */
import type { TLStore } from '@tldraw/tlschema'
import { useCallback, useEffect } from 'react'
import { panelOf } from '#core/suggestions/board-records.ts'
import { type Edit, EditSchema } from '#core/suggestions/edit.ts'
import { previewEdit } from '#core/suggestions/preview-edit.ts'
import { whyNotTaken } from '#core/suggestions/reshape/edit-draft.ts'
import type { PartFrame } from '#core/suggestions/reshape/part-outline.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { boardReader, findSuggestion } from '../board-records.ts'
import type { SharedDraft } from '../edit-form.tsx'
import { isDecided } from '../slates.ts'
import { STATUS_WORDS } from '../words.tsx'
import { useReshapeEar, useReshaping } from './reshape-context.tsx'
import { changed } from './reshaping.ts'
import { useKeptDrafts } from './use-kept-drafts.ts'

export interface ReshapeTray {
	begin(suggestion: SuggestionRecord): void
	accept(): void
	giveUp(): void
	/** Puts it away without a word: the suggestion gets another verdict. */
	end(): void
	/** The version that is being made of a suggestion, or null. */
	changingOf(suggestionId: string): SharedDraft | null
	suggestionId: string | null
	/** Suggestions that this person began to change, here or on an earlier visit. */
	keptIds: ReadonlySet<string>
}

export function useReshapeTray(options: {
	store: TLStore
	userId: string
	aspectRatio: number
	suggestions: readonly SuggestionRecord[]
	overtaken: ReadonlySet<string>
	onAccept(suggestion: SuggestionRecord, edit: Edit): void
	onGiveUp(suggestionId: string): void
	tell(sentence: string): void
}): ReshapeTray {
	const { store, aspectRatio, suggestions, overtaken, tell } = options
	const { now, begin, change, accept, giveUp, end: putDown } = useReshaping()
	const { ids: keptIds, read, drop } = useKeptDrafts(options.userId, now)
	const inHand = now?.suggestionId
	const end = useCallback(() => {
		if (inHand !== undefined) drop(inHand)
		putDown()
	}, [inHand, drop, putDown])
	useReshapeEar({
		onAccept(suggestionId, edit) {
			const suggestion = findSuggestion(store, suggestionId)
			if (!suggestion) return
			const problem = problemOf(suggestion, edit, { store, aspectRatio })
			if (problem) {
				change((last) => ({ ...last, problem }))
				return
			}
			end()
			options.onAccept(suggestion, edit)
		},
		onGiveUp(suggestionId) {
			drop(suggestionId)
			options.onGiveUp(suggestionId)
		},
	})
	const suggestion = suggestions.find(({ id }) => id === now?.suggestionId)
	const putAway = suggestion && whyPutAway(suggestion, overtaken.has(suggestion.id))
	useEffect(() => {
		if (!putAway) return
		end()
		tell(putAway)
	}, [putAway, end, tell])
	// What was kept of another visit, and decided since.
	useEffect(() => {
		for (const each of suggestions) {
			if (!keptIds.has(each.id) || each.id === inHand) continue
			const why = whyPutAway(each, overtaken.has(each.id))
			if (!why) continue
			if (read(each)) tell(why)
			drop(each.id)
		}
	}, [suggestions, overtaken, keptIds, inHand, read, drop, tell])
	return {
		...{ accept, giveUp, end, keptIds },
		begin: (each) => begin(each, read(each)),
		suggestionId: now?.suggestionId ?? null,
		changingOf: (id) =>
			now?.suggestionId === id
				? {
						...{ draft: now.draft, partAt: now.partAt, problem: now.problem },
						onChange: (draft) => change((last) => changed(last, draft, 'form')),
					}
				: null,
	}
}

function problemOf(
	suggestion: SuggestionRecord,
	edit: Edit,
	{ store, aspectRatio }: { store: TLStore; aspectRatio: number },
): string | null {
	const frame = frameOf(suggestion, { store, aspectRatio })
	const why = frame && whyNotTaken(suggestion.edit, edit, frame)
	if (why) return why
	return EditSchema.safeParse(edit).success
		? null
		: 'Something in here cannot be used. Look at its words again.'
}

/** The size of the panel that is drawn on, there already or new. */
function frameOf(
	{ id: suggestionId, edit }: SuggestionRecord,
	{ store, aspectRatio }: { store: TLStore; aspectRatio: number },
): PartFrame | null {
	const reader = boardReader(store)
	const preview = previewEdit(reader, edit, { suggestionId, aspectRatio })
	if (preview.kind === 'insert') return preview.panel.props
	return (preview.kind === 'drawing' && panelOf(reader, preview.panelId)?.props) || null
}

/** In a sentence, what became of it while somebody was at it; null while it can still be taken. */
function whyPutAway(suggestion: SuggestionRecord, isOvertaken: boolean): string | null {
	const { status, decidedByName, title } = suggestion
	if (isDecided(suggestion)) {
		const did = STATUS_WORDS[suggestion.status].toLowerCase()
		return `${decidedByName ?? 'Somebody'} ${did} “${title}” meanwhile. Your version was put away.`
	}
	if (status === 'open' && !isOvertaken) return null
	return `The board has changed under “${title}”. Your version was put away.`
}
