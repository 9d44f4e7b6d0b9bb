/** What names a panel's picture: everything that is seen in it changes its hash, nothing else does. */
import { beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { BACKDROP_INDEX } from '#core/canvas/backdrop.ts'
import { plainShape } from '#core/canvas/mark-shapes.ts'
import { BOARD_PAGE_ID, newPanelRecords } from '#core/canvas/new-panel.ts'
import { seededRandom } from '#core/random.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { createBoardProjector, type Projector } from './projector.ts'

const random = seededRandom('picture hash')
const made = newPanelRecords({ index: 'a1', sceneAspect: 2, random })
const second = newPanelRecords({
	index: 'a2',
	sceneAspect: 2,
	random,
	joinShotId: made.shot?.id ?? null,
})
const other = newPanelRecords({ index: 'a3', sceneAspect: 2, random })
const on = (id: string, parentId: string) => plainShape({ id, parentId, index: 'a1' })
const group = (id: string, parentId: string): DocRecord => ({
	...on(id, parentId),
	type: 'group',
	props: {},
})
const backdrop: DocRecord = {
	...plainShape({ id: 'room', parentId: BOARD_PAGE_ID, index: BACKDROP_INDEX }),
	type: 'backdrop',
	props: { w: 640, h: 320 },
}
let records: RecordDoc
let projector: Projector
const hashes = () => {
	const fresh = createBoardProjector(records, facts).take().projections.panels ?? []
	return fresh.map(({ pictureHash }) => pictureHash)
}
const facts = {
	sceneId: 's',
	projectId: 'p',
	sceneNumber: '1',
	numberingScheme: 'slate',
} as const

beforeEach(() => {
	records = new RecordDoc(new Y.Doc())
	for (const one of [made.shot, made.panel, second.panel, other.shot, other.panel, backdrop])
		if (one) records.put(one)
	projector = createBoardProjector(records, facts)
	projector.take().keep()
	records.observe((change) => projector.follow(change))
})

/** The panels whose rows a change makes new, as the room would write them, by place. */
function changedBy(change: () => void): string[] {
	change()
	const { projections, keep } = projector.take()
	keep()
	return (projections.panelChanges?.changed ?? []).map(({ panelId }) => panelId).sort()
}
const both = [made.panel.id, second.panel.id].map(String).sort()

it('[BG2] a background names the pictures of every panel that shows it, and of no other', () => {
	const shotId = made.shot?.id ?? ''
	expect(changedBy(() => records.update(shotId, { backdropId: 'shape:room' }))).toEqual([])
	expect(changedBy(() => records.put(group('wall', 'shape:room')))).toEqual(both)
	expect(changedBy(() => records.update('shape:wall', { opacity: 0.5 }))).toEqual(both)
	const optOut = () => records.update(second.panel.id, { 'props.backdrop': 'none' })
	expect(changedBy(optOut)).toEqual([second.panel.id])
	expect(changedBy(() => records.remove('shape:wall'))).toEqual([made.panel.id])
	const [first, last] = hashes()
	expect(first).toBe(last)
})

it('[MK5] a mark that no picture shows renames none; the camera’s move does', () => {
	const subject: DocRecord = {
		...on('ida', made.panel.id),
		type: 'subject_mark',
		props: { w: 10, h: 10, name: '', eye: { x: 0.5, y: 0.5 }, facingDeg: null },
	}
	const move: DocRecord = {
		...on('move', made.panel.id),
		type: 'camera_move',
		props: { from: { x: 0, y: 0, w: 640 }, to: { x: 0, y: 0, w: 320 } },
	}
	expect(changedBy(() => records.put(subject))).toEqual([])
	expect(changedBy(() => records.put(move))).toEqual([made.panel.id])
})
