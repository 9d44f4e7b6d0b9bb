/**
 * Makes the demo film once: its script goes through the same import as anybody's, its panels through
 * one room command a scene, and its waiting suggestions through the suggestion service. Nothing
 * here writes a table.
 */
import { readFile } from 'node:fs/promises'
import { sortInStoryOrder } from '#core/board/order.ts'
import type { ProjectRecord, ScriptBlockRecord } from '#core/board/project-records.ts'
import type { Random } from '#core/random.ts'
import type { Principal, RecordReader } from '../realtime/rooms-api.ts'
import type { Services } from '../services.ts'
import { DEMO, type DemoFilm, type DemoScene } from './demo-film.ts'
import { demoRecords } from './demo-records.ts'
import { demoSound } from './demo-sound.ts'

export type DemoServices = Pick<
	Services,
	'db' | 'projects' | 'screenplay' | 'rooms' | 'suggestions' | 'sounds'
>
export interface SeedOptions {
	/** In whose name it is made. */
	principal: Principal
	random: Random
	film?: DemoFilm
	/** Marks the project as one whose log nobody made by judging. */
	synthetic?: boolean
}

/**
 * Makes the demo project and answers its id. The caller asks first whether there is one. It is marked
 * as the demo when it is whole; what a start that was killed half-way left behind goes to the trash.
 */
export async function seedDemo(
	services: DemoServices,
	{ principal, random, film = DEMO, synthetic = false }: SeedOptions,
): Promise<{ projectId: string; sceneIds: string[] }> {
	const { title, logline } = film
	const leftover = await services.db.projects.findByTitle(title)
	if (leftover?.createdBy === principal.userId) {
		await services.projects.trash(principal, leftover.projectId)
	}
	const script = await readFile(new URL(`./${film.scriptFile}`, import.meta.url), 'utf8')
	const { projectId } = await services.projects.create(principal, {
		title,
		logline,
		withFirstScene: false,
		isSynthetic: synthetic,
	})
	const report = await services.screenplay.import(principal, {
		projectId,
		title,
		fileName: film.scriptFile,
		content: script,
	})
	const sceneIds: string[] = []
	for (const scene of film.scenes) {
		const found = report.scenes.find(({ heading }) => heading.includes(scene.heading))
		if (!found) throw new Error(`the demo script has no scene “${scene.heading}”`)
		await drawScene(services, { scene, sceneId: found.sceneId, projectId, principal, random })
		sceneIds.push(found.sceneId)
	}
	for (const [i, scene] of film.scenes.entries()) {
		await requestRounds(services, principal, sceneIds[i] ?? '', scene)
	}
	if (!synthetic) await services.db.projects.markDemo(projectId)
	return { projectId, sceneIds }
}

interface SceneJob {
	scene: DemoScene
	sceneId: string
	projectId: string
	principal: Principal
	random: Random
}

async function drawScene({ rooms, sounds }: DemoServices, job: SceneJob): Promise<void> {
	const { scene, sceneId, projectId, principal, random } = job
	const { blocks, aspectRatio } = await rooms.read(`project:${projectId}`, (records) =>
		scriptOf(records, sceneId),
	)
	const made = [
		...demoRecords(scene, { blocks, aspectRatio, random }),
		...(await demoSound(sounds, principal, { scene, random })),
	]
	await rooms.command(`board:${sceneId}`, { principal }, ({ records }) => {
		// The empty panel that an import starts a scene with.
		for (const record of [...records.all()]) {
			if (record.typeName === 'shape' || record.typeName === 'shot') records.remove(record.id)
		}
		for (const record of made) records.put(record)
		return made.length
	})
}

async function requestRounds(
	{ suggestions }: DemoServices,
	principal: Principal,
	sceneId: string,
	scene: DemoScene,
): Promise<void> {
	for (const category of scene.rounds) {
		await suggestions.offer(principal, { sceneId, category, targetId: null, trigger: 'seed' })
	}
}

function scriptOf(records: RecordReader, sceneId: string) {
	const blocks: ScriptBlockRecord[] = []
	let settings: ProjectRecord | null = null
	for (const record of records.all()) {
		if (record.typeName === 'project') settings = record
		if (record.typeName === 'script_block' && record.sceneId === `scene:${sceneId}`) {
			blocks.push(record)
		}
	}
	return { blocks: sortInStoryOrder(blocks), aspectRatio: settings?.aspectRatio ?? 1.85 }
}
