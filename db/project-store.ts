/**
 * Projects, scenes and panels as film-wide pages read them. The rows of scenes and panels are
 * projections that room commits write; only a project's life (created, trashed) is written here.
 */
import type { NumberingFacts } from '#core/board/board-projection.ts'
import type {
	PanelProjection,
	ProjectProjection,
	SceneProjection,
	SceneReview,
} from './room-store.ts'

export interface ProjectRow extends ProjectProjection {
	createdAt: number
	createdBy: string | null
	trashedAt: number | null
	/** Marks the seeded demo so that it is made once. */
	isDemo: boolean
	/** Its log was made up by `simulate`. */
	isSynthetic: boolean
}
export interface SceneSummary extends SceneProjection {
	panelCount: number
	durationFrames: number
	/** Panels whose length nobody said. */
	untimedPanels: number
	openSuggestions: number
	/** The scene's first panels, for its picture. */
	firstPanelId: string | null
	firstPictureHash: string | null
}
/** A scene about which something was noted. */
export interface NotedScene {
	sceneId: string
	/** As printed. */
	number: string
	trashedAt: number | null
	/** Open threads; null = noted before this was counted, and not again since. */
	open: number | null
}
export interface ProjectSummary extends ProjectRow {
	sceneCount: number
	panelCount: number
	durationFrames: number
	openSuggestions: number
	/** Up to five panels for the project's picture: [sceneId, panelId, pictureHash]. */
	pictures: { sceneId: string; panelId: string; pictureHash: string }[]
}

export interface ProjectStore {
	create(row: {
		projectId: string
		title: string
		createdAt: number
		createdBy: string | null
		isDemo: boolean
		isSynthetic?: boolean
	}): Promise<void>
	get(projectId: string): Promise<ProjectRow | null>
	findByTitle(title: string): Promise<ProjectRow | null>
	/** Newest first; `trashed` picks the trash instead. */
	list(options: { trashed: boolean }): Promise<ProjectSummary[]>
	setTrashed(projectId: string, trashedAt: number | null): Promise<void>
	hasDemo(): Promise<boolean>
	/** Marks a project as the finished demo film, so that it is made once. */
	markDemo(projectId: string): Promise<void>
	listScenes(projectId: string, options: { trashed: boolean }): Promise<SceneSummary[]>
	/** The scenes whose notes hold anything, those in the trash too, in story order. */
	listNotedScenes(projectId: string): Promise<NotedScene[]>
	/** How far scenes have come in review; those nobody looked at are left out. */
	listReviews(projectId: string): Promise<SceneReview[]>
	getScene(sceneId: string): Promise<SceneProjection | null>
	listPanels(sceneId: string): Promise<PanelProjection[]>
	/** The panels of all scenes that are not in the trash, in story order. */
	listFilmPanels(projectId: string): Promise<PanelProjection[]>
	/** Scene id -> what decides its numbers, for scenes that were written since this is kept. */
	listNumbering(projectId: string): Promise<ReadonlyMap<string, NumberingFacts>>
}
