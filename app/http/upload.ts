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
	const contentType = request.headers.get('Content-Type') ?? ''
	if (!contentType.startsWith('multipart/form-data')) return body
	const form = await new Response(body, { headers: { 'Content-Type': contentType } })
		.formData()
		.catch((cause: unknown) => {
			throw new AppError('bad_request', { cause })
		})
	const file = form.get(limits.field)
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
