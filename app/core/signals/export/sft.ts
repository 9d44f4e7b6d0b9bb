/** What was carried out and still stands when the export is made: demonstrations for fine-tuning. */
import { IMAGES, META, messages } from './columns.ts'
import { answer, carriedOut, type ExportConfig, ownVerdict } from './slate.ts'

export const SFT: ExportConfig = {
	meaning:
		'Edits that were carried out, as offered or as the person changed them, and not taken back.',
	columns: {
		prompt: messages('The scene as it stood and the question.'),
		completion: messages('The edit that was carried out, as JSON.'),
		images: IMAGES,
		meta: META,
	},
	rowsOf(slate, { skip }) {
		return slate.cases.flatMap((each) => {
			const verdict = ownVerdict(each)
			if (verdict !== 'accept' && verdict !== 'edit_accept') return []
			const text = carriedOut(each)
			if (text === null) {
				skip('erased')
				return []
			}
			const { prompt, pictures: images } = slate
			return [{ prompt, completion: answer(text), images, meta: each.meta }]
		})
	},
}
