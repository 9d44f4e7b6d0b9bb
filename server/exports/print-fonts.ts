/**
 * The faces a PDF is set in: Inter for the tool's words, Courier Prime for the script, each in the parts
 * its package has. A letter that none of them has is printed as an empty box and counted: a film whose script is
 * in another alphabet is printed from the browser, which has fonts for it.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import type PDFDocument from 'pdfkit'

export type Face = 'plain' | 'strong' | 'script' | 'scriptStrong'
const inter = (weight: number) =>
	['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'].map(
		(part) => `@fontsource/inter/files/inter-${part}-${weight}-normal.woff`,
	)
const courier = (weight: number) =>
	['latin', 'latin-ext'].map(
		(part) => `@fontsource/courier-prime/files/courier-prime-${part}-${weight}-normal.woff`,
	)
const FILES: Record<Face, readonly string[]> = {
	plain: inter(400),
	strong: inter(600),
	// What Courier Prime has not, Inter may have.
	script: [...courier(400), ...inter(400)],
	scriptStrong: [...courier(700), ...inter(600)],
}

export interface Run {
	/** Null = no font has these letters: a box is drawn for each. */
	font: string | null
	text: string
}
export interface PrintFonts {
	/** A text as runs of fonts that have its letters. */
	runs(text: string, face: Face): Run[]
	/** How many letters of a text cannot be printed. */
	missing(text: string, face: Face): number
}

/** Registers the faces with a document; files are read once. */
export function loadFonts(doc: InstanceType<typeof PDFDocument>): PrintFonts {
	const resolve = createRequire(import.meta.url).resolve
	const fonts = new Map<string, Font>()
	for (const file of new Set(Object.values(FILES).flat())) {
		const bytes = readFileSync(resolve(file))
		doc.registerFont(file, bytes)
		fonts.set(file, create(bytes))
	}
	const fontFor = (codePoint: number, face: Face) =>
		FILES[face].find((file) => fonts.get(file)?.hasGlyphForCodePoint(codePoint))
	return {
		runs(text, face) {
			const runs: Run[] = []
			for (const letter of text.normalize('NFC')) {
				const font = fontFor(letter.codePointAt(0) ?? 0, face) ?? null
				const last = runs.at(-1)
				if (last && last.font === font) last.text += letter
				else runs.push({ font, text: letter })
			}
			return runs
		},
		missing(text, face) {
			let count = 0
			for (const letter of text.normalize('NFC'))
				if (!/\s/.test(letter) && !fontFor(letter.codePointAt(0) ?? 0, face)) count += 1
			return count
		},
	}
}
