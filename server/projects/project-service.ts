/** What the service of projects and scenes promises, and what it needs to be built. */
import type { Random } from '#core/random.ts'
import type { Database } from '#db/database.ts'
import type { ProjectSummary, SceneSummary } from '#db/project-store.ts'
import type { PanelProjection, SceneProjection } from '#db/room-store.ts'
import type { Logger } from '../logger.ts'
import type { Principal, Rooms } from '../realtime/rooms-api.ts'
import type { SignalService } from '../signals/signals.ts'
import type { FoundRecord } from './find-record.ts'

export interface ProjectPage {
	project: ProjectSummary
	scenes: SceneSummary[]
}
export interface BoardPage {
	project: ProjectSummary
	scene: SceneProjection
	scenes: SceneSummary[]
	panels: PanelProjection[]
	/** What the browser needs to open each room: an issued Yjs client id and the generation. */
	rooms: {
		board: { clientId: number; generation: number }
		project: { clientId: number; generation: number }
		notes: { clientId: number; generation: number }
	}
}

export interface MovePanelsInput {
	fromSceneId: string
	toSceneId: string
	/** Any order; they keep the story order they have. */
	panelIds: readonly string[]
	/** The panel of the other scene they come after; null = first, left out = last. */
	afterPanelId?: string | null | undefined
	/** UUID chosen by the client; the same key twice moves once. */
	idempotencyKey: string
}
export interface MovedPanels {
	panelIds: string[]
	/** How many open suggestions about them were withdrawn. */
	withdrawnSuggestions: number
	/** Where they were: moving them there takes this back. */
	back: { sceneId: string; afterPanelId: string | null }
}

export interface FilmChange {
	/** Width ÷ height of every paper that has no ratio of its own. */
	aspectRatio?: number
	numbers?: 'lock' | 'unlock'
}

export interface ProjectService {
	list(): Promise<ProjectSummary[]>
	listTrash(): Promise<{
		projects: ProjectSummary[]
		scenes: (SceneSummary & { projectTitle: string })[]
	}>
	create(
		principal: Principal,
		input: { title: string; logline?: string; withFirstScene: boolean; isSynthetic?: boolean },
	): Promise<{ projectId: string; sceneId: string | null }>
	rename(principal: Principal, projectId: string, title: string): Promise<void>
	/** Moves to the trash and closes its rooms; the log is kept. */
	trash(principal: Principal, projectId: string): Promise<void>
	restore(principal: Principal, projectId: string): Promise<void>
	/** @throws AppError('not_found' | 'trashed') */
	open(projectId: string): Promise<ProjectPage>
	createScene(
		principal: Principal,
		projectId: string,
		input: { heading: string; afterSceneId: string | null },
	): Promise<{ sceneId: string }>
	renameScene(
		principal: Principal,
		sceneId: string,
		input: { heading?: string; number?: string },
	): Promise<void>
	moveScene(principal: Principal, sceneId: string, afterSceneId: string | null): Promise<void>
	trashScene(principal: Principal, sceneId: string): Promise<void>
	restoreScene(principal: Principal, sceneId: string): Promise<void>
	openBoard(principal: Principal, sceneId: string): Promise<BoardPage>
	/** Where a panel (`shape:…`) or shot that a link names is today. */
	find(principal: Principal, sceneId: string, recordId: string): Promise<FoundRecord>
	/** Moves panels with all that belongs to them to another scene of the project, in one transaction. */
	movePanels(principal: Principal, input: MovePanelsInput): Promise<MovedPanels>
	/** Changes what holds for every board of the film. @throws AppError('forbidden' | 'not_found' | 'trashed') */
	setFilm(principal: Principal, projectId: string, change: FilmChange): Promise<{ boards: number }>
}

export interface ProjectDependencies {
	db: Pick<Database, 'projects' | 'rooms'>
	rooms: Rooms
	signals: Pick<SignalService, 'ensureAuthor' | 'vault'>
	now: () => number
	random: Random
	log: Pick<Logger, 'warn'>
}
