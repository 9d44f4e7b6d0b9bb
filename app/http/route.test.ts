import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError, ERROR_KINDS, type ErrorCode } from '#core/errors.ts'
import { errorResponse, form, page, parseInput, readForm, safePath } from './route.ts'
import { readUpload } from './upload.ts'

const args = (url: string) =>
	// Only the request is read here; a real context needs the whole server.
	({ request: new Request(url), params: {}, context: {} }) as Parameters<
		Parameters<typeof page>[0]
	>[0]

describe('an error on its way to a person', () => {
	it.each(Object.keys(ERROR_KINDS) as ErrorCode[])(
		'%s has its status and its sentence',
		async (code) => {
			const response = errorResponse(new AppError(code))

			expect(response.status).toBe(ERROR_KINDS[code].status)
			expect(await response.json()).toEqual({ code, message: ERROR_KINDS[code].message })
		},
	)

	it('sends a nameless visitor to the door, and back to where they were going', async () => {
		const loader = page(async () => {
			throw new AppError('not_signed_in')
		})

		const deep = await loader(args('http://host/projects/p1?x=1')).catch((thrown) => thrown)
		const home = await loader(args('http://host/')).catch((thrown) => thrown)

		expect(deep.headers.get('Location')).toBe('/join?to=%2Fprojects%2Fp1%3Fx%3D1')
		expect(home.headers.get('Location')).toBe('/join')
	})

	it('is known by its brand, not by its class: core is loaded twice', async () => {
		const twin = Object.assign(new Error('x'), {
			name: 'AppError',
			code: 'trashed',
			userMessage: 'Gone.',
		})
		const loader = page(async () => {
			throw twin
		})

		const thrown = await loader(args('http://host/')).catch((error) => error)

		expect(thrown).toBeInstanceOf(Response)
		expect(thrown.status).toBe(410)
	})

	it('comes back from a form as a sentence, and anything unexpected goes on to the boundary', async () => {
		const refused = await form(async () => {
			throw new AppError('conflict', { userMessage: 'Noor was first.' })
		})(args('http://host/'))
		const crash = form(async () => {
			throw new TypeError('boom')
		})(args('http://host/'))

		expect(refused).toMatchObject({
			data: { ok: false, message: 'Noor was first.' },
			init: { status: 409 },
		})
		await expect(crash).rejects.toThrow('boom')
	})
})

describe('what comes in', () => {
	const Schema = z.object({ title: z.string().min(1, 'Give it a name.'), count: z.coerce.number() })
	const post = (fields: Record<string, string>) =>
		new Request('http://host/', { method: 'POST', body: new URLSearchParams(fields) })

	it('is parsed by its schema', async () => {
		expect(await readForm(post({ title: 'A', count: '2' }), Schema)).toEqual({
			title: 'A',
			count: 2,
		})
	})

	it('is refused with our own sentence, never with the parser’s', async () => {
		const ours = readForm(post({ title: '', count: '2' }), Schema)
		const parsers = readForm(post({ title: 'A', count: 'x' }), Schema)

		await expect(ours).rejects.toMatchObject({ userMessage: 'Give it a name.' })
		await expect(parsers).rejects.toMatchObject({ userMessage: ERROR_KINDS.bad_request.message })
		expect(() => parseInput(null, Schema)).toThrow(AppError)
	})

	it.each([
		['/projects/p1?x=1', '/projects/p1?x=1'],
		['//evil.example', '/'],
		['/\\evil.example', '/'],
		['https://evil.example', '/'],
		['', '/'],
		[null, '/'],
	])('sends nobody to another site: %s becomes %s', (to, safe) => {
		expect(safePath(to)).toBe(safe)
	})

	it('may be a file in a form or as the body, and never more than is allowed', async () => {
		const file = new FormData()
		file.set('file', new Blob([new Uint8Array([1, 2, 3])]), 'a.png')
		const limits = { field: 'file', maxBytes: 1000 }
		const post = (body: BodyInit) => new Request('http://host/', { method: 'POST', body })

		expect([...(await readUpload(post(file), limits))]).toEqual([1, 2, 3])
		expect([...(await readUpload(post(new Uint8Array([4, 5])), limits))]).toEqual([4, 5])
		await expect(readUpload(post(new Uint8Array(1001)), limits)).rejects.toMatchObject({
			code: 'too_large',
		})
		await expect(readUpload(post(new FormData()), limits)).rejects.toMatchObject({
			code: 'bad_request',
		})
	})
})
