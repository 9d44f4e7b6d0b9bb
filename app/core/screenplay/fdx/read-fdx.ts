/**
 * Reads a Final Draft file (FDX, 8 and later) into scenes of blocks. A paragraph's words are all of its own
 * runs, whatever their style or revision; notes and scene properties stand beside it and are never mixed in
 * (docs/spec/screenplay.md SP51–SP54). What a script does not know of (tags, cast lists, page layout) is not
 * read.
 */
import { readWholeLine } from '../emphasis.ts'
import {
	cutLongText,
	newScene,
	type ParsedScript,
	type ScriptBlock,
	UNTITLED_SCENE,
} from '../script.ts'
import { childrenOf, NOTE_FACTS, SCENE_FACTS, wordsOf } from './fdx-elements.ts'
import { readFdxTitlePage } from './fdx-title-page.ts'
import { blockTypeOf, isNamed } from './paragraph-types.ts'
import { readXml, type XmlElement } from './xml.ts'

export type FdxRead = { ok: true; script: ParsedScript } | { ok: false; line: number; what: string }

/** Whether a text means to be a Final Draft file, well formed or not. */
export function isFdx(source: string): boolean {
	return /^[\s\ufeff]*</u.test(source) && source.slice(0, 5000).includes('<FinalDraft')
}

export function readFdx(source: string): FdxRead {
	const read = readXml(source)
	if (!read.ok) return read
	const content = childrenOf(read.root, 'Content')[0]
	if (read.root.name !== 'FinalDraft' || !content)
		return { ok: false, line: 1, what: 'it has no <Content>, where the script stands' }
	const script: ParsedScript = {
		format: 'fdx',
		title: null,
		preamble: readFdxTitlePage(read.root),
		scenes: [],
		warnings: [],
	}
	const paragraphs = childrenOf(content, 'Paragraph')
	const hasHeading = paragraphs.some(
		(each) => each.attributes.get('Type') === 'Scene Heading' && wordsOf(each).trim() !== '',
	)
	let blocks = script.preamble
	for (const paragraph of paragraphs) {
		const own = readParagraph(paragraph, null)
		const heading = own.find((block) => block.type === 'sceneHeading')
		const isBody = own.some((block) => block.type !== 'note' && block.type !== 'pageBreak')
		if (heading || (!hasHeading && isBody && script.scenes.length === 0)) {
			const number = typeof heading?.meta.sceneNumber === 'string' ? heading.meta.sceneNumber : null
			const scene = newScene(heading?.text ?? UNTITLED_SCENE, number)
			script.scenes.push(scene)
			const before = heading ? own.indexOf(heading) : -1
			for (const block of own.splice(0, Math.max(0, before))) blocks.push(block)
			blocks = scene.blocks
		}
		for (const block of own) blocks.push(block)
	}
	script.title = titleOf(script.preamble)
	if (!hasHeading) script.warnings.push('No scene heading was found, so all of it is one scene.')
	return { ok: true, script }
}

/** A paragraph's page break, its line, then what stands beside it: synopsis, notes. */
function readParagraph(paragraph: XmlElement, dual: ScriptBlock['dual']): ScriptBlock[] {
	const range = { start: paragraph.start, end: paragraph.end }
	const blocks: ScriptBlock[] = []
	if (paragraph.attributes.get('StartsNewPage') === 'Yes')
		blocks.push({ type: 'pageBreak', text: '', dual: null, meta: {}, ...range })
	const text = wordsOf(paragraph).trimEnd()
	if (text.trim() !== '') {
		const { type, meta } = blockTypeOf(paragraph)
		const { words, emphasis } = isNamed(type)
			? readWholeLine(text.trim())
			: { words: type === 'action' ? text : text.trim(), emphasis: '' }
		const own = { ...(emphasis !== '' && { emphasis }), ...revisionOf(paragraph) }
		for (const [part, piece] of cutLongText(words).entries()) {
			const facts = part === 0 ? { ...meta, ...own } : { ...meta, part }
			blocks.push({ type, text: piece, dual, meta: facts, ...range })
		}
	}
	for (const child of paragraph.children) {
		if (typeof child === 'string') continue
		if (child.name === 'SceneProperties') addProperties(blocks, child)
		if (child.name === 'ScriptNote') blocks.push(readNote(child, text.trim() !== ''))
		if (child.name === 'DualDialogue') for (const block of readDual(child)) blocks.push(block)
	}
	return blocks
}

/** Two speeches side by side: the second cue opens the right column. */
function readDual(dual: XmlElement): ScriptBlock[] {
	let column: 'left' | 'right' = 'left'
	let cues = 0
	return childrenOf(dual, 'Paragraph').flatMap((paragraph) => {
		if (paragraph.attributes.get('Type') === 'Character') cues += 1
		if (cues > 1) column = 'right'
		return readParagraph(paragraph, column)
	})
}

/** The newest revision that any of the runs belongs to. */
function revisionOf(paragraph: XmlElement): ScriptBlock['meta'] {
	let revision = 0
	for (const run of childrenOf(paragraph, 'Text')) {
		const id = Number(run.attributes.get('RevisionID'))
		if (Number.isInteger(id) && id < 100) revision = Math.max(revision, id)
	}
	return revision > 0 ? { revision } : {}
}

function addProperties(blocks: ScriptBlock[], properties: XmlElement): void {
	const heading = blocks.find((block) => block.type === 'sceneHeading')
	if (!heading) return
	for (const [attribute, key] of SCENE_FACTS) {
		const value = properties.attributes.get(attribute)
		if (value) heading.meta[key] = value.slice(0, 200)
	}
	const cast = childrenOf(properties, 'SceneArcBeats')
		.flatMap((beats) => childrenOf(beats, 'CharacterArcBeat'))
		.map((beat) => beat.attributes.get('Name') ?? '')
	if (cast.length > 0) heading.meta.arcBeats = cast.join('\n').slice(0, 2000)
	for (const summary of childrenOf(properties, 'Summary')) {
		for (const paragraph of childrenOf(summary, 'Paragraph')) {
			const text = wordsOf(paragraph).replace(/\s+/gu, ' ').trim().slice(0, 30_000)
			const { start, end } = paragraph
			if (text !== '') blocks.push({ type: 'synopsis', text, dual: null, meta: {}, start, end })
		}
	}
}

/** A note on a line, or one of ours that stands alone: a section, a synopsis, a cut. */
function readNote(note: XmlElement, isInline: boolean): ScriptBlock {
	const text = childrenOf(note, 'Paragraph').map(wordsOf).join('\n').trim().slice(0, 30_000)
	const name = note.attributes.get('Name') ?? ''
	const range = { dual: null, start: note.start, end: note.end }
	const depth = /^Section ([1-6])$/u.exec(name)?.[1]
	if (!isInline && depth)
		return {
			type: 'section',
			text: text.replace(/\n/gu, ' '),
			meta: { depth: Number(depth) },
			...range,
		}
	if (!isInline && name === 'Synopsis')
		return { type: 'synopsis', text: text.replace(/\n/gu, ' '), meta: {}, ...range }
	const meta: ScriptBlock['meta'] = isInline ? { inline: true } : {}
	if (name === 'Boneyard')
		return { type: 'note', text, meta: { ...meta, boneyard: true }, ...range }
	for (const [attribute, key] of NOTE_FACTS) {
		const value = note.attributes.get(attribute)
		if (value) meta[key] = value.slice(0, 200)
	}
	return { type: 'note', text, meta, ...range }
}

function titleOf(preamble: readonly ScriptBlock[]): string | null {
	const title = preamble.find((block) => block.meta.key === 'Title')?.text
	return title?.replace(/[*_]/gu, '').replace(/\s+/gu, ' ').trim().slice(0, 200) || null
}
