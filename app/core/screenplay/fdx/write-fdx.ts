/**
 * Writes blocks as a Final Draft file. Given the file they came from, what the script does not know of (tags,
 * smart types, page layout) is copied from it letter by letter (SP55, SP56).
 */

import { readRuns, stylesOf } from '../emphasis.ts'
import { revisionColor, revisionName } from '../revision-colors.ts'
import type { WritableBlock } from '../write-fountain.ts'
import { NOTE_FACTS, SCENE_FACTS } from './fdx-elements.ts'
import { CENTRED_KEYS } from './fdx-title-page.ts'
import { isNamed, paragraphTypeOf } from './paragraph-types.ts'
import { escapeXml, readXml } from './xml.ts'

/** Elements beside the script that we write ourselves. */
const OWN = new Set(['Content', 'TitlePage', 'Revisions'])

/** @param keep the source of the Final Draft file that came in, or null */
export function writeFdx(blocks: readonly WritableBlock[], keep: string | null): string {
	const body = blocks.filter((block) => block.type !== 'titlePage')
	const titles = blocks.filter((block) => block.type === 'titlePage' && block.text.trim() !== '')
	return [
		'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>',
		'<FinalDraft DocumentType="Script" Template="No" Version="5">',
		'  <Content>',
		...writeBody(body),
		'  </Content>',
		...(titles.length > 0 ? writeTitlePage(titles) : []),
		...writeRevisions(body),
		...keptElements(keep),
		'</FinalDraft>',
		'',
	].join('\n')
}

interface Writing {
	lines: string[]
	startsNewPage: boolean
}

function writeBody(blocks: readonly WritableBlock[]): string[] {
	const writing: Writing = { lines: [], startsNewPage: false }
	for (let at = 0; at < blocks.length; ) {
		const block = blocks[at]
		if (!block) break
		const end = block.dual === null ? endOfBlock(blocks, at) : endOfDual(blocks, at)
		const group = blocks.slice(at, end)
		if (block.type === 'pageBreak') breakPage(writing)
		else if (block.dual === null) writeGroup(writing, group, '    ')
		else writeDual(writing, group)
		at = end
	}
	// A page that starts with nothing on it.
	if (writing.startsNewPage) breakPage(writing)
	return writing.lines
}

function breakPage(writing: Writing): void {
	if (writing.startsNewPage)
		writing.lines.push(
			'    <Paragraph StartsNewPage="Yes" Type="General"><Text></Text></Paragraph>',
		)
	writing.startsNewPage = true
}

/** A line and what stands on it: its inline notes; a heading's synopsis. */
function endOfBlock(blocks: readonly WritableBlock[], at: number): number {
	const block = blocks[at]
	let end = at + 1
	if (block?.type === 'pageBreak') return end
	const isHeading = block?.type === 'sceneHeading'
	const isOwn = (next: WritableBlock | undefined) =>
		(next?.type === 'note' && next.meta.inline === true) ||
		(isHeading && next?.type === 'synopsis') ||
		next?.meta.part !== undefined
	while (isOwn(blocks[end])) end += 1
	return end
}

function endOfDual(blocks: readonly WritableBlock[], at: number): number {
	let end = at + 1
	let column = blocks[at]?.dual
	for (let next = blocks[end]; next; next = blocks[end]) {
		const isNote = next.type === 'note' && next.meta.inline === true
		const turnsBack = column === 'right' && next.dual === 'left'
		const isNextCue = next.type === 'character' && next.dual === column
		if (!isNote && (next.dual === null || turnsBack || isNextCue)) break
		if (next.dual) column = next.dual
		end += 1
	}
	return end
}

function writeDual(writing: Writing, group: readonly WritableBlock[]): void {
	writing.lines.push(
		`    <Paragraph${attributesOf(writing, { Type: 'General' })}>`,
		'      <DualDialogue>',
	)
	for (let at = 0; at < group.length; ) {
		const end = endOfBlock(group, at)
		writeGroup(writing, group.slice(at, end), '        ')
		at = end
	}
	writing.lines.push('      </DualDialogue>', '    </Paragraph>')
}

function writeGroup(writing: Writing, group: readonly WritableBlock[], indent: string): void {
	const [first, ...rest] = group
	if (!first) return
	const isAlone = first.type === 'note' || first.type === 'section' || first.type === 'synopsis'
	const text = isAlone
		? ''
		: [first, ...rest.filter((block) => block.meta.part !== undefined)].map((b) => b.text).join('')
	const notes = isAlone ? group : rest.filter((block) => block.type === 'note')
	if (text.trim() === '' && notes.length === 0) return
	const attributes = isAlone ? { Type: 'General' } : paragraphAttributes(first)
	const lines = [
		`${indent}<Paragraph${attributesOf(writing, attributes)}>`,
		...(first.type === 'sceneHeading' ? writeProperties(first, rest, `${indent}  `) : []),
		...notes.flatMap((note) => writeNote(note, `${indent}  `)),
		...writeTexts(text, first, `${indent}  `),
		`${indent}</Paragraph>`,
	]
	for (const line of lines) writing.lines.push(line)
}

function paragraphAttributes(block: WritableBlock): Record<string, string> {
	const attributes: Record<string, string> = { Type: paragraphTypeOf(block) }
	if (block.type === 'centered') attributes.Alignment = 'Center'
	const number = block.meta.sceneNumber
	if (block.type === 'sceneHeading' && typeof number === 'string' && number !== '')
		attributes.Number = number
	return attributes
}

function attributesOf(writing: Writing, attributes: Record<string, string>): string {
	const all = writing.startsNewPage ? { StartsNewPage: 'Yes', ...attributes } : attributes
	writing.startsNewPage = false
	return written(all)
}

function written(attributes: Record<string, string>): string {
	return Object.entries(attributes)
		.map(([name, value]) => ` ${name}="${escapeXml(value).replace(/\s/gu, ' ')}"`)
		.join('')
}

function writeTexts(text: string, block: WritableBlock, indent: string): string[] {
	const revision = revisionOf(block)
	const whole = stylesOf(isNamed(block.type) ? String(block.meta.emphasis ?? '') : '')
	const runs = readRuns(text)
	if (runs.length === 0) return [`${indent}<Text></Text>`]
	return runs.map((run) => {
		const styles = [
			...(run.isBold || whole.isBold ? ['Bold'] : []),
			...(run.isItalic || whole.isItalic ? ['Italic'] : []),
			...(run.isUnderlined || whole.isUnderlined ? ['Underline'] : []),
		]
		const attributes: Record<string, string> = {}
		if (revision > 0) attributes.RevisionID = String(revision)
		if (styles.length > 0) attributes.Style = styles.join('+')
		return `${indent}<Text${written(attributes)}>${escapeXml(run.text)}</Text>`
	})
}

function writeProperties(
	heading: WritableBlock,
	rest: readonly WritableBlock[],
	indent: string,
): string[] {
	const facts = factsOf(heading, SCENE_FACTS)
	const synopses = rest.filter((block) => block.type === 'synopsis')
	const beats = typeof heading.meta.arcBeats === 'string' ? heading.meta.arcBeats.split('\n') : []
	if (Object.keys(facts).length + synopses.length + beats.length === 0) return []
	return [
		`${indent}<SceneProperties${written(facts)}>`,
		...(synopses.length === 0
			? []
			: [
					`${indent}  <Summary>`,
					...synopses.map(
						(block) =>
							`${indent}    <Paragraph>${writeTexts(block.text, block, '').join('')}</Paragraph>`,
					),
					`${indent}  </Summary>`,
				]),
		...(beats.length === 0
			? []
			: [
					`${indent}  <SceneArcBeats>`,
					...beats.map((name) => `${indent}    <CharacterArcBeat${written({ Name: name })}/>`),
					`${indent}  </SceneArcBeats>`,
				]),
		`${indent}</SceneProperties>`,
	]
}

function writeNote(note: WritableBlock, indent: string): string[] {
	const facts: Record<string, string> = { ...factsOf(note, NOTE_FACTS) }
	if (note.type === 'section') facts.Name = `Section ${Number(note.meta.depth ?? 1)}`
	if (note.type === 'synopsis') facts.Name = 'Synopsis'
	if (note.meta.boneyard === true) facts.Name = 'Boneyard'
	return [
		`${indent}<ScriptNote${written(facts)}>`,
		...note.text
			.split('\n')
			.map((line) => `${indent}  <Paragraph>${writeTexts(line, note, '').join('')}</Paragraph>`),
		`${indent}</ScriptNote>`,
	]
}

function factsOf(
	block: WritableBlock,
	facts: readonly (readonly [attribute: string, key: string])[],
): Record<string, string> {
	return Object.fromEntries(
		facts.flatMap(([attribute, key]) => {
			const value = block.meta[key]
			return typeof value === 'string' ? [[attribute, value]] : []
		}),
	)
}

function writeTitlePage(titles: readonly WritableBlock[]): string[] {
	const keyOf = (block: WritableBlock) => String(block.meta.key ?? '')
	const place = (block: WritableBlock) => {
		const at = CENTRED_KEYS.indexOf(keyOf(block).replace(/^Authors$/u, 'Author'))
		return at < 0 ? CENTRED_KEYS.length : at
	}
	const ordered = [...titles].sort((a, b) => place(a) - place(b))
	return [
		'  <TitlePage>',
		'    <Content>',
		...ordered.flatMap((block, at) => {
			const alignment = place(block) < CENTRED_KEYS.length ? 'Center' : 'Left'
			const gap = at > 0 ? ['      <Paragraph Type="General"><Text></Text></Paragraph>'] : []
			return gap.concat(
				block.text
					.split('\n')
					.map(
						(line) =>
							`      <Paragraph${written({ Alignment: alignment, Type: 'General' })}>${writeTexts(line, block, '').join('')}</Paragraph>`,
					),
			)
		}),
		'    </Content>',
		'  </TitlePage>',
	]
}

/** The revision sets that lines are marked with, named by the colour of their pages. */
function writeRevisions(blocks: readonly WritableBlock[]): string[] {
	const ids = new Set(blocks.map(revisionOf).filter((id) => id > 0))
	if (ids.size === 0) return []
	return [
		'  <Revisions ActiveSet="1" RevisionMode="No" RevisionsShown="Active">',
		...[...ids]
			.sort((a, b) => a - b)
			.map((id) => {
				const { fdx } = revisionColor(id)
				const facts = { Color: fdx, FullRevision: 'No', ID: String(id), Mark: '*' }
				return `    <Revision${written({ ...facts, Name: `${revisionName(id)} Rev.`, Style: '' })}/>`
			}),
		'  </Revisions>',
	]
}

/** 0 for a line of the first draft. */
function revisionOf({ meta: { revision } }: WritableBlock): number {
	return typeof revision === 'number' && Number.isInteger(revision) ? Math.max(0, revision) : 0
}

/** What stood beside the script in the file it came from, as it stood. */
function keptElements(keep: string | null): string[] {
	const read = keep === null ? null : readXml(keep)
	if (!keep || !read?.ok || read.root.name !== 'FinalDraft') return []
	return read.root.children.flatMap((child) =>
		typeof child === 'string' || OWN.has(child.name)
			? []
			: [`  ${keep.slice(child.start, child.end)}`],
	)
}
