import type { SerializedSchema } from '@tldraw/store'
import { expect, it } from 'vitest'
import { createCanvasSchema } from './canvas-schema.ts'
import { DOCUMENT_SCHEMAS, DOCUMENT_VERSION } from './document-version.ts'

/** Another order of the sequences is no other schema. */
function sequencesOf(schema: SerializedSchema | undefined) {
	if (!schema || !('sequences' in schema)) throw new Error('no schema of this version')
	return Object.entries(schema.sequences).sort()
}

it('[V1] the newest version is what the code writes: a changed schema needs a version of its own', () => {
	const written = createCanvasSchema().serialize()
	expect(sequencesOf(DOCUMENT_SCHEMAS[DOCUMENT_VERSION])).toEqual(sequencesOf(written))
})

it('[V1] versions count up from 1 without a gap', () => {
	const versions = Object.keys(DOCUMENT_SCHEMAS).map(Number)
	expect(versions).toEqual(Array.from({ length: DOCUMENT_VERSION }, (_, i) => i + 1))
})
