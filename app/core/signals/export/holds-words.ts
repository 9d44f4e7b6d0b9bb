/**
 * Whether an edit carries words that may have been taken from the scene: a caption from its script, a
 * name from its cues. Where a scene may not leave, neither may these (S75), whoever made the edit.
 */
import { EditSchema } from '../../suggestions/edit.ts'

export function holdsWords(text: string): boolean {
	const edit = parsed(text)
	switch (edit?.type) {
		case 'set_duration':
		case 'move_panel':
			return false
		case 'set_shot':
			return Boolean(edit.fields.vfxNote) || (edit.fields.subjects?.length ?? 0) > 0
		case 'draw':
			return JSON.stringify(edit.sketch).includes('"label":')
		default:
			// Captions, notes, new panels, and whatever is not known here.
			return true
	}
}

function parsed(text: string) {
	try {
		return EditSchema.safeParse(JSON.parse(text)).data ?? null
	} catch {
		return null
	}
}
