/** Parts of a Final Draft file that reading and writing share: elements by name, words of runs, named facts. */
import { type StyledRun, writeRuns } from '../emphasis.ts'
import type { XmlElement } from './xml.ts'

/** What a scene's properties say, by the name it has in a heading's facts. */
export const SCENE_FACTS: readonly (readonly [attribute: string, key: string])[] = [
	['Color', 'fdxColor'],
	['Length', 'fdxLength'],
	['Page', 'fdxPage'],
	['Title', 'fdxTitle'],
]
/** What a script note says of itself. */
export const NOTE_FACTS: readonly (readonly [attribute: string, key: string])[] = [
	['Author', 'author'],
	['DateTime', 'date'],
	['Name', 'name'],
	['Color', 'fdxColor'],
	['Type', 'noteType'],
]

/** The elements of that name right inside one. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
	return element.children.filter(
		(child): child is XmlElement => typeof child !== 'string' && child.name === name,
	)
}

/** The words of a paragraph, its runs' styles as Fountain's marks. */
export function wordsOf(paragraph: XmlElement): string {
	const runs = childrenOf(paragraph, 'Text').map((run): StyledRun => {
		const styles = (run.attributes.get('Style') ?? '').split('+')
		return {
			text: textOf(run),
			isBold: styles.includes('Bold'),
			isItalic: styles.includes('Italic'),
			isUnderlined: styles.includes('Underline'),
		}
	})
	return writeRuns(runs)
}

/** Line ends become one kind before marks are written, which hold on to a line. */
function textOf(run: XmlElement): string {
	const text = run.children.filter((child) => typeof child === 'string').join('')
	return text.replace(/\r\n?|[\u2028\u2029]/gu, '\n')
}
