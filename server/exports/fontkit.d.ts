/** The little of fontkit that is used beside pdfkit, which brings it. */
declare module 'fontkit' {
	export interface Font {
		hasGlyphForCodePoint(codePoint: number): boolean
	}
	export function create(bytes: Uint8Array): Font
}
