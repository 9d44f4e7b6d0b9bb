/**
 * Projects, scenes and panels as film-wide pages read them: a fixed number of queries whatever the
 * size of the film. Panel numbers and picture hashes depend on the scene's number and the project's
 * scheme and aspect, which another room may change at any time, so they are completed at read and a
 * page never shows an outdated one.
 */
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { NumberingFacts } from '#core/board/board-projection.ts'
import {
	type NumberedShot,
	type NumberingOptions,
	type NumberingScheme,
	numberPanels,
} from '#core/board/numbering.ts'
import { NUMBERING_SCHEMES } from '#core/board/project-records.ts'
import type {
	NotedScene,
	ProjectRow,
	ProjectStore,
	ProjectSummary,
	SceneSummary,
} from '../project-store.ts'
import type { PanelProjection } from '../room-store.ts'
import type { Orm } from './orm.ts'
import { panel, project, scene, sceneNumbering, sceneReview } from './schema.ts'
import { writing } from './sqlite-error.ts'

/** How many panels stand for a project in lists. */
const PROJECT_PICTURES = 5

/** The project store of one connection. */
export function createProjectStore(orm: Orm): ProjectStore {
	return { ...projectWrites(orm), ...projectReads(orm), ...sceneReads(orm) }
}

function projectWrites(orm: Orm): Pick<ProjectStore, 'create' | 'setTrashed' | 'markDemo'> {
	return {
		async create(row) {
			writing(() => orm.insert(project).values(row).run())
		},
		async setTrashed(projectId, trashedAt) {
			writing(() =>
				orm.update(project).set({ trashedAt }).where(eq(project.projectId, projectId)).run(),
			)
		},
		async markDemo(projectId) {
			writing(() =>
				orm.update(project).set({ isDemo: true }).where(eq(project.projectId, projectId)).run(),
			)
		},
	}
}

function projectReads(orm: Orm): Pick<ProjectStore, 'get' | 'findByTitle' | 'list' | 'hasDemo'> {
	return {
		async get(projectId) {
			const where = eq(project.projectId, projectId)
			return orm.select().from(project).where(where).get() ?? null
		},
		async findByTitle(title) {
			const found = orm
				.select()
				.from(project)
				.where(and(eq(project.title, title), isNull(project.trashedAt)))
				.orderBy(desc(project.createdAt))
				.limit(1)
				.get()
			return found ?? null
		},
		async list({ trashed }) {
			const rows = orm
				.select()
				.from(project)
				.where(trashed ? isNotNull(project.trashedAt) : isNull(project.trashedAt))
				.orderBy(desc(project.createdAt), desc(project.projectId))
				.all()
			const totals = projectTotals(orm)
			const pictures = projectPictures(orm)
			return rows.map((row) => summarise(row, totals.get(row.projectId), pictures))
		},
		async hasDemo() {
			return orm.select().from(project).where(eq(project.isDemo, true)).limit(1).get() !== undefined
		},
	}
}

interface Totals {
	projectId: string
	sceneCount: number
	panelCount: number
	durationFrames: number
	openSuggestions: number
}
interface Picture {
	projectId: string
	sceneId: string
	panelId: string
	pictureHash: string
}

/** One row per scene in the named state, with its panels summed. */
const SCENE_TOTALS = sql`
	SELECT s.scene_id, s.project_id, s.position, s.number, s.heading, s.trashed_at,
		(SELECT count(*) FROM panel p WHERE p.scene_id = s.scene_id) AS panel_count,
		(SELECT coalesce(sum(p.duration_frames), 0) FROM panel p WHERE p.scene_id = s.scene_id) AS duration_frames,
		(SELECT count(*) FROM panel p WHERE p.scene_id = s.scene_id AND p.duration_frames IS NULL) AS untimed_panels,
		coalesce(o.open, 0) AS open_suggestions
	FROM scene s LEFT JOIN scene_suggestions o ON o.scene_id = s.scene_id`

function projectTotals(orm: Orm): Map<string, Totals> {
	const rows = orm.all<Totals>(sql`
		SELECT project_id AS projectId, count(*) AS sceneCount, sum(panel_count) AS panelCount,
			sum(duration_frames) AS durationFrames, sum(open_suggestions) AS openSuggestions
		FROM (${SCENE_TOTALS}) WHERE trashed_at IS NULL GROUP BY project_id`)
	return new Map(rows.map((row) => [row.projectId, row]))
}

function projectPictures(orm: Orm): Picture[] {
	return orm.all<Picture>(sql`
		SELECT projectId, sceneId, panelId, pictureHash FROM (
			SELECT s.project_id AS projectId, s.scene_id AS sceneId, p.panel_id AS panelId, p.picture_hash AS pictureHash,
				row_number() OVER (PARTITION BY s.project_id ORDER BY s.position, p.position) AS place
			FROM scene s JOIN panel p ON p.scene_id = s.scene_id WHERE s.trashed_at IS NULL
		) WHERE place <= ${PROJECT_PICTURES} ORDER BY projectId, place`)
}

function summarise(
	row: ProjectRow,
	totals: Totals | undefined,
	pictures: Picture[],
): ProjectSummary {
	return {
		...row,
		sceneCount: totals?.sceneCount ?? 0,
		panelCount: totals?.panelCount ?? 0,
		durationFrames: totals?.durationFrames ?? 0,
		openSuggestions: totals?.openSuggestions ?? 0,
		pictures: pictures
			.filter((picture) => picture.projectId === row.projectId)
			.map(({ sceneId, panelId, pictureHash }) => ({
				sceneId,
				panelId,
				pictureHash: withAspect(pictureHash, row.aspectRatio),
			})),
	}
}

interface SceneRow extends Omit<SceneSummary, 'firstPictureHash'> {
	firstHash: string | null
	aspectRatio: number
}

function sceneReads(
	orm: Orm,
): Pick<
	ProjectStore,
	| 'listScenes'
	| 'listNotedScenes'
	| 'listReviews'
	| 'getScene'
	| 'listPanels'
	| 'listFilmPanels'
	| 'listNumbering'
> {
	return {
		async listScenes(projectId, { trashed }) {
			const state = trashed ? sql`t.trashed_at IS NOT NULL` : sql`t.trashed_at IS NULL`
			const rows = orm.all<SceneRow>(sql`
				SELECT t.scene_id AS sceneId, t.project_id AS projectId, t.position, t.number, t.heading,
					t.trashed_at AS trashedAt, t.panel_count AS panelCount, t.duration_frames AS durationFrames,
					t.untimed_panels AS untimedPanels, t.open_suggestions AS openSuggestions, first.panel_id AS firstPanelId,
					first.picture_hash AS firstHash, project.aspect_ratio AS aspectRatio
				FROM (${SCENE_TOTALS}) t JOIN project ON project.project_id = t.project_id
				LEFT JOIN panel first ON first.scene_id = t.scene_id AND first.position = 0
				WHERE t.project_id = ${projectId} AND ${state} ORDER BY t.position, t.scene_id`)
			return rows.map(({ firstHash, aspectRatio, ...row }) => ({
				...row,
				firstPictureHash: firstHash === null ? null : withAspect(firstHash, aspectRatio),
			}))
		},
		async listNotedScenes(projectId) {
			return orm.all<NotedScene>(sql`
				SELECT s.scene_id AS sceneId, s.number, s.trashed_at AS trashedAt, n.open
				FROM scene s JOIN room r ON r.room = 'notes:' || s.scene_id AND r.seq > 0
				LEFT JOIN scene_notes n ON n.scene_id = s.scene_id
				WHERE s.project_id = ${projectId} ORDER BY s.position, s.scene_id`)
		},
		async listReviews(projectId) {
			const rows = orm.select().from(sceneReview).where(eq(sceneReview.projectId, projectId)).all()
			return rows.filter(({ status, panels }) => status !== null || Object.keys(panels).length > 0)
		},
		async getScene(sceneId) {
			return orm.select().from(scene).where(eq(scene.sceneId, sceneId)).get() ?? null
		},
		async listPanels(sceneId) {
			return completed(panelsWhere(orm, eq(panel.sceneId, sceneId)), factsWhere(orm, { sceneId }))
		},
		async listNumbering(projectId) {
			return factsWhere(orm, { projectId })
		},
		async listFilmPanels(projectId) {
			const isAlive = and(eq(panel.projectId, projectId), isNull(scene.trashedAt))
			const byScene = new Map<string, PanelWithScene[]>()
			for (const row of panelsWhere(orm, isAlive)) {
				const those = byScene.get(row.panel.sceneId)
				if (those) those.push(row)
				else byScene.set(row.panel.sceneId, [row])
			}
			const facts = factsWhere(orm, { projectId })
			return [...byScene.values()].flatMap((rows) => completed(rows, facts))
		},
	}
}

/** Panels with their scene's number and the project's settings, in story order. */
function panelsWhere(orm: Orm, where: SQL | undefined) {
	return orm
		.select({ panel, sceneNumber: scene.number, project })
		.from(panel)
		.leftJoin(scene, eq(scene.sceneId, panel.sceneId))
		.innerJoin(project, eq(project.projectId, panel.projectId))
		.where(where)
		.orderBy(asc(scene.position), asc(panel.sceneId), asc(panel.position), asc(panel.panelId))
		.all()
}
type PanelWithScene = ReturnType<typeof panelsWhere>[number]

/** The panels of one scene with what other rooms decide about them: numbers and frame. */
function completed(
	rows: readonly PanelWithScene[],
	facts: ReadonlyMap<string, NumberingFacts>,
): PanelProjection[] {
	const first = rows[0]
	if (!first) return []
	const panels = rows.map((row) => row.panel)
	const numbers = deriveNumbers(panels, facts.get(first.panel.sceneId), {
		sceneNumber: first.sceneNumber ?? '',
		scheme: parseScheme(first.project.numberingScheme),
	})
	return panels.map((row) => ({
		...row,
		number: numbers.get(row.panelId) ?? row.number,
		pictureHash: withAspect(row.pictureHash, first.project.aspectRatio),
	}))
}

type PanelRow = Pick<PanelProjection, 'panelId' | 'shotId' | 'position'> & {
	shotNumberOverride: string | null
}

function deriveNumbers(
	panels: PanelRow[],
	facts: NumberingFacts | undefined,
	options: NumberingOptions,
): Map<string, string> {
	const shots = new Map<string, NumberedShot>([
		...panels.map((row) => [row.shotId ?? '', { numberOverride: row.shotNumberOverride }] as const),
		...Object.entries(facts?.shots ?? {}),
	])
	const ordered = panels.map((row) => ({
		id: row.panelId,
		shotId: row.shotId,
		lockedNumber: facts?.panels[row.panelId] ?? null,
		index: String(row.position).padStart(8, '0'),
	}))
	return numberPanels(ordered, shots, options)
}

/** Scene id -> what decides its numbers; scenes that were not written since this was kept are left out. */
function factsWhere(
	orm: Orm,
	by: { sceneId: string } | { projectId: string },
): Map<string, NumberingFacts> {
	const { sceneId, projectId } = sceneNumbering
	const where = 'sceneId' in by ? eq(sceneId, by.sceneId) : eq(projectId, by.projectId)
	const rows = orm.select().from(sceneNumbering).where(where).all()
	return new Map(rows.map((row) => [row.sceneId, row.facts]))
}

function parseScheme(scheme: string): NumberingScheme {
	return NUMBERING_SCHEMES.find((candidate) => candidate === scheme) ?? 'slate'
}

/** A picture's cache name: what is drawn, and in which frame. */
function withAspect(pictureHash: string, aspectRatio: number): string {
	return `${pictureHash}a${Math.round(aspectRatio * 10_000).toString(36)}`
}
