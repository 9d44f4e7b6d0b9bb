/**
 * Which shapes stand in which, kept up to date change by change, so that a growing stroke finds its
 * panel without a walk over the board. Survives circles and missing parents.
 */
import type { TLShape } from '@tldraw/tlschema'
import { isPanel } from '#core/board/board-projection.ts'
import { backdropIdOf } from '#core/canvas/backdrop.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { RecordChange } from '#core/sync/record-doc.ts'

export class ShapeTree {
	readonly panels = new Map<string, DocRecord>()
	readonly shots = new Map<string, DocRecord>()
	/** Provenance marks: what came from suggestions. */
	readonly marks = new Map<string, DocRecord>()
	shapeCount = 0
	private readonly shapes = new Map<string, TLShape>()
	private readonly children = new Map<string, Set<string>>()

	/** Starts over from all records of a document. */
	reset(records: Iterable<DocRecord>): void {
		for (const map of [this.panels, this.shots, this.marks, this.shapes, this.children]) map.clear()
		this.shapeCount = 0
		for (const record of records) this.add(record)
	}

	/** Follows one transaction; returns the panels whose drawing it may have changed. */
	follow(change: RecordChange): Set<string> {
		const affected = new Set<string>()
		const note = (id: string) => {
			for (const panelId of this.panelsOf(id)) affected.add(panelId)
		}
		for (const id of change.removed.keys()) note(id)
		for (const id of change.updated.keys()) note(id)
		for (const record of change.removed.values()) this.delete(record)
		for (const { before, after } of change.updated.values()) {
			this.delete(before)
			this.add(after)
		}
		for (const record of change.added.values()) this.add(record)
		for (const id of change.updated.keys()) note(id)
		for (const id of change.added.keys()) note(id)
		return affected
	}

	/** The background a panel shows, when it is there. */
	backdropOf(panel: DocRecord): string | null {
		if (panel.typeName !== 'shape' || panel.type !== 'panel') return null
		const shot = this.shots.get(panel.props.shotId ?? '')
		const id = backdropIdOf(panel, shot?.typeName === 'shot' ? shot : null)
		return id !== null && this.shapes.get(id)?.type === 'backdrop' ? id : null
	}

	/** The panels whose picture a record is part of: its own, those on its background, its set-up's. */
	private panelsOf(id: string): string[] {
		if (this.shots.has(id)) return this.panelsWhere((panel) => panel.props.shotId === id)
		const paperId = this.paperOf(id)
		if (paperId === undefined || this.panels.has(paperId)) return paperId ? [paperId] : []
		return this.panelsWhere((panel) => this.backdropOf(panel) === paperId)
	}

	private panelsWhere(isMeant: (panel: PanelShape) => boolean): string[] {
		return [...this.panels].flatMap(([id, panel]) =>
			panel.typeName === 'shape' && panel.type === 'panel' && isMeant(panel) ? [id] : [],
		)
	}

	/** The panel or background a shape stands in (either stands in itself), if any. */
	private paperOf(id: string): string | undefined {
		const seen = new Set<string>()
		for (let at: string | undefined = id; at !== undefined && !seen.has(at); ) {
			if (this.panels.has(at) || this.shapes.get(at)?.type === 'backdrop') return at
			seen.add(at)
			at = parentOf(this.shapes.get(at))
		}
		return undefined
	}

	/** Everything drawn in a panel, at any depth, without the panel itself. */
	inside(panelId: string): TLShape[] {
		const found = new Map<string, TLShape>()
		const queue = [...(this.children.get(panelId) ?? [])]
		for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
			const shape = this.shapes.get(id)
			if (!shape || found.has(id) || id === panelId) continue
			found.set(id, shape)
			queue.push(...(this.children.get(id) ?? []))
		}
		return [...found.values()]
	}

	private add(record: DocRecord): void {
		if (record.typeName === 'shot') this.shots.set(record.id, record)
		if (record.typeName === 'provenance') this.marks.set(record.id, record)
		if (record.typeName !== 'shape') return
		this.shapeCount += 1
		this.shapes.set(record.id, record)
		if (isPanel(record)) this.panels.set(record.id, record)
		const siblings = this.children.get(record.parentId)
		if (siblings) siblings.add(record.id)
		else this.children.set(record.parentId, new Set([record.id]))
	}

	private delete(record: DocRecord): void {
		if (record.typeName === 'shot') this.shots.delete(record.id)
		if (record.typeName === 'provenance') this.marks.delete(record.id)
		if (record.typeName !== 'shape') return
		this.shapeCount -= 1
		this.shapes.delete(record.id)
		this.panels.delete(record.id)
		this.children.get(record.parentId)?.delete(record.id)
	}
}

function parentOf(record: DocRecord | undefined): string | undefined {
	return record?.typeName === 'shape' ? record.parentId : undefined
}
