/**
 * The versions of what a document's records look like (rules V1 to V4 of docs/spec/sync.md). The one
 * rule: whoever changes a migration sequence of the schema, ours or tldraw's by an upgrade, adds a
 * version here; the test beside this file fails until they do. Old entries are never edited.
 */
import type { SerializedSchema } from '@tldraw/store'

/** The version this program writes; a room migrates older documents when it is opened. */
export const DOCUMENT_VERSION = 5

type Sequences = Readonly<Record<string, number>>

/** How far every migration sequence had come in version 1. */
const FIRST: Sequences = {
	'com.tldraw.store': 5,
	'com.tldraw.asset': 1,
	'com.tldraw.camera': 1,
	'com.tldraw.document': 2,
	'com.tldraw.instance': 26,
	'com.tldraw.instance_page_state': 5,
	'com.tldraw.page': 1,
	'com.tldraw.instance_presence': 6,
	'com.tldraw.pointer': 1,
	'com.tldraw.shape': 4,
	'com.tldraw.user': 1,
	'com.tldraw.asset.image': 6,
	'com.tldraw.asset.video': 5,
	'com.tldraw.asset.bookmark': 2,
	'com.tldraw.shape.arrow': 8,
	'com.tldraw.shape.bookmark': 2,
	'com.tldraw.shape.draw': 5,
	'com.tldraw.shape.embed': 4,
	'com.tldraw.shape.frame': 1,
	'com.tldraw.shape.geo': 12,
	'com.tldraw.shape.group': 0,
	'com.tldraw.shape.highlight': 4,
	'com.tldraw.shape.image': 5,
	'com.tldraw.shape.line': 5,
	'com.tldraw.shape.note': 13,
	'com.tldraw.shape.text': 4,
	'com.tldraw.shape.video': 4,
	'com.tldraw.shape.panel': 0,
	'com.tldraw.binding.arrow': 1,
	'com.tldraw.project': 0,
	'com.tldraw.scene': 0,
	'com.tldraw.script_block': 0,
	'com.tldraw.shot': 0,
	'com.tldraw.suggestion': 0,
	'com.tldraw.provenance': 0,
}

/** For each version after the first, the sequences that are new or came further in it. */
const CAME_FURTHER: readonly Sequences[] = [
	// 2
	{
		'com.tldraw.shape.panel': 2,
		'com.tldraw.shape.subject_mark': 0,
		'com.tldraw.shape.light_mark': 0,
		'com.tldraw.shape.camera_move': 0,
		'com.tldraw.shape.backdrop': 0,
		'com.tldraw.custom_field': 0,
		'com.tldraw.shot': 2,
		'com.tldraw.plan_item': 0,
		'com.tldraw.audio_clip': 0,
		'com.tldraw.cut': 0,
		'com.tldraw.cut_clip': 0,
	},
	// 3
	{
		'com.tldraw.review': 0,
		'com.tldraw.thread': 0,
		'com.tldraw.note': 0,
		'com.tldraw.reaction': 0,
		'com.tldraw.reading': 0,
		'com.tldraw.annotation': 0,
	},
	// 4
	{
		'com.tldraw.suggestion': 1,
	},
	// 5
	{
		'com.tldraw.suggestion': 2,
	},
]

/** For each version, how far every migration sequence had come. */
export const DOCUMENT_SCHEMAS: Readonly<Record<number, SerializedSchema>> = schemas()

function schemas(): Record<number, SerializedSchema> {
	let sequences = FIRST
	const all: Record<number, SerializedSchema> = {}
	for (const [place, further] of [{}, ...CAME_FURTHER].entries()) {
		sequences = { ...sequences, ...further }
		all[place + 1] = { schemaVersion: 2, sequences }
	}
	return all
}
