/** The words that an edit puts on a board, to be told from people's own afterwards (board/made-words.ts). */
import type { MadeWords } from '../board/made-words.ts'
import { CAPTION_FIELDS, type Edit } from './edit.ts'

/** Fields of a set-up that are written and not chosen. */
const WRITTEN = ['vfxNote', 'location', 'coverageSubject'] as const

/** @param made ids of the records it made, an inserted panel and its set-up among them */
export function wordsOfEdit(edit: Edit, made: readonly string[]): MadeWords[] {
	return allWords(edit, made).filter(({ text }) => text.trim() !== '')
}

function allWords(edit: Edit, made: readonly string[]): MadeWords[] {
	if (edit.type === 'set_text')
		return [{ recordId: edit.panelId, path: `props.${edit.field}`, text: edit.text }]
	if (edit.type === 'add_note')
		return [{ recordId: edit.panelId, path: 'props.notes', text: edit.text }]
	if (edit.type === 'set_shot') return shotWords(edit.shotId, edit.fields)
	if (edit.type !== 'insert_panel') return []
	const shotId = made.find((id) => id.startsWith('shot:'))
	const panelId = made.find((id) => id.startsWith('shape:'))
	const { panel, shot } = edit
	return [
		...(panelId ? CAPTION_FIELDS : []).map((field) => ({
			...{ recordId: panelId ?? '', path: `props.${field}`, text: panel[field] },
		})),
		...(shotId && shot ? shotWords(shotId, shot) : []),
	]
}

type ShotWords = Partial<Record<(typeof WRITTEN)[number], string>>

function shotWords(recordId: string, fields: ShotWords): MadeWords[] {
	return WRITTEN.map((path) => ({ recordId, path, text: fields[path] ?? '' }))
}
