/** Panel pictures as one ZIP, written as they come: a film's pictures never lie in memory. */
import { open } from 'node:fs/promises'
import { Zip, ZipPassThrough } from 'fflate'
import type { FindPicture, PrintJob } from './print-types.ts'

type ZipJob = Extract<PrintJob, { kind: 'png' }>
const PICTURE_WIDTH = 1920

/** PNGs are compressed already, so they are stored as they are. */
export async function writeZip(
	job: ZipJob,
	findPicture: FindPicture,
	onFile: (done: number) => void,
): Promise<{ count: number; missingLetters: number }> {
	const file = await open(job.out, 'w')
	const waiting: Uint8Array[] = []
	let failure: Error | null = null
	const zip = new Zip((error, chunk) => {
		if (error) failure = error
		else waiting.push(chunk)
	})
	const drain = async () => {
		if (failure) throw failure
		for (const chunk of waiting.splice(0)) await file.write(chunk)
	}
	try {
		let count = 0
		for (const [i, { name, ...of }] of job.files.entries()) {
			const bytes = await findPicture(of, { width: PICTURE_WIDTH })
			if (bytes) {
				const entry = new ZipPassThrough(name)
				zip.add(entry)
				entry.push(bytes, true)
				count += 1
			}
			await drain()
			onFile(i + 1)
		}
		zip.end()
		await drain()
		return { count, missingLetters: 0 }
	} finally {
		await file.close()
	}
}
