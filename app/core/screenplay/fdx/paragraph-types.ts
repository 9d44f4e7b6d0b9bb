/** Final Draft's paragraph types and our block types, both ways; a type we have not is kept by its name. */
import type { ScriptBlock } from '../script.ts'
import type { XmlElement } from './xml.ts'

const TYPES: Readonly<Record<string, ScriptBlock['type']>> = {
	'Scene Heading': 'sceneHeading',
	Action: 'action',
	Character: 'character',
	Parenthetical: 'parenthetical',
	Dialogue: 'dialogue',
	Lyrics: 'lyrics',
	Singing: 'lyrics',
	Transition: 'transition',
	'New Act': 'centered',
	'End of Act': 'centered',
}
/** The paragraph type each of our blocks has when it came from elsewhere. */
const NAMES: Partial<Record<ScriptBlock['type'], string>> = {
	sceneHeading: 'Scene Heading',
	action: 'Action',
	character: 'Character',
	parenthetical: 'Parenthetical',
	dialogue: 'Dialogue',
	lyrics: 'Lyrics',
	transition: 'Transition',
	centered: 'Action',
}

/** Whether a line's words are a name that others are told by, which have no marks in them. */
export function isNamed(type: ScriptBlock['type']): boolean {
	return type === 'sceneHeading' || type === 'character' || type === 'transition'
}

/** A paragraph's block type, and the facts its block must keep to become the same paragraph again. */
export function blockTypeOf(paragraph: XmlElement): Pick<ScriptBlock, 'type' | 'meta'> {
	const name = paragraph.attributes.get('Type') ?? 'General'
	const isCentered = paragraph.attributes.get('Alignment') === 'Center'
	const known = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined
	const isPlain = known === undefined || known === 'action'
	const type = isPlain && isCentered ? 'centered' : (known ?? 'action')
	const meta: ScriptBlock['meta'] = {}
	if (NAMES[type] !== name) meta.fdxType = name.slice(0, 60)
	const number = paragraph.attributes.get('Number')
	if (type === 'sceneHeading' && number) meta.sceneNumber = number.slice(0, 60)
	return { type, meta }
}

/** The name a block's paragraph has; a type given by hand since then counts more than the one it came with. */
export function paragraphTypeOf(block: Pick<ScriptBlock, 'type' | 'meta'>): string {
	const kept = block.meta.fdxType
	const own = NAMES[block.type] ?? 'General'
	if (typeof kept !== 'string') return own
	const of = Object.hasOwn(TYPES, kept) ? TYPES[kept] : 'action'
	const isStillOf = of === block.type || (block.type === 'centered' && of === 'action')
	return isStillOf ? kept : own
}
