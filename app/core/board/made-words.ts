/**
 * Words on a board that a suggestion brought, and that nobody rewrote since. Derived from the mark that an
 * acceptance leaves and from the words as they are now: a person who rewrites them takes the mark away, their
 * undo brings it back, and nothing has to be written for it (docs/decisions/051, signals.md S95).
 */
import { z } from 'zod'

/** One text as the suggestion wrote it. */
const MadeWordsSchema = z.object({
	recordId: z.string(),
	/** Path below the record: `props.action`, `vfxNote`. */
	path: z.string(),
	text: z.string(),
})
export type MadeWords = z.infer<typeof MadeWordsSchema>
const MarkMetaSchema = z.object({ words: z.array(MadeWordsSchema) })

/** What is read of a provenance record. */
export interface Mark {
	recordIds: readonly string[]
	/** Names of what the accepted change set: `action`, `durationFrames`; `panel` when it made one. */
	fields: readonly string[]
	generatorId: string
	meta: object
}
type ReadRecord = (id: string) => object | undefined

/** `shape:p1 props.action` -> who made these words, for those that a model made and that stand. */
export function wordsOfModels(marks: Iterable<Mark>, read: ReadRecord): Map<string, string> {
	const made = new Map<string, string>()
	for (const { generatorId, meta } of marks) {
		if (!generatorId.startsWith('model:')) continue
		for (const words of wordsIn(meta))
			if (stands(words, read)) made.set(`${words.recordId} ${words.path}`, generatorId)
	}
	return made
}

/** Records that carry something of a suggestion still: words alone, once rewritten, are the person's. */
export function markedRecords(marks: Iterable<Mark>, read: ReadRecord): Set<string> {
	const marked = new Set<string>()
	for (const mark of marks) if (holds(mark, read)) for (const id of mark.recordIds) marked.add(id)
	return marked
}

function holds({ fields, meta }: Mark, read: ReadRecord): boolean {
	const words = wordsIn(meta)
	const names = new Set(words.map(({ path }) => path.replace('props.', '')))
	const isWordsAlone = words.length > 0 && fields.every((field) => names.has(field))
	return !isWordsAlone || words.some((each) => stands(each, read))
}

function wordsIn(meta: object): readonly MadeWords[] {
	const read = MarkMetaSchema.safeParse(meta)
	return read.success ? read.data.words : []
}

/** Also while people only wrote before or after them. */
function stands({ recordId, path, text }: MadeWords, read: ReadRecord): boolean {
	let value: unknown = read(recordId)
	for (const name of path.split('.')) value = fieldOf(value, name)
	return typeof value === 'string' && value.includes(text)
}

function fieldOf(of: unknown, name: string): unknown {
	if (typeof of !== 'object' || of === null) return undefined
	return Object.entries(of).find(([key]) => key === name)?.[1]
}
