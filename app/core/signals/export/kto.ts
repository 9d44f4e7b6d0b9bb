/**
 * Unpaired judgements for KTO. True: taken, or taken after an edit (then what was carried out). False:
 * refused, or dismissed after a real look. What nobody looked at is neither.
 */
import { column, IMAGES, META, messages } from './columns.ts'
import {
	answer,
	DISMISSED_AFTER_MS,
	type ExportConfig,
	type OpenedCase,
	ownVerdict,
} from './slate.ts'

export const KTO: ExportConfig = {
	meaning: 'One answer and whether it was wanted; unpaired, as KTO and BCO expect it.',
	columns: {
		prompt: messages('The scene as it stood and the question.'),
		completion: messages('The edit, as JSON.'),
		label: column('bool', 'True = accepted, edited or not; false = refused or dismissed.'),
		images: IMAGES,
		meta: META,
	},
	rowsOf(slate, { skip }) {
		return slate.cases.flatMap((each) => {
			const judged = judgement(each)
			if (!judged) return []
			if (judged.text === null) {
				skip('erased')
				return []
			}
			const { prompt, pictures: images } = slate
			const { label } = judged
			return [{ prompt, completion: answer(judged.text), label, images, meta: each.meta }]
		})
	},
}

function judgement(each: OpenedCase): { label: boolean; text: string | null } | null {
	const { words, round } = each
	switch (ownVerdict(each)) {
		case 'accept':
			return { label: true, text: words.change }
		case 'edit_accept':
			return { label: true, text: words.final }
		case 'reject':
			return { label: false, text: words.change }
		case 'dismiss':
			return round.dwellMs > DISMISSED_AFTER_MS ? { label: false, text: words.change } : null
		default:
			return null
	}
}
