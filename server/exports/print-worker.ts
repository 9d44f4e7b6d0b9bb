/** Entry of a print's own thread: asks for pictures as it needs them, writes the file, tells its progress. */
import { open, rename, rm, stat } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { FindPicture, FromThread, PrintJob, ToThread } from './print-types.ts'
import { writePdf } from './write-pdf.ts'
import { writeZip } from './write-zip.ts'

const send = (message: FromThread) => parentPort?.postMessage(message)
const wanted = new Map<number, (bytes: Uint8Array | null) => void>()
let lastId = 0

const findPicture: FindPicture = ({ sceneId, panelId }, { width, part = 'frame' }) =>
	new Promise((resolve) => {
		const id = ++lastId
		wanted.set(id, resolve)
		send({ kind: 'want', id, sceneId, panelId, width, part })
	})

async function main(job: PrintJob): Promise<void> {
	const part = `${job.out}.part`
	try {
		// Said before any page is drawn, and where it can be caught.
		await (await open(part, 'w')).close()
		const written = { ...job, out: part }
		const result =
			written.kind === 'pdf'
				? await writePdf(written, findPicture, shareOf(written.pages.length))
				: await writeZip(written, findPicture, shareOf(written.files.length))
		// A file under its name is always whole.
		await rename(part, job.out)
		const { size } = await stat(job.out)
		send({ kind: 'done', report: { file: job.out, sizeBytes: size, ...result } })
	} catch (error) {
		await rm(part, { force: true }).catch(() => undefined)
		const code = error instanceof Error && 'code' in error ? String(error.code) : ''
		const sentence =
			code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR'
				? `${job.out} cannot be written. Choose another place.`
				: code === 'ENOSPC'
					? 'The disk is full. Nothing was written.'
					: 'The print broke off. Try again.'
		send({ kind: 'failed', sentence })
	}
	parentPort?.close()
}

function shareOf(whole: number) {
	return (done: number) => send({ kind: 'progress', share: whole === 0 ? 1 : done / whole })
}

parentPort?.on('message', (message: ToThread) => {
	wanted.get(message.id)?.(message.bytes)
	wanted.delete(message.id)
})
// What this program itself passed on starting the thread.
void main(workerData)
