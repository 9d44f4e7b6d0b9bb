/**
 * The process that turns SVG into PNG, one job at a time. It is a process and not a thread because
 * resvg aborts on some drawings instead of failing: then only this process dies, and rasterizer.ts
 * starts another.
 */
import { Resvg } from '@resvg/resvg-js'

process.on('message', (message: unknown) => {
	if (!isJob(message)) return
	const { id, svg, width } = message
	try {
		const image = new Resvg(svg, {
			fitTo: { mode: 'width', value: width },
			font: { loadSystemFonts: svg.includes('<text') },
		}).render()
		process.send?.({ id, png: image.asPng() })
	} catch (error) {
		process.send?.({ id, failure: error instanceof Error ? error.message : String(error) })
	}
})
// A server that was killed must not leave this behind.
process.on('disconnect', () => process.exit(0))

function isJob(message: unknown): message is { id: number; svg: string; width: number } {
	return typeof message === 'object' && message !== null && 'svg' in message && 'width' in message
}
