/** Reads an uploaded file without ever holding more of it than is allowed. */
import { AppError } from '#core/errors.ts'

interface UploadLimits {
	/** The form field that holds the file. */
	field: string
	maxBytes: number
}

/** The bytes of a form's file, or of the body itself. @throws AppError('too_large' | 'bad_request'). */
export async function readUpload(request: Request, limits: UploadLimits): Promise<Uint8Array> {
	const body = await readBody(request, limits.maxBytes)
	if (!isForm(request)) return body
	return fileOf(await parseForm(request, body), limits.field)
}

/** The bytes of two files of one form, in the order of `fields`. @throws as `readUpload`. */
export async function readUploadForm(
	request: Request,
	limits: { fields: readonly [string, string]; maxBytes: number },
): Promise<[Uint8Array, Uint8Array]> {
	if (!isForm(request)) throw new AppError('bad_request')
	const form = await parseForm(request, await readBody(request, limits.maxBytes))
	const [first, second] = limits.fields
	return [await fileOf(form, first), await fileOf(form, second)]
}

function isForm(request: Request): boolean {
	return (request.headers.get('Content-Type') ?? '').startsWith('multipart/form-data')
}

async function parseForm(request: Request, body: Uint8Array<ArrayBuffer>): Promise<FormData> {
	const headers = { 'Content-Type': request.headers.get('Content-Type') ?? '' }
	return new Response(body, { headers }).formData().catch((cause: unknown) => {
		throw new AppError('bad_request', { cause })
	})
}

async function fileOf(form: FormData, field: string): Promise<Uint8Array> {
	const file = form.get(field)
	if (!(file instanceof Blob)) throw new AppError('bad_request')
	return new Uint8Array(await file.arrayBuffer())
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
	const chunks: Uint8Array[] = []
	let size = 0
	const reader = request.body?.getReader()
	if (!reader) return new Uint8Array()
	for (;;) {
		const { done, value } = await reader.read()
		if (done) break
		size += value.length
		if (size > maxBytes) {
			await reader.cancel()
			throw new AppError('too_large')
		}
		chunks.push(value)
	}
	const body = new Uint8Array(size)
	let at = 0
	for (const chunk of chunks) {
		body.set(chunk, at)
		at += chunk.length
	}
	return body
}
