/**
 * Which sound bytes begin like, by content alone: a file's name and the sender's word for its type are
 * never asked. Sounds are kept as they came; the browser's own decoder is the one that opens them.
 */
const ASCII = new TextDecoder('latin1')
const HEAD_BYTES = 64
/** Brands of MPEG-4 files that carry sound. */
const M4A_BRANDS = /^(M4A |M4B |mp4[12]|isom|iso[2-6]|dash)/

export type SoundType = 'audio/wav' | 'audio/mpeg' | 'audio/mp4' | 'audio/ogg'

/** The sound's type, or null when it begins like none that is taken in. */
export function soundTypeOf(bytes: Uint8Array): SoundType | null {
	const head = ASCII.decode(bytes.subarray(0, HEAD_BYTES))
	if (head.startsWith('RIFF') && head.slice(8, 12) === 'WAVE') return 'audio/wav'
	if (head.startsWith('OggS')) return 'audio/ogg'
	if (head.slice(4, 8) === 'ftyp' && M4A_BRANDS.test(head.slice(8))) return 'audio/mp4'
	if (head.startsWith('ID3') || isMpegFrame(bytes)) return 'audio/mpeg'
	return null
}

/** Eleven set bits, then a version, a layer (III or II), a bit rate and a sampling rate that exist. */
function isMpegFrame(bytes: Uint8Array): boolean {
	const [first = 0, second = 0, third = 0] = bytes
	const isSync = first === 0xff && (second & 0xe0) === 0xe0
	const version = (second >> 3) & 3
	const layer = (second >> 1) & 3
	const bitRate = third >> 4
	const sampling = (third >> 2) & 3
	return isSync && version !== 1 && (layer === 1 || layer === 2) && bitRate !== 15 && sampling !== 3
}
