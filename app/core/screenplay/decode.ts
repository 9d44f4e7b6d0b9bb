/**
 * A file's bytes as text, or a sentence that says what the file looks like. UTF-8 and UTF-16 are known
 * by their marks or by being valid; anything else is read as Western European (SP15, SP16).
 */

/** Largest file or paste that is read, bytes. */
export const MAX_SCRIPT_BYTES = 20 * 1024 * 1024

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'text'
export type Decoded =
	| { ok: true; text: string; encoding: Encoding; hasMark: boolean }
	| { ok: false; looksLike: string }

type Signature = readonly [bytes: readonly number[], looksLike: string]
const SIGNATURES: readonly Signature[] = [
	[[0x25, 0x50, 0x44, 0x46], 'a PDF'],
	[[0x89, 0x50, 0x4e, 0x47], 'a picture'],
	[[0xff, 0xd8, 0xff], 'a picture'],
	[[0x47, 0x49, 0x46, 0x38], 'a picture'],
	[[0xd0, 0xcf, 0x11, 0xe0], 'an old Word or Excel file'],
	[[0x7b, 0x5c, 0x72, 0x74, 0x66], 'a rich text file'],
	[[0x1f, 0x8b], 'a compressed file'],
	[[0x52, 0x61, 0x72, 0x21], 'a compressed file'],
	[[0x37, 0x7a, 0xbc, 0xaf], 'a compressed file'],
	[[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'a database'],
	[[0x49, 0x44, 0x33], 'a sound file'],
	[[0x4f, 0x67, 0x67, 0x53], 'a sound file'],
	[[0x52, 0x49, 0x46, 0x46], 'a sound or video file'],
	[[0x7f, 0x45, 0x4c, 0x46], 'a program'],
	[[0x4d, 0x5a, 0x90], 'a program'],
]
/** What a ZIP's names give away about the document inside. */
const ZIPPED: readonly (readonly [name: string, looksLike: string])[] = [
	['word/', 'a Word document'],
	['xl/', 'an Excel sheet'],
	['ppt/', 'a slide deck'],
	['mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'a spreadsheet'],
	['mimetypeapplication/vnd.oasis', 'an OpenDocument file'],
	['mimetypeapplication/epub', 'a book'],
]

/** Decodes a file's bytes, or says what they look like instead of a script. */
export function decodeScript(bytes: Uint8Array): Decoded {
	const looksLike = nameBinary(bytes)
	if (looksLike) return { ok: false, looksLike }
	const decoded = decodeText(bytes)
	const markup = decoded.ok ? nameMarkup(decoded.text) : undefined
	return markup ? { ok: false, looksLike: markup } : decoded
}

/** Pasted text as a file would have given it: NULs and broken letters cannot travel and are replaced. */
export function decodePaste(pasted: string): Decoded {
	const text = pasted.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')
	const markup = nameMarkup(text)
	return markup
		? { ok: false, looksLike: markup }
		: { ok: true, text: stripMark(text), encoding: 'text', hasMark: text.startsWith('\ufeff') }
}

/** One kind of line end, LF. Offsets in a parsed script count in this text. */
export function normaliseLineEnds(text: string): string {
	return text.replace(/\r\n?/gu, '\n')
}

function decodeText(bytes: Uint8Array): Decoded {
	if (startsWith(bytes, [0xff, 0xfe])) return decodeUtf16(bytes, 'utf-16le')
	if (startsWith(bytes, [0xfe, 0xff])) return decodeUtf16(bytes, 'utf-16be')
	if (bytes.includes(0)) return { ok: false, looksLike: 'data and not text' }
	const hasMark = startsWith(bytes, [0xef, 0xbb, 0xbf])
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
		return { ok: true, text: stripMark(text), encoding: 'utf-8', hasMark }
	} catch {
		// Not UTF-8: every byte is a letter of windows-1252, which contains Latin-1.
		const text = decodeWestern(hasMark ? bytes.subarray(3) : bytes)
		return isMostlyControl(text)
			? { ok: false, looksLike: 'data and not text' }
			: { ok: true, text, encoding: 'windows-1252', hasMark }
	}
}

/** The letters windows-1252 has where Latin-1 has control characters, from byte 0x80 on. */
const WESTERN_80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** windows-1252 by our own table: some runtimes decode that label as Latin-1 and lose the curly quotes. */
function decodeWestern(bytes: Uint8Array): string {
	const pieces: string[] = []
	for (let at = 0; at < bytes.length; at += 8192) {
		pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
	}
	return pieces
		.join('')
		.replace(/[\u0080-\u009f]/gu, (letter) => WESTERN_80.charAt(letter.charCodeAt(0) - 0x80))
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
	const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
	return text.includes('\0')
		? { ok: false, looksLike: 'data and not text' }
		: { ok: true, text: stripMark(text), encoding, hasMark: true }
}

function nameBinary(bytes: Uint8Array): string | undefined {
	if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
		const names = decodeWestern(bytes.subarray(0, 4096))
		const tail = decodeWestern(bytes.subarray(-8192))
		return (
			ZIPPED.find(([name]) => names.includes(name) || tail.includes(name))?.[1] ?? 'a ZIP archive'
		)
	}
	if (startsWith(bytes.subarray(4), [0x66, 0x74, 0x79, 0x70])) return 'a video'
	return SIGNATURES.find(([signature]) => startsWith(bytes, signature))?.[1]
}

function nameMarkup(text: string): string | undefined {
	const head = text.slice(0, 5000).trimStart().toLowerCase()
	if (head.startsWith('{\\rtf')) return 'a rich text file'
	if (!head.startsWith('<')) return undefined
	// A Final Draft file is a script, and is read by what is in it.
	if (head.includes('<finaldraft')) return undefined
	if (head.startsWith('<!doctype html') || head.startsWith('<html')) return 'a web page'
	return head.startsWith('<?xml') || head.startsWith('<!doctype') || head.startsWith('<svg')
		? 'an XML file'
		: undefined
}

/** More than one control character in a hundred is no text of any language. */
function isMostlyControl(text: string): boolean {
	const head = text.slice(0, 20_000)
	// biome-ignore lint/suspicious/noControlCharactersInRegex: counting them is the point.
	return (head.match(/[\u0001-\u0008\u000e-\u001f]/gu)?.length ?? 0) * 100 > head.length
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
	return signature.every((byte, at) => bytes[at] === byte)
}

function stripMark(text: string): string {
	return text.startsWith('\ufeff') ? text.slice(1) : text
}
