/**
 * Moving panels to another scene: one command over both boards (docs/spec/sync.md R18 to R20). The
 * records leave one document and enter the other in the same commit; nothing is ever in both or in
 * neither, and what is still drawn into a panel that has just left goes after it.
 */
import { indexAfter, type Ordered } from '#core/board/order.ts'
import type { PlanItemRecord } from '#core/board/plan-record.ts'
import { can } from '#core/board/role.ts'
import { EMPTY_SHOT, type ShotRecord } from '#core/board/shot-record.ts'
import { isInStory } from '#core/board/story.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { AppError } from '#core/errors.ts'
import { createId, type RoomName } from '#core/ids.ts'
import { isLockedPanel, isLockedScene, reviewOf } from '#core/notes/review-record.ts'
import type { ProvenanceRecord } from '#core/suggestions/suggestion-record.ts'
import { textPathsOf } from '#core/sync/doc-record.ts'
import { fieldsOf, getPath } from '#core/sync/record-path.ts'
import { isGrowingStroke } from '#core/sync/stroke-codec.ts'
import type { DocRecord, Principal, RoomDraft } from '../realtime/rooms-api.ts'
import type { ProjectVault } from '../signals/signals.ts'
import { withdraw } from '../suggestions/withdraw-stale.ts'
import { type GatheredPanels, gatherDecisions, gatherPanels, panelPlaces } from './gather-panels.ts'
import { planOf } from './gather-surroundings.ts'
import { moveNotes } from './notes-room.ts'
import type { MovedPanels, MovePanelsInput, ProjectDependencies } from './project-service.ts'
import { boardRoom } from './scenes.ts'

/** @throws AppError('forbidden' | 'not_found' | 'trashed' | 'bad_request' | 'conflict' | 'too_large') */
export async function movePanels(
	{ db, rooms, signals, random, log }: ProjectDependencies,
	principal: Principal,
	input: MovePanelsInput,
): Promise<MovedPanels> {
	if (!can(principal.role, 'room.board.write')) throw new AppError('forbidden')
	const { fromSceneId, toSceneId } = input
	const [from, to] = await Promise.all(
		[fromSceneId, toSceneId].map((id) => db.projects.getScene(id)),
	)
	if (!from || !to) throw new AppError('not_found')
	if (fromSceneId === toSceneId || from.projectId !== to.projectId)
		throw new AppError('bad_request')
	if (from.trashedAt !== null || to.trashedAt !== null) throw new AppError('trashed')
	const vault = await signals.vault(from.projectId)
	const moved = await rooms.commandBoth(
		[boardRoom(fromSceneId), boardRoom(toSceneId)],
		{ principal, key: input.idempotencyKey },
		(source, target) => move({ source, target, vault, input, newId: () => createId(random) }),
	)
	// The panels have moved, whatever becomes of this: notes that could not follow now do so when the
	// room they are in is next opened (`follow-late.ts`).
	await moveNotes({ db, rooms }, input, from.projectId).catch((error: unknown) => {
		log.warn({ err: error, fromSceneId, toSceneId }, 'Notes did not yet follow moved panels.')
	})
	return moved
}

interface Move {
	source: RoomDraft
	target: RoomDraft
	vault: ProjectVault
	input: MovePanelsInput
	newId: () => string
}

function move(context: Move): MovedPanels {
	const { source, target, input } = context
	const gathered = gatherPanels(source.records, input.panelIds)
	if (!gathered)
		throw new AppError('conflict', {
			userMessage: 'One of these panels is not on this board any more. Nothing was moved.',
		})
	if (gathered.panels.some(({ id }) => isLockedPanel(source.records, id)))
		throw new AppError('locked', {
			userMessage: 'One of these panels is locked. Nothing was moved.',
		})
	if (isLockedScene(target.records))
		throw new AppError('locked', {
			userMessage: 'The other scene is locked. Nothing was moved.',
		})
	const before = panelPlaces(source.records)
	const first = before.findIndex(({ id }) => id === gathered.panels[0]?.id)
	const { panels, shots, plans } = arrange(context, gathered)
	const wholePlans = gathered.wholeShots.flatMap(({ id }) => planOf(source.records, id))
	const going = [...gathered.panels, ...gathered.drawings, ...gathered.wholeShots, ...wholePlans]
	const withdrawn = moveDecisions(context, new Set(going.map(({ id }): string => id)))
	// A background that is there already is that scene's own by now.
	const backdrops = gathered.backdrops.filter(({ id }) => !target.records.get(id))
	const arriving = [
		...[...gathered.assets, ...backdrops, ...shots, ...plans],
		...[...panels, ...gathered.drawings],
	]
	for (const record of [...arriving, ...gathered.bindings]) place(target, record)
	// A stroke whose pen is down stays, out of view, until it is done (R20).
	for (const record of [...gathered.bindings, ...going].reverse())
		if (!isGrowingStroke(fieldsOf(record))) source.records.remove(record.id)
	noteForwards(context, going)
	for (const { id } of gathered.panels) moveReview(context, id)
	return {
		panelIds: panels.filter(({ props }) => isInStory(props)).map(({ id }) => id),
		withdrawnSuggestions: withdrawn,
		back: { sceneId: input.fromSceneId, afterPanelId: before[first - 1]?.id ?? null },
	}
}

/** How far a panel has come in review goes with it. */
function moveReview({ source, target }: Move, panelId: string): void {
	const review = reviewOf(source.records, panelId)
	if (!review) return
	place(target, review)
	source.records.remove(review.id)
}

/** Twice: texts that outlived an earlier stay here are adopted first (L8), then brought up to date. */
function place({ records }: RoomDraft, record: DocRecord): void {
	records.put(record)
	records.put(record)
}

function noteForwards({ source, target, input }: Move, going: readonly DocRecord[]): void {
	const toRoom: RoomName = boardRoom(input.toSceneId)
	source.forward(going.map((record) => ({ recordId: record.id, toRoom, texts: textsOf(record) })))
	target.forward(going.map(({ id }) => ({ recordId: id, toRoom: null, texts: {} })))
}

function textsOf(record: DocRecord): Record<string, string> {
	const fields = fieldsOf(record)
	return Object.fromEntries(
		textPathsOf(fields).map((path) => [path, String(getPath(fields, path) ?? '')]),
	)
}

/** Panels, shots and their plans as they stand in the other scene: in order, in set-ups of that scene. */
function arrange(
	{ source, target, input, newId }: Move,
	gathered: GatheredPanels,
): { panels: PanelShape[]; shots: ShotRecord[]; plans: PlanItemRecord[] } {
	const places = panelPlaces(target.records)
	const { afterPanelId = places.at(-1)?.id ?? null } = input
	const shots: ShotRecord[] = []
	const plans: PlanItemRecord[] = []
	const shotIds = new Map<string, string>()
	const neighbours = neighbourShots(places, afterPanelId)
	for (const shot of [...gathered.wholeShots, ...gathered.sharedShots]) {
		const rejoined = rejoins(target, shot, neighbours)
		const isWhole = gathered.wholeShots.includes(shot)
		// A locked number belongs to the scene it was locked in.
		const here = { ...(isWhole ? shot : partOf(shot, newId())), lockedNumber: null }
		if (!rejoined) {
			shots.push(here)
			for (const item of planOf(source.records, shot.id))
				plans.push(isWhole ? item : { ...item, id: `plan_item:${newId()}`, shotId: here.id })
		}
		shotIds.set(shot.id, rejoined ?? here.id)
	}
	const returnsHome = [...shotIds.values()].some((id) => neighbours.includes(id))
	let after = returnsHome ? afterPanelId : endOfRun(places, afterPanelId)
	const items: Ordered[] = [...places]
	const panels = gathered.panels.map((panel): PanelShape => {
		const index = indexAfter(items, after)
		items.push({ id: panel.id, index })
		after = panel.id
		const shotId = shotIds.get(panel.props.shotId ?? '') ?? panel.props.shotId
		return { ...panel, index, props: { ...panel.props, shotId, lockedNumber: null } }
	})
	return { panels, shots, plans }
}

/** The part of a set-up that goes elsewhere: the same camera, its number derived over there. */
function partOf(shot: ShotRecord, id: string): ShotRecord {
	const origin = shot.meta.partOf ?? shot.id
	return { ...shot, id: `shot:${id}`, numberOverride: null, meta: { ...shot.meta, partOf: origin } }
}

/** A part that comes back beside the set-up it was taken from, unchanged, is that set-up again. */
function rejoins(
	{ records }: RoomDraft,
	shot: ShotRecord,
	neighbours: readonly (string | null)[],
): string | null {
	const origin = shot.meta.partOf
	if (typeof origin !== 'string' || !neighbours.includes(origin)) return null
	const there = records.get(origin)
	if (there?.typeName !== 'shot') return null
	const fields = Object.keys(EMPTY_SHOT)
	const isSame = fields.every(
		(key) =>
			JSON.stringify(getPath(fieldsOf(there), key)) ===
			JSON.stringify(getPath(fieldsOf(shot), key)),
	)
	return isSame ? there.id : null
}

type Places = ReturnType<typeof panelPlaces>

function neighbourShots(places: Places, afterId: string | null): (string | null)[] {
	const at = afterId === null ? -1 : places.findIndex(({ id }) => id === afterId)
	return [places[at]?.shotId ?? null, places[at + 1]?.shotId ?? null]
}

/** A set-up is a run of panels: what arrives stands behind it, never in it. */
function endOfRun(places: Places, afterId: string | null): string | null {
	let at = places.findIndex(({ id }) => id === afterId)
	if (at < 0) return afterId
	while (places[at]?.shotId && places[at]?.shotId === places[at + 1]?.shotId) at += 1
	return places[at]?.id ?? afterId
}

/** Returns how many open suggestions were withdrawn: what they were about is not on this board now. */
function moveDecisions(
	{ source, target, vault, input, newId }: Move,
	moved: ReadonlySet<string>,
): number {
	const { overtaken, decided, marks, sharedMarks } = gatherDecisions(source.records, moved)
	const sceneId = input.fromSceneId
	for (const one of overtaken) withdraw(source, vault, one, { sceneId, status: 'withdrawn' })
	for (const record of [...decided, ...marks]) {
		place(target, record)
		source.records.remove(record.id)
	}
	for (const mark of sharedMarks) splitMark({ source, target }, mark, { moved, id: newId() })
	return overtaken.length
}

function splitMark(
	{ source, target }: Pick<Move, 'source' | 'target'>,
	mark: ProvenanceRecord,
	{ moved, id }: { moved: ReadonlySet<string>; id: string },
): void {
	const recordIds = mark.recordIds.filter((one) => moved.has(one))
	const { applied: _stays, ...meta } = mark.meta
	place(target, { ...mark, id: `provenance:${id}`, recordIds, meta })
	const rest = mark.recordIds.filter((one) => !moved.has(one))
	source.records.put({ ...mark, recordIds: rest })
}
