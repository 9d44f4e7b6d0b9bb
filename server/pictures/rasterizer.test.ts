import { describe, expect, test } from 'vitest'
import { createRasterizer } from './rasterizer.ts'

const box = (colour: string) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"><rect width="64" height="36" fill="${colour}"/></svg>`
/** A clipped layer wholly outside the picture makes resvg 2.6.2 abort its process. */
const DEADLY =
	'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"><clipPath id="c"><rect width="64" height="36"/></clipPath><g clip-path="url(#c)"><path d="M100 400L200 500L100 500Z"/></g></svg>'

describe('the rasterizer', () => {
	test('makes PNGs of the width asked for, many at once', async () => {
		const rasterizer = createRasterizer()
		const pictures = await Promise.all(
			['red', 'blue', 'white'].map((c) => rasterizer.render(box(c), 32)),
		)
		rasterizer.dispose()

		for (const png of pictures)
			expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBe(32)
	})

	test('a drawing that kills the renderer fails alone: the next ones are drawn', async () => {
		const rasterizer = createRasterizer()
		const [bad, good] = await Promise.allSettled([
			rasterizer.render(DEADLY, 64),
			rasterizer.render(box('red'), 64),
		])
		rasterizer.dispose()

		expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'internal' } })
		expect(good.status).toBe('fulfilled')
	})

	test('refuses a broken picture with a sentence, and everything after it was stopped', async () => {
		const rasterizer = createRasterizer()
		await expect(rasterizer.render('<svg', 64)).rejects.toMatchObject({ code: 'internal' })
		rasterizer.dispose()
		await expect(rasterizer.render(box('red'), 64)).rejects.toMatchObject({ code: 'too_many' })
	})
})
