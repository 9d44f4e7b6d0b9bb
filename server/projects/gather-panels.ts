/**
 * Everything that goes along when panels go to another scene: what is drawn in them, the arrows
 * between those drawings, their shots, what was decided about them and their marks of origin. Reads
 * only; `move-panels.ts` writes.
 */
import type { TLShape } from '@tldraw/tlschema'
import type { Ordered } from '#core/board/order.ts'
import type { ShotRecord } from '#core/board/shot-record.ts'
import { playingOf, storyPanels } from '#core/board/story.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { isPanel, isShot } from '#core/suggestions/board-records.ts'
import type { ProvenanceRecord, SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { DocRecord, RecordReader } from '../realtime/rooms-api.ts'
import { gatherBackdrops } from './gather-surroundings.ts'

export interface GatheredPanels {
	/** In story order, behind them their alternates. */
	panels: PanelShape[]
	/** Drawn in them, at any depth; parents before children. */
	drawings: DocRecord[]
	/** Arrow ends; both shapes go along. */
	bindings: DocRecord[]
	/** Backgrounds they show, with what is drawn in them: copied, other panels may share them. */
	backdrops: TLShape[]
	/** Images the drawings and the backgrounds show: copied, the board keeps its own. */
	assets: DocRecord[]
	/** Shots of which every panel goes along. */
	wholeShots: ShotRecord[]
	/** Shots that stay because other panels of theirs do. */
	sharedShots: ShotRecord[]
}

/** Null when one of the panels is not on the board. */
export function gatherPanels(
	records: RecordReader,
	panelIds: readonly string[],
): GatheredPanels | null {
	const all = [...records.all()]
	const allPanels = all.filter(isPanel)
	const asked = storyPanels(allPanels).filter(({ id }) => panelIds.includes(id))
	if (asked.length !== new Set(panelIds).size || asked.length === 0) return null
	const panels = [...asked, ...alternatesAmong(allPanels, asked)]
	const wanted = new Set<string>(panels.map(({ id }) => id))
	const drawings = drawnIn(all, panels)
	const moved = new Set([...panels, ...drawings].map(({ id }): string => id))
	const staying = new Set(
		allPanels.filter(({ id }) => !wanted.has(id)).map(({ props }) => props.shotId),
	)
	const going = new Set(panels.map(({ props }) => props.shotId))
	const shots = all.filter(isShot).filter(({ id }) => going.has(id))
	const backdrops = gatherBackdrops(records, panels)
	return {
		panels,
		drawings,
		backdrops,
		bindings: all.filter(
			(one) => one.typeName === 'binding' && moved.has(one.fromId) && moved.has(one.toId),
		),
		assets: assetsOf(records, [...drawings, ...backdrops]),
		wholeShots: shots.filter(({ id }) => !staying.has(id)),
		sharedShots: shots.filter(({ id }) => staying.has(id)),
	}
}

/** What stands off the wall in the places of these panels goes along with them. */
function alternatesAmong(all: readonly PanelShape[], asked: readonly PanelShape[]): PanelShape[] {
	const byId = new Map<string, PanelShape>(all.map((panel) => [panel.id, panel]))
	const places = new Set<string>(asked.map(({ id }) => id))
	return all.filter(({ id }) => !places.has(id) && places.has(playingOf(byId, id)))
}

function drawnIn(all: readonly DocRecord[], panels: readonly PanelShape[]): DocRecord[] {
	const children = new Map<string, DocRecord[]>()
	for (const record of all) {
		if (record.typeName !== 'shape') continue
		const siblings = children.get(record.parentId)
		if (siblings) siblings.push(record)
		else children.set(record.parentId, [record])
	}
	const found = panels.flatMap(({ id }) => children.get(id) ?? [])
	for (const record of found) found.push(...(children.get(record.id) ?? []))
	return found
}

function assetsOf(records: RecordReader, drawings: readonly DocRecord[]): DocRecord[] {
	const ids = drawings.flatMap((record) =>
		record.typeName === 'shape' && 'assetId' in record.props && record.props.assetId
			? [record.props.assetId]
			: [],
	)
	return [...new Set(ids)].flatMap((id) => records.get(id) ?? [])
}

export interface GatheredDecisions {
	/** Open suggestions that would lose what they are about. */
	overtaken: SuggestionRecord[]
	/** Decided ones that go along, so that their panel is not asked the same again and they can be taken back. */
	decided: SuggestionRecord[]
	/** Marks of which everything goes along. */
	marks: ProvenanceRecord[]
	/** Marks of which a part goes along. */
	sharedMarks: ProvenanceRecord[]
}

/** What was suggested and accepted on records that move (`moved`: panels, drawings, whole shots). */
export function gatherDecisions(
	records: RecordReader,
	moved: ReadonlySet<string>,
): GatheredDecisions {
	const suggestions: SuggestionRecord[] = []
	const marks: ProvenanceRecord[] = []
	const sharedMarks: ProvenanceRecord[] = []
	for (const record of records.all()) {
		if (record.typeName === 'suggestion') suggestions.push(record)
		if (record.typeName !== 'provenance') continue
		const standing = record.recordIds.filter((id) => records.get(id) !== undefined)
		const going = standing.filter((id) => moved.has(id))
		if (going.length === 0) continue
		const group = going.length === standing.length ? marks : sharedMarks
		group.push(record)
	}
	const marked = new Set<string>(marks.map(({ suggestionId }) => suggestionId))
	const torn = new Set<string>(sharedMarks.map(({ suggestionId }) => suggestionId))
	const isAbout = (one: SuggestionRecord) => moved.has(one.targetId) || mentions(one.edit, moved)
	const goesAlong = ({ id, targetId }: SuggestionRecord) =>
		marked.has(id) || (moved.has(targetId) && !torn.has(id))
	return {
		overtaken: suggestions.filter((one) => one.status === 'open' && isAbout(one)),
		decided: suggestions.filter((one) => one.status !== 'open' && goesAlong(one)),
		marks,
		sharedMarks,
	}
}

/** Whether an edit names one of the records, wherever in it. */
function mentions(value: unknown, ids: ReadonlySet<string>): boolean {
	if (typeof value === 'string') return ids.has(value)
	if (typeof value !== 'object' || value === null) return false
	return Object.values(value).some((one) => mentions(one, ids))
}

/** The panels of a board in story order, as places. */
export function panelPlaces(records: RecordReader): (Ordered & { shotId: string | null })[] {
	return storyPanels([...records.all()].filter(isPanel)).map(({ id, index, props }) => ({
		id,
		index,
		shotId: props.shotId,
	}))
}
