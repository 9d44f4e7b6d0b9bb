/**
 * Turns what a flush changed into the rows that film-wide pages read, written in the same commit.
 * Remembers the rows last committed, so that a growing stroke rewrites one row and not the board's.
 */
import { createHash } from 'node:crypto'
import {
	type PanelFrame,
	pictureText,
	projectBoard,
	projectNumbering,
	recordText,
} from '#core/board/board-projection.ts'
import type { CustomFieldRecord } from '#core/board/custom-field.ts'
import type { NumberingScheme } from '#core/board/numbering.ts'
import { projectScenes, projectSettings } from '#core/board/project-projection.ts'
import type { ProjectRecord, SceneRecord } from '#core/board/project-records.ts'
import { isInStory } from '#core/board/story.ts'
import { isInPicture } from '#core/canvas/mark-shapes.ts'
import { frameOfPanel } from '#core/canvas/overhang.ts'
import { isNoteRecord } from '#core/notes/note-records.ts'
import { reviewOf, WHOLE_SCENE } from '#core/notes/review-record.ts'
import { threadsOf } from '#core/notes/threads.ts'
import { isPanel } from '#core/suggestions/board-records.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { RecordChange, RecordDoc } from '#core/sync/record-doc.ts'
import type { PanelProjection, RoomProjections, SceneReview } from '#db/room-store.ts'
import { ShapeTree } from './shape-tree.ts'

export interface Projector {
	/** Works ahead in small steps, so that the first commit need not do it all at once. */
	prepare?(): Iterable<void>
	/** How many shapes the board has; 0 elsewhere. */
	readonly shapeCount: number
	/** Follows one change of the staged document. */
	follow(change: RecordChange): void
	/** Starts over after the staged document was rebuilt. */
	reset(records: RecordDoc): void
	/** Rows that differ from those last kept; `keep` is called once they are committed. */
	take(): { projections: RoomProjections; keep: () => void }
}

/** Marks that no picture shows change no picture. */
const isSeen = (record: DocRecord) => record.typeName === 'shape' && isInPicture(record)
const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex')

export interface BoardFacts {
	sceneId: string
	projectId: string
	sceneNumber: string
	numberingScheme: NumberingScheme
}

/** The projector of a board room. Its first rows replace whatever the database holds. */
export function createBoardProjector(records: RecordDoc, facts: BoardFacts): Projector {
	const tree = new ShapeTree()
	const hashes = new Map<string, string>()
	const frames = new Map<string, PanelFrame | null>()
	// Records are immutable once read, so one digest per object serves until it changes.
	const digests = new WeakMap<DocRecord, string>()
	let current = records
	let rows: Map<string, string> | null = null
	let isDirty = true
	let openCount: number | null = null
	let areSuggestionsDirty = true
	let review = JSON.stringify(NOT_REVIEWED)
	let isReviewDirty = true
	let numbering = ''

	function digestOf(record: DocRecord): string {
		const known = digests.get(record)
		if (known !== undefined) return known
		const assetId = record.typeName === 'shape' && 'assetId' in record.props && record.props.assetId
		const asset = typeof assetId === 'string' ? current.get(assetId) : undefined
		const digest = sha256Hex(recordText(record) + (asset ? recordText(asset) : ''))
		digests.set(record, digest)
		return digest
	}
	function pictureHash(panelId: string): string {
		const known = hashes.get(panelId)
		const panel = tree.panels.get(panelId)
		if (known !== undefined || !panel) return known ?? ''
		const digests = (id: string) => tree.inside(id).filter(isSeen).map(digestOf)
		const under = tree.backdropOf(panel)
		const text = pictureText(panel, digests(panelId), under === null ? [] : digests(under))
		const hash = sha256Hex(text).slice(0, 32)
		hashes.set(panelId, hash)
		return hash
	}
	function frameOf(panelId: string): PanelFrame | null {
		const known = frames.get(panelId)
		if (known !== undefined) return known
		const panel = tree.panels.get(panelId)
		const frame = isPanel(panel) ? frameOfPanel(panel, tree.inside(panelId)) : null
		frames.set(panelId, frame)
		return frame
	}
	function panelChanges() {
		const next = projectBoard(
			[...tree.panels.values(), ...tree.shots.values(), ...tree.marks.values()],
			{ ...facts, pictureHash, frameOf },
		)
		const texts = new Map(next.map((row) => [row.panelId, rowText(row)]))
		const isChanged = (row: PanelProjection) => rows?.get(row.panelId) !== texts.get(row.panelId)
		const changed = next.filter(isChanged)
		const removed = [...(rows?.keys() ?? [])].filter((panelId) => !texts.has(panelId))
		return { texts, next, changed, removed }
	}
	function countOpen(): number {
		let open = 0
		for (const record of current.all())
			if (record.typeName === 'suggestion' && record.status === 'open') open += 1
		return open
	}

	tree.reset(records.all())
	return {
		*prepare() {
			for (const panelId of [...tree.panels.keys()]) yield void pictureHash(panelId)
		},
		get shapeCount() {
			return tree.shapeCount
		},
		follow(change) {
			for (const panelId of tree.follow(change)) {
				hashes.delete(panelId)
				frames.delete(panelId)
			}
			for (const id of change.touched) {
				if (id.startsWith('suggestion:')) areSuggestionsDirty = true
				else if (id.startsWith('review:')) isReviewDirty = true
				else isDirty = true
			}
		},
		reset(next) {
			current = next
			tree.reset(next.all())
			hashes.clear()
			frames.clear()
			isDirty = true
			areSuggestionsDirty = true
			isReviewDirty = true
		},
		take() {
			const projections: RoomProjections = {}
			const panels = isDirty ? panelChanges() : null
			const open = areSuggestionsDirty ? countOpen() : openCount
			const { sceneId, projectId } = facts
			if (panels && rows === null) projections.panels = panels.next
			else if (panels && panels.changed.length + panels.removed.length > 0)
				projections.panelChanges = { changed: panels.changed, removed: panels.removed }
			if (open !== null && open !== openCount)
				projections.openSuggestions = { sceneId, projectId, open }
			const numbered = isDirty
				? projectNumbering([...tree.panels.values(), ...tree.shots.values()])
				: null
			const numberingText = numbered === null ? numbering : JSON.stringify(numbered)
			if (numbered && numberingText !== numbering)
				projections.numbering = { sceneId, projectId, facts: numbered }
			// A panel that left the story is counted no more.
			const reviewed = isDirty || isReviewDirty ? reviewIn(current, tree.panels.values()) : null
			const reviewText = reviewed === null ? review : JSON.stringify(reviewed)
			if (reviewed && reviewText !== review)
				projections.review = { sceneId, projectId, ...reviewed }
			const keep = () => {
				if (panels) rows = panels.texts
				openCount = open
				review = reviewText
				numbering = numberingText
				isReviewDirty = false
				isDirty = false
				areSuggestionsDirty = false
			}
			return { projections, keep }
		},
	}
}

/** The scene's own review and how many of its panels are in each state. */
type Reviewed = Omit<SceneReview, 'sceneId' | 'projectId'>
const NOT_REVIEWED: Reviewed = { status: null, byId: null, at: null, panels: {} }

function reviewIn(records: RecordDoc, panels: Iterable<DocRecord>): Reviewed {
	const counts: Record<string, number> = {}
	for (const panel of panels) {
		if (panel.typeName !== 'shape' || panel.type !== 'panel' || !isInStory(panel.props)) continue
		const state = reviewOf(records, panel.id)?.status
		if (state) counts[state] = (counts[state] ?? 0) + 1
	}
	const scene = reviewOf(records, WHOLE_SCENE)
	const { status = null, byId = null, at = null } = scene ?? {}
	return { status, byId, at, panels: counts }
}

/** What of a row, once stored, would have to be written again; number and hash as computed here. */
function rowText(row: PanelProjection): string {
	return JSON.stringify([
		row.position,
		row.shotId,
		row.shotNumberOverride ?? null,
		row.size,
		row.action,
		row.dialogue,
		row.notes,
		row.durationFrames,
		row.pictureHash,
		row.shotFields,
		row.isFromSuggestion,
		row.frame,
	])
}

/** The projector of a project room. */
export function createProjectProjector(records: RecordDoc, projectId: string): Projector {
	let current = records
	let isDirty = true
	return {
		shapeCount: 0,
		follow(change) {
			for (const id of change.touched) if (/^(scene|project|custom_field):/.test(id)) isDirty = true
		},
		reset(next) {
			current = next
			isDirty = true
		},
		take() {
			if (!isDirty) return { projections: {}, keep: () => {} }
			const scenes: SceneRecord[] = []
			const fields: CustomFieldRecord[] = []
			let settings: ProjectRecord | null = null
			const projections: RoomProjections = {}
			for (const record of current.all()) {
				if (record.typeName === 'scene') scenes.push(record)
				if (record.typeName === 'custom_field') fields.push(record)
				if (isSettings(record)) settings = record
			}
			if (settings) projections.project = projectSettings(settings, { projectId, fields })
			projections.scenes = projectScenes(scenes, projectId)
			return {
				projections,
				keep: () => {
					isDirty = false
				},
			}
		},
	}
}

/** The projector of a room of notes: how many threads are open. */
export function createNotesProjector(
	records: RecordDoc,
	facts: { sceneId: string; projectId: string },
): Projector {
	let current = records
	let isDirty = true
	let kept: number | null = null
	return {
		shapeCount: 0,
		follow(change) {
			for (const id of change.touched) if (/^(thread|note):/.test(id)) isDirty = true
		},
		reset(next) {
			current = next
			isDirty = true
		},
		take() {
			const open = isDirty ? countOpenThreads(current) : kept
			const projections = open === null || open === kept ? {} : { openNotes: { ...facts, open } }
			const keep = () => {
				kept = open
				isDirty = false
			}
			return { projections, keep }
		},
	}
}

function countOpenThreads(records: RecordDoc): number {
	const notes = [...records.all()].filter((record) => isNoteRecord(record))
	return threadsOf(notes, '').filter(({ isOpen }) => isOpen).length
}

function isSettings(record: DocRecord): record is ProjectRecord {
	return record.typeName === 'project'
}

/** A projector that reads the document when something is first written, and not for those who only look. */
export function createLazyProjector(make: () => Projector): Projector {
	let made: Projector | null = null
	const projector = () => {
		made ??= make()
		return made
	}
	return {
		prepare: () => projector().prepare?.() ?? [],
		get shapeCount() {
			return projector().shapeCount
		},
		follow(change) {
			// Made now, it has read what the change left.
			if (made) made.follow(change)
			else projector()
		},
		reset: (records) => projector().reset(records),
		take: () => made?.take() ?? { projections: {}, keep: () => {} },
	}
}
