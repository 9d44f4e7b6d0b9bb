/**
 * Whether bytes begin like a picture we take in. A file's name and the sender's word for its type are
 * never asked; only these formats ever reach the decoder.
 */
const ASCII = new TextDecoder('latin1')
/** How far an SVG's root element may stand behind comments and declarations, in bytes. */
const SVG_SEARCH_BYTES = 1024

/** PNG, JPEG, GIF, WebP, AVIF or SVG, by content. */
export function looksLikePicture(bytes: Uint8Array): boolean {
	const head = ASCII.decode(bytes.subarray(0, SVG_SEARCH_BYTES))
	if (head.startsWith('\x89PNG\r\n\x1a\n')) return true
	if (head.startsWith('\xff\xd8\xff')) return true
	if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return true
	if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return true
	if (head.slice(4, 8) === 'ftyp' && /avi[fs]/.test(head.slice(8, 32))) return true
	return /^(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE svg|svg)/i.test(head) && /<svg[\s>]/i.test(head)
}
