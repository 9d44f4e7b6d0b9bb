/**
 * Final Draft's title page has lines without names; Fountain's has keys. Read by what the lines say and
 * where they stand: the first is the title, "written by" is the credit, then the author, "based on" the
 * source; what stands below is a date, a copyright, a revision or how to reach the writer (SP54).
 */
import { cutLongText, type ScriptBlock } from '../script.ts'
import { childrenOf, wordsOf } from './fdx-elements.ts'
import type { XmlElement } from './xml.ts'

const CREDIT =
	/^(?:(?:written|screenplay|story|teleplay|script|created|adapted)\s+(?:and directed\s+)?)?by$/iu
const SOURCE = /^(?:based on|from (?:the|a)\b|inspired by|adapted from)/iu
const COPYRIGHT = /^(?:©|\(c\)|copyright)/iu
const DRAFT = /(?:\bdraft\b|\brevision\b|\brev\.)/iu
const DATE =
	/^(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.?\s+\p{L}+\.?(?:\s+\d{4})?|\p{L}+\.?\s+\d{1,2},?\s+\d{4}|\p{L}+\s+\d{4})$/u
/** Keys whose lines stand in the middle of the page, in the order they are written. */
export const CENTRED_KEYS: readonly string[] = ['Title', 'Credit', 'Author', 'Source']

export function readFdxTitlePage(root: XmlElement): ScriptBlock[] {
	const content = childrenOf(root, 'TitlePage').flatMap((page) => childrenOf(page, 'Content'))[0]
	if (!content) return []
	const blocks: ScriptBlock[] = []
	let isAfterGap = false
	for (const paragraph of childrenOf(content, 'Paragraph')) {
		const text = wordsOf(paragraph).replace(/\t/gu, ' ').trim()
		if (text === '') {
			isAfterGap = true
			continue
		}
		const isCentred = paragraph.attributes.get('Alignment') === 'Center'
		const key = keyFor(text, isCentred, blocks)
		const last = blocks.at(-1)
		const { start, end } = paragraph
		if (last && last.meta.key === key && !isAfterGap) {
			last.text = `${last.text}\n${text}`.slice(0, 30_000)
			last.end = end
		} else
			blocks.push({
				type: 'titlePage',
				text: cutLongText(text)[0] ?? '',
				dual: null,
				meta: { key },
				start,
				end,
			})
		isAfterGap = false
	}
	return blocks
}

function keyFor(text: string, isCentred: boolean, before: readonly ScriptBlock[]): string {
	const last = before.at(-1)?.meta.key
	const words = text.replace(/[*_]/gu, '').trim()
	if (last === undefined) return 'Title'
	if (CREDIT.test(words)) return 'Credit'
	if (SOURCE.test(words)) return 'Source'
	if (COPYRIGHT.test(words)) return 'Copyright'
	if (DATE.test(words)) return 'Draft date'
	if (DRAFT.test(words)) return 'Revision'
	if (isCentred && (last === 'Credit' || last === 'Author')) return 'Author'
	if (isCentred && last === 'Title') return 'Title'
	return 'Contact'
}
