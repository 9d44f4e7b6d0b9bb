/** The posted script of `/api/v1/scripts`: a form with a file or a text, or JSON `{ text }`. */
import { ScriptFieldsSchema } from '#core/api/script-fields.ts'
import { AppError } from '#core/errors.ts'
import { MAX_SCRIPT_BYTES } from '#core/screenplay/decode.ts'

/** A form or JSON puts a little around the script itself. */
const MAX_BODY_BYTES = 2 * MAX_SCRIPT_BYTES
export interface ScriptUpload {
	projectId: string | null
	title: string
	fileName: string | null
	content: Uint8Array | string
}

/** @throws AppError('bad_request' | 'too_large') */
export async function readScriptUpload(request: Request): Promise<ScriptUpload> {
	const body = await readBody(request)
	const type = request.headers.get('content-type') ?? ''
	const { fields, file } = type.includes('json')
		? { fields: parseJson(body), file: null }
		: await readForm(body, type)
	const parsed = ScriptFieldsSchema.safeParse(fields)
	if (!parsed.success) throw new AppError('bad_request', { cause: parsed.error })
	const { projectId, title, fileName, text } = parsed.data
	const content = file ? new Uint8Array(await file.arrayBuffer()) : text
	if (content === null || content === undefined)
		throw new AppError('bad_request', { userMessage: 'Choose a script file or paste the pages.' })
	return { projectId: projectId ?? null, title, fileName: file?.name || fileName || null, content }
}

/** Stops reading as soon as the body is larger than any script. */
async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
	const chunks: Uint8Array[] = []
	let size = 0
	const reader = request.body?.getReader()
	for (;;) {
		const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
		if (done || !value) break
		size += value.byteLength
		if (size > MAX_BODY_BYTES) {
			await reader?.cancel()
			throw new AppError('too_large', {
				userMessage: 'A script may be 20 MB at most. Nothing was changed.',
			})
		}
		chunks.push(value)
	}
	const body = new Uint8Array(size)
	let at = 0
	for (const chunk of chunks) {
		body.set(chunk, at)
		at += chunk.byteLength
	}
	return body
}

function parseJson(body: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(body))
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}

async function readForm(
	body: Uint8Array<ArrayBuffer>,
	type: string,
): Promise<{ fields: unknown; file: File | null }> {
	try {
		const form = await new Response(body, { headers: { 'content-type': type } }).formData()
		const file = form.get('file')
		const fields = Object.fromEntries(
			[...form].filter(([, value]) => typeof value === 'string' && value !== ''),
		)
		return { fields, file: file instanceof File ? file : null }
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}
