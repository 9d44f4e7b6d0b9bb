/** The little of jsdom that the recorder uses; it brings no types of its own. */
declare module 'jsdom' {
	export class JSDOM {
		constructor(html: string, options: { url: string })
		readonly window: Window & typeof globalThis
	}
}
