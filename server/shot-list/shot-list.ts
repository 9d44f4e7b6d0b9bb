/**
 * Shot lists of a scene or a film: read from the projections, written as commands to the boards' own
 * rooms. What a file or an answer changes is guarded cell by cell: a value that somebody else changed
 * meanwhile stays theirs.
 */
import { isEqual } from '@tldraw/utils'
import {
	type NumberingFacts,
	projectBoard,
	projectNumbering,
} from '#core/board/board-projection.ts'
import { customDefinitions } from '#core/board/custom-field.ts'
import { isShotField } from '#core/board/field-definitions.ts'
import { type OmittedShot, omittedIn } from '#core/board/number-lock.ts'
import { NUMBERING_SCHEMES } from '#core/board/project-records.ts'
import { can } from '#core/board/role.ts'
import type { ShotRecord } from '#core/board/shot-record.ts'
import { byParent, shapesBelow } from '#core/canvas/backdrop.ts'
import { newShotRecord } from '#core/canvas/new-panel.ts'
import { frameOfPanel } from '#core/canvas/overhang.ts'
import { AppError } from '#core/errors.ts'
import type { PrintSettings } from '#core/exports/print-settings.ts'
import { isLockedPanel } from '#core/notes/review-record.ts'
import type { Random } from '#core/random.ts'
import { arrangeRows, type ListTerms } from '#core/shot-list/arrange-rows.ts'
import { listColumns } from '#core/shot-list/list-column.ts'
import {
	type CellChange,
	type CsvPlan,
	csvOfRows,
	MAX_CSV_LETTERS,
	planCsv,
} from '#core/shot-list/list-csv.ts'
import { type ListedPanel, type RowKind, rowsOfScene } from '#core/shot-list/list-row.ts'
import { isPanel } from '#core/suggestions/board-records.ts'
import { fieldsOf, getPath } from '#core/sync/record-path.ts'
import type { Database } from '#db/database.ts'
import type { ProjectSummary, SceneSummary } from '#db/project-store.ts'
import type { PanelProjection } from '#db/room-store.ts'
import type { ProjectPage, ProjectService } from '../projects/project-service.ts'
import { boardRoom, projectRoom } from '../projects/scenes.ts'
import type { DocRecord, Principal, RoomDraft, Rooms } from '../realtime/rooms-api.ts'

export interface ShotListPage {
	project: ProjectSummary
	scenes: SceneSummary[]
	/** Of all scenes, in story order. */
	panels: ListedPanel[]
	/** Scene id -> its shots that read OMITTED, in story order (N4). */
	omitted: Record<string, readonly OmittedShot[]>
}
/** What a browser needs to open a room. */
export interface RoomOpening {
	clientId: number
	generation: number
}
export interface CsvRequest {
	kind: RowKind
	sceneId: string | null
	/** Column ids; null = all. */
	columnIds: readonly string[] | null
}
export interface AppliedChanges {
	applied: number
	/** Changes that were left out, because the value is another one by now. */
	overtaken: number
	/** What takes it back, as long as nobody changes the same again. */
	back: CellChange[]
}

export interface ShotListService {
	/** @throws AppError('not_found' | 'trashed') */
	open(projectId: string): Promise<ShotListPage>
	/** The same, and of every panel its frame. */
	openForPrint(projectId: string): Promise<ShotListPage>
	/** A client id for a person's opening of the room of a scene of this project. */
	openBoard(principal: Principal, projectId: string, sceneId: string): Promise<RoomOpening>
	openProject(principal: Principal, projectId: string): Promise<RoomOpening>
	csv(projectId: string, request: CsvRequest): Promise<{ title: string; text: string }>
	/** Keeps with the project how it was last printed. */
	rememberPrint(principal: Principal, projectId: string, settings: PrintSettings): Promise<void>
	/** What a file would change; nothing is changed. @throws AppError('too_large') */
	plan(projectId: string, text: string): Promise<CsvPlan>
	/** @throws AppError('forbidden' | 'bad_request') */
	apply(
		principal: Principal,
		projectId: string,
		changes: readonly CellChange[],
	): Promise<AppliedChanges>
}

export interface ShotListDependencies {
	db: Pick<Database, 'projects'>
	rooms: Rooms
	projects: Pick<ProjectService, 'open'>
	random: Random
}

export function createShotListService(deps: ShotListDependencies): ShotListService {
	const { db, rooms, projects, random } = deps

	async function open(
		projectId: string,
		isEnough = (row: PanelProjection) => Boolean(row.shotFields),
	): Promise<ShotListPage> {
		const page = await projects.open(projectId)
		const rows = await db.projects.listFilmPanels(projectId)
		const numbering = await db.projects.listNumbering(projectId)
		const panels: ListedPanel[] = []
		const omitted: ShotListPage['omitted'] = {}
		for (const scene of page.scenes) {
			const { sceneId } = scene
			const those = rows.filter((row) => row.sceneId === sceneId)
			const facts = numbering.get(sceneId)
			const isKnown = those.length === 0 || (facts !== undefined && those.every(isEnough))
			const found = isKnown
				? { panels: those.map(listed), facts }
				: await fromDocument(page, scene, those)
			panels.push(...found.panels)
			const gone = omittedIn(schemeOf(page.project), found.facts)
			if (gone.length > 0) omitted[sceneId] = gone
		}
		return { ...page, panels, omitted }
	}

	/** Rows from before this was projected: the document is asked. */
	async function fromDocument(
		{ project }: ProjectPage,
		scene: SceneSummary,
		rows: readonly PanelProjection[],
	): Promise<{ panels: ListedPanel[]; facts: NumberingFacts }> {
		const known = new Map(rows.map((row) => [row.panelId, row]))
		const { sceneId, projectId, number: sceneNumber } = scene
		const options = {
			...{ sceneId, projectId, sceneNumber, numberingScheme: schemeOf(project) },
			pictureHash: (panelId: string) => known.get(panelId)?.pictureHash ?? '',
		}
		return rooms.read(boardRoom(sceneId), (records) => {
			const all = [...records.all()]
			const panels = projectBoard(all, { ...options, frameOf: frameFinder(all) })
			return { panels, facts: projectNumbering(all) }
		})
	}

	async function issue(principal: Principal, room: ReturnType<typeof boardRoom>) {
		return {
			clientId: await rooms.issueClientId(room, principal.userId),
			generation: await rooms.generation(room),
		}
	}
	async function sceneOf(projectId: string, sceneId: string) {
		const scene = await db.projects.getScene(sceneId)
		if (scene?.projectId !== projectId) throw new AppError('not_found')
		if (scene.trashedAt !== null) throw new AppError('trashed')
		return scene
	}

	return {
		open: (projectId) => open(projectId),
		openForPrint: (projectId) => open(projectId, (row) => Boolean(row.shotFields && row.frame)),
		async openBoard(principal, projectId, sceneId) {
			await sceneOf(projectId, sceneId)
			return issue(principal, boardRoom(sceneId))
		},
		openProject: (principal, projectId) => issue(principal, projectRoom(projectId)),
		async csv(projectId, request) {
			const page = await open(projectId)
			const { terms, rows } = listOf(page, request.kind)
			const { columnIds, sceneId } = request
			const columns = terms.columns.filter(({ id }) => columnIds === null || columnIds.includes(id))
			const whole = { query: '', filters: {}, groupBy: 'none', sort: null, sceneId }
			const chosen = arrangeRows(rows, whole, terms).flatMap((group) => group.rows)
			const { omitted } = page
			return { title: page.project.title, text: csvOfRows(chosen, { ...terms, columns, omitted }) }
		},
		async rememberPrint(principal, projectId, settings) {
			if (!can(principal.role, 'room.project.write')) throw new AppError('forbidden')
			await projects.open(projectId)
			await rooms.command(projectRoom(projectId), { principal }, ({ records }) => {
				records.update('project:settings', { 'meta.print': settings })
				return null
			})
		},
		async plan(projectId, text) {
			if (text.length > MAX_CSV_LETTERS) throw new AppError('too_large')
			const page = await open(projectId)
			const { terms, rows } = listOf(page, 'shot')
			return planCsv(text, [...rows, ...listOf(page, 'panel').rows], {
				...terms,
				omitted: page.omitted,
			})
		},
		async apply(principal, projectId, changes) {
			if (!can(principal.role, 'room.board.write')) throw new AppError('forbidden')
			const byScene = new Map<string, CellChange[]>()
			for (const change of changes) {
				if (!isWritable(change)) throw new AppError('bad_request')
				const those = byScene.get(change.sceneId)
				if (those) those.push(change)
				else byScene.set(change.sceneId, [change])
			}
			for (const sceneId of byScene.keys()) await sceneOf(projectId, sceneId)
			const total: AppliedChanges = { applied: 0, overtaken: 0, back: [] }
			for (const [sceneId, those] of byScene) {
				const done = await rooms.command(boardRoom(sceneId), { principal }, (draft) =>
					those.filter((change) => setCell(draft, change, random)),
				)
				total.applied += done.length
				total.overtaken += those.length - done.length
				total.back.push(...done.map((one) => ({ ...one, before: one.after, after: one.before })))
			}
			return total
		},
	}
}

function listOf(page: ShotListPage, kind: RowKind) {
	const scheme = schemeOf(page.project)
	const custom = customDefinitions(page.project.customFields ?? [])
	const terms: ListTerms = { columns: listColumns(custom), frameRate: page.project.frameRate }
	const rows = page.scenes.flatMap((scene) => {
		const panels = page.panels.filter(({ sceneId }) => sceneId === scene.sceneId)
		return rowsOfScene(scene, panels, { kind, scheme })
	})
	return { terms, rows }
}

function schemeOf({ numberingScheme }: { numberingScheme: string }) {
	return NUMBERING_SCHEMES.find((scheme) => scheme === numberingScheme) ?? 'slate'
}

function listed(row: PanelProjection): ListedPanel {
	return {
		...row,
		shotNumberOverride: row.shotNumberOverride ?? null,
		shotFields: row.shotFields ?? {},
		isFromSuggestion: row.isFromSuggestion ?? false,
		frame: row.frame ?? null,
	}
}

function frameFinder(records: readonly DocRecord[]) {
	const shapes = byParent(records.filter((record) => record.typeName === 'shape'))
	const byId = new Map<string, DocRecord>(records.map((record) => [record.id, record]))
	return (panelId: string) => {
		const panel = byId.get(panelId)
		return isPanel(panel) ? frameOfPanel(panel, shapesBelow(panelId, shapes)) : null
	}
}

const PANEL_PATHS = ['props.action', 'props.dialogue', 'props.notes', 'props.durationFrames']

function isWritable({ target, path }: CellChange): boolean {
	if (target === 'panel') return PANEL_PATHS.includes(path)
	return path === 'numberOverride' || path.startsWith('meta.field:') || isShotField(path)
}

/** Sets one value unless it is another one by now; a set-up that is missing is made. */
function setCell({ records }: RoomDraft, change: CellChange, random: Random): boolean {
	const panel = records.get(change.panelId)
	if (panel?.typeName !== 'shape' || panel.type !== 'panel') return false
	if (isLockedPanel(records, panel.id)) return false
	const shot = records.get(panel.props.shotId ?? '')
	const made = shot?.typeName === 'shot' ? shot : newShotRecord(random)
	const record: DocRecord = change.target === 'panel' ? panel : made
	const now = storedAt(record, change.path)
	if (!isSame(now, change.before)) return false
	if (record === made && made !== shot) {
		records.put(made satisfies ShotRecord)
		records.update(panel.id, { 'props.shotId': made.id })
	}
	records.update(record.id, { [change.path]: change.after })
	return true
}

/** What is not said may be null, '' or not there at all. */
function isSame(a: unknown, b: unknown): boolean {
	return isEqual(a, b) || (isNothing(a) && isNothing(b))
}
function isNothing(value: unknown): boolean {
	return (
		value === null ||
		value === undefined ||
		value === '' ||
		(Array.isArray(value) && value.length === 0)
	)
}

function storedAt(record: DocRecord, path: string): unknown {
	return getPath(fieldsOf(record), path)
}
