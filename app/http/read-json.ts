/** Reads the JSON body of a call, up to a limit. */
import { AppError } from '#core/errors.ts'

/** A verdict with an edited sketch is the largest body a person sends. */
const MAX_BODY_LETTERS = 400_000

/** @throws AppError('bad_request' | 'too_large') */
export async function readJson(request: Request): Promise<unknown> {
	const text = await request.text()
	if (text.length > MAX_BODY_LETTERS) throw new AppError('too_large')
	try {
		return JSON.parse(text)
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}
