/** A person's own notes in a copy that was kept aside, without opening it in a room. */
import * as Y from 'yjs'
import { RecordDoc } from '#core/sync/record-doc.ts'

export interface AsideNote {
	id: string
	text: string
	/** When its room took it; 0 = it never did. */
	at: number
	/** How its thread began, where it is an answer. */
	answers: string
}
export interface AsideNotes {
	/** What never went in first. */
	notes: AsideNote[]
	/** Lines drawn over panels that never went in. */
	lines: number
}

/** Nothing when the copy cannot be read. */
export function readAsideNotes(update: Uint8Array, userId: string): AsideNotes {
	const doc = new Y.Doc()
	const records = new RecordDoc(doc)
	try {
		Y.applyUpdate(doc, update)
		const all = [...records.all()]
		const notes = all.filter((each) => each.typeName === 'note')
		const own = notes.filter(({ authorId, removed }) => authorId === userId && !removed)
		const lines = all.filter((each) => each.typeName === 'annotation' && each.authorId === userId)
		return {
			notes: own
				.map(({ id, text, at, threadId }) => {
					const first = notes
						.filter((note) => note.threadId === threadId && note.id !== id && note.at > 0)
						.sort((a, b) => a.at - b.at)[0]
					return { id, text, at, answers: first?.text ?? '' }
				})
				.sort((a, b) => Number(a.at > 0) - Number(b.at > 0) || b.at - a.at),
			lines: lines.filter((line) => 'at' in line && line.at === 0).length,
		}
	} catch {
		// The copy was written by another version of this page.
		return { notes: [], lines: 0 }
	} finally {
		records.dispose()
		doc.destroy()
	}
}

/** All of it as a text to be saved, one note a paragraph. */
export function asideText({ notes }: AsideNotes): string {
	return notes
		.map(({ text, answers }) => (answers === '' ? text : `> ${answers}\n${text}`))
		.join('\n\n')
}
