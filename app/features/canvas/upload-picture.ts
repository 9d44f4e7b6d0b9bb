/** Pictures go to the server, which checks, re-encodes and names them; never into the document. */
import { z } from 'zod'
import { refusalMessage } from '#core/refusal.ts'

const UploadedSchema = z.object({
	hash: z.string().min(1),
	url: z.string().startsWith('/assets/'),
	mediaType: z.string(),
	width: z.number().positive(),
	height: z.number().positive(),
})
export type UploadedPicture = z.infer<typeof UploadedSchema>

export const PICTURE_TYPES: readonly string[] = [
	'image/png',
	'image/jpeg',
	'image/webp',
	'image/gif',
	'image/avif',
]

/** @throws Error whose message is a sentence for the person. */
export async function uploadPicture(file: File): Promise<UploadedPicture> {
	const form = new FormData()
	form.set('file', file)
	const response = await fetch('/api/v1/assets', { method: 'POST', body: form }).catch(() => null)
	if (!response) throw new Error('No connection. Bring the picture in again when the line is back.')
	const body: unknown = await response.json().catch(() => null)
	const uploaded = UploadedSchema.safeParse(body)
	if (response.ok && uploaded.success) return uploaded.data
	throw new Error(refusalMessage(body) ?? `“${file.name}” could not be brought in.`)
}
