/**
 * Half-made versions of suggestions, kept on this device until the suggestion is decided (SG106). They
 * are one person's: whoever uses this browser next does not find them. Nothing of them leaves it.
 */
import { z } from 'zod'
import { type Edit, EditSchema } from '#core/suggestions/edit.ts'
import { fingerprint } from '#core/suggestions/fingerprint.ts'
import type { EditDraft } from '#core/suggestions/reshape/edit-draft.ts'
import { SketchElementSchema } from '#core/suggestions/sketch.ts'

const PREFIX = 'dailies.version.'
/** An edited version that a room would take is no larger. */
const MAX_LETTERS = 400_000
/** Of one person; the oldest go first. */
const MAX_KEPT = 20
const MAX_AGE_MS = 14 * 86_400_000

const KeptSchema = z.object({
	/** Print of the offer it was made of: a version of another offer is of no use. */
	offer: z.string(),
	/** Milliseconds since 1970. */
	at: z.number(),
	draft: z.object({
		edit: EditSchema,
		parts: z.array(z.object({ element: SketchElementSchema, isLeftOut: z.boolean() })).max(200),
	}),
})

export interface KeptDrafts {
	/** Suggestions that a version is kept of. */
	ids(): string[]
	read(suggestion: { id: string; edit: Edit }): EditDraft | null
	/** Keeps it, unless it is what was offered, is too large, or says nothing that could be taken. */
	write(suggestion: { id: string; edit: Edit }, draft: EditDraft): void
	drop(suggestionId: string): void
}
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Drops what others left in this browser, and what is too old. */
export function openKeptDrafts(options: {
	userId: string
	storage: Store
	now: () => number
}): KeptDrafts {
	const { storage, now } = options
	const own = `${PREFIX}${options.userId}.`
	const keys = () =>
		Array.from({ length: storage.length }, (_, i) => storage.key(i)).flatMap((key) =>
			key?.startsWith(PREFIX) ? [key] : [],
		)
	const stored = (key: string) => {
		try {
			return KeptSchema.safeParse(JSON.parse(storage.getItem(key) ?? 'null')).data ?? null
		} catch {
			return null
		}
	}
	for (const key of keys()) {
		const kept = key.startsWith(own) ? stored(key) : null
		if (!kept || now() - kept.at > MAX_AGE_MS) storage.removeItem(key)
	}
	const ids = () => keys().flatMap((key) => (key.startsWith(own) ? [key.slice(own.length)] : []))
	return {
		ids,
		read({ id, edit }) {
			const kept = stored(own + id)
			return kept?.offer === fingerprint(edit) ? kept.draft : null
		},
		write({ id, edit }, draft) {
			const isAsOffered =
				fingerprint(draft.edit) === fingerprint(edit) &&
				draft.parts.every(({ isLeftOut }) => !isLeftOut) &&
				fingerprint(draft.parts.map(({ element }) => element)) === fingerprint(elementsOf(edit))
			if (isAsOffered) return storage.removeItem(own + id)
			const kept = KeptSchema.safeParse({ offer: fingerprint(edit), at: now(), draft })
			const text = kept.success ? JSON.stringify(kept.data) : ''
			if (text === '' || text.length > MAX_LETTERS) return
			const others = ids().filter((each) => each !== id)
			const age = (each: string) => stored(own + each)?.at ?? 0
			for (const old of others.sort((a, b) => age(b) - age(a)).slice(MAX_KEPT - 1))
				storage.removeItem(own + old)
			storage.setItem(own + id, text)
		},
		drop: (id) => storage.removeItem(own + id),
	}
}

function elementsOf(edit: Edit): unknown {
	return (edit.type === 'draw' || edit.type === 'insert_panel' ? edit.sketch?.elements : null) ?? []
}
