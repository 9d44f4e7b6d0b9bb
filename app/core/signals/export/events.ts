/** The log's rows themselves, as they stand: ids, numbers and content ids, hashes as bytes. No words. */
import type { SignalEvent } from '../event.ts'
import { type Column, type Columns, column, listOf, META, nullable, type Row } from './columns.ts'

const hash = (meaning: string): Column => ({
	type: { kind: 'fixed', bytes: 32 },
	isNullable: false,
	meaning,
})

export const EVENTS: { columns: Columns; meaning: string } = {
	meaning: 'The log row by row, in order, with its hash chain.',
	columns: {
		project_id: column('string', 'The project.'),
		seq: column('int64', 'Place in the project’s log, from 1; gaps are rows left out.'),
		event_id: column('string', 'UUIDv7.'),
		schema_version: column('int32', 'Version of the payload.'),
		type: column('string', 'What happened.'),
		scene_id: nullable('string', 'The scene.'),
		ts_ms: column('int64', 'When it happened, milliseconds UTC.'),
		recv_ms: column('int64', 'When it was written, milliseconds UTC.'),
		actor_pid: nullable('string', 'Keyed pseudonym; null = the program.'),
		actor_role: nullable('string', 'Role at that time; null where fewer than five people had it.'),
		slate_id: nullable('string', 'The slate.'),
		suggestion_id: nullable('string', 'The suggestion.'),
		position: nullable('int32', 'Place on the slate, from 0.'),
		payload: column('string', 'JSON by type; docs/signals.md.'),
		blob_cids: listOf({ kind: 'string' }, 'Content ids of sealed words, edits and contexts.'),
		prev_hash: hash('Hash of the row before.'),
		hash: hash('SHA-256(prev_hash ‖ canonical JSON of the row as logged).'),
		meta: META,
	},
}

/** `role` null where it is withheld; the hash stays that of the row as logged. */
export function eventRow(
	event: SignalEvent,
	{ role, meta }: { role: string | null; meta: Row },
): Row {
	return {
		project_id: event.projectId,
		seq: event.seq,
		event_id: event.eventId,
		schema_version: event.schemaVersion,
		type: event.type,
		scene_id: event.sceneId,
		ts_ms: event.tsMs,
		recv_ms: event.recvMs,
		actor_pid: event.actorPid,
		actor_role: role,
		slate_id: event.slateId,
		suggestion_id: event.suggestionId,
		position: event.position,
		payload: JSON.stringify(event.payload),
		blob_cids: [...event.blobCids],
		prev_hash: event.prevHash,
		hash: event.hash,
		meta,
	}
}
