/**
 * The thread that makes snapshots, so that folding a big board never holds up a room. The rule (R14):
 * the snapshot's own bytes are read back and must equal what the log gives, in clocks and content,
 * and the clocks of the live document, before anybody may store them.
 */
import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { archiveState, readStored, sameClocks, sameDocument } from './archive.ts'
import type { FoldAnswer, FoldRequest } from './archivist.ts'

/** @throws Error when the result would not be what it replaces. */
export function fold({
	snapshot,
	updates,
	clocks,
}: Omit<FoldRequest, 'id'>): Uint8Array<ArrayBuffer> {
	const doc = readStored(snapshot, updates)
	if (!sameClocks(Y.encodeStateVector(doc), clocks))
		throw new Error('what is stored is not what the room shows')
	const body = archiveState(Y.encodeStateAsUpdate(doc))
	const copy = readStored({ body, encoding: 'packed' }, [])
	if (!sameDocument(doc, copy)) throw new Error('a snapshot did not read back the same')
	return body
}

function answer(request: FoldRequest): FoldAnswer {
	try {
		return { id: request.id, body: fold(request) }
	} catch (error) {
		return { id: request.id, error: error instanceof Error ? error.message : String(error) }
	}
}

parentPort?.on('message', (request: FoldRequest) => parentPort?.postMessage(answer(request)))
