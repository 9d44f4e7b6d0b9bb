/** Fountain tokens as scenes of blocks: nothing that was written is left out but empty lines (SP13). */
import { type FountainToken, tokenizeFountain } from './fountain.ts'
import { isSpoken } from './fountain-elements.ts'
import { isStrictHeading } from './line-tests.ts'
import {
	cutLongText,
	newScene,
	type ParsedScript,
	type ScriptBlock,
	UNTITLED_SCENE,
} from './script.ts'

/** Reads Fountain source into scenes. A script without a heading is one scene. */
export function readFountain(source: string): ParsedScript {
	const { tokens } = tokenizeFountain(source)
	const script: ParsedScript = {
		format: 'fountain',
		title: null,
		preamble: [],
		scenes: [],
		warnings: [],
	}
	const hasHeading = tokens.some((token) => token.type === 'sceneHeading')
	let blocks = script.preamble
	for (const token of tokens) {
		if (
			token.type === 'sceneHeading' ||
			(!hasHeading && isBody(token) && script.scenes.length === 0)
		) {
			const scene =
				token.type === 'sceneHeading'
					? newScene(token.text, token.sceneNumber)
					: newScene(UNTITLED_SCENE, null)
			script.scenes.push(scene)
			blocks = scene.blocks
		}
		for (const block of blocksOf(token)) blocks.push(block)
	}
	script.title = titleOf(tokens)
	return { ...script, warnings: warningsOf(tokens, source, hasHeading) }
}

function isBody(token: FountainToken): boolean {
	return (
		isSpoken(token.type) ||
		token.type === 'action' ||
		token.type === 'centered' ||
		token.type === 'transition'
	)
}

/** A token's block, its long text in several, then the comments that stood inside its lines. */
function blocksOf(token: FountainToken): ScriptBlock[] {
	const { type, start, end, dual } = token
	if (type === 'blank') return []
	const isBoneyard = type === 'boneyard'
	const own = { type: isBoneyard ? ('note' as const) : type, dual, start, end }
	const meta = isBoneyard ? { boneyard: true } : metaOf(token)
	const blocks: ScriptBlock[] = cutLongText(token.text).map((text, part) => ({
		...own,
		text,
		meta: part === 0 ? meta : { ...meta, part },
	}))
	for (const comment of token.comments) {
		for (const text of cutLongText(comment.text.trim())) {
			const meta: ScriptBlock['meta'] = { inline: true }
			if (comment.kind === 'boneyard') meta.boneyard = true
			blocks.push({
				type: 'note',
				text,
				dual: null,
				meta,
				start: comment.start,
				end: comment.end,
			})
		}
	}
	return blocks
}

function metaOf(token: FountainToken): ScriptBlock['meta'] {
	const meta: ScriptBlock['meta'] = {}
	if (token.forced !== null) meta.forced = token.forced
	if (token.emphasis !== '') meta.emphasis = token.emphasis
	if (token.sceneNumber !== null) meta.sceneNumber = token.sceneNumber
	if (token.key !== null) meta.key = token.key
	if (token.type === 'section') meta.depth = token.depth
	return meta
}

function titleOf(tokens: readonly FountainToken[]): string | null {
	const token = tokens.find((candidate) => candidate.key?.toLowerCase() === 'title')
	const title = token?.text.replace(/[*_]/gu, '').replace(/\s+/gu, ' ').trim().slice(0, 200)
	return title === undefined || title === '' ? null : title
}

function warningsOf(
	tokens: readonly FountainToken[],
	source: string,
	hasHeading: boolean,
): string[] {
	const warnings: string[] = []
	if (!hasHeading) warnings.push('No scene heading was found, so all of it is one scene.')
	const hidden = findHiddenHeadings(tokens, source)
	const [first] = hidden
	if (first) {
		const many = hidden.length === 1 ? 'A line looks' : `${hidden.length} lines look`
		warnings.push(
			`${many} like a scene heading but has no empty line before it, and came in as it stood. The first is line ${first.line}: “${first.text.slice(0, 80)}”.`,
		)
	}
	if (tokens.some((token) => token.type === 'action' && token.text.includes('/*'))) {
		warnings.push('A cut that begins with /* is never closed; its words came in as script.')
	}
	return [...warnings, ...repeatedNumbers(tokens)]
}

function findHiddenHeadings(
	tokens: readonly FountainToken[],
	source: string,
): { line: number; text: string }[] {
	const hidden: { line: number; text: string }[] = []
	let line = 1
	for (const token of tokens) {
		const lines = token.type === 'action' || token.type === 'dialogue' ? token.text.split('\n') : []
		for (const [at, text] of lines.entries())
			if (isStrictHeading(text.trim())) hidden.push({ line: line + at, text: text.trim() })
		for (
			let at = source.indexOf('\n', token.start);
			at >= 0 && at < token.end;
			at = source.indexOf('\n', at + 1)
		)
			line += 1
	}
	return hidden
}

function repeatedNumbers(tokens: readonly FountainToken[]): string[] {
	const seen = new Map<string, number>()
	for (const { sceneNumber } of tokens)
		if (sceneNumber !== null) seen.set(sceneNumber, (seen.get(sceneNumber) ?? 0) + 1)
	const repeated = [...seen].filter(([, times]) => times > 1).map(([number]) => number)
	return repeated.length === 0
		? []
		: [`Scene numbers used more than once: ${repeated.slice(0, 10).join(', ')}.`]
}
