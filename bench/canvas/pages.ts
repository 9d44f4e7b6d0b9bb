/**
 * The two pages that are looked at: ours as a person gets it from our server, and tldraw alone, built
 * from the same packages and served from memory's neighbour, the disk.
 */
import { createReadStream, existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { OPERATOR } from '../../server/cli/commands.ts'
import { readEnv } from '../../server/env.ts'
import { createLogger } from '../../server/logger.ts'
import { buildServices } from '../../server/services.ts'
import { createTestServer } from '../../tests/e2e/support/server.ts'
import { asFrames, type Wall } from './wall.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const TYPES: Record<string, string> = {
	...{ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' },
	...{ '.json': 'application/json', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' },
}

export interface ServedPage {
	url: string
	stop(): Promise<void>
}

/** Our server with one board in it; the address is the board's. */
export async function serveOurs(wall: Wall): Promise<ServedPage> {
	const server = await createTestServer()
	const built = buildServices(readEnv({ DATA_DIR: server.dataDir }), createLogger('silent'))
	const { projects, rooms, db } = built.services
	const title = 'Canvas'
	const { projectId } = await projects.create(OPERATOR, { title, withFirstScene: true })
	const [scene] = await db.projects.listScenes(projectId, { trashed: false })
	if (!scene) throw new Error('the project has no scene')
	await rooms.command(`board:${scene.sceneId}`, { principal: OPERATOR }, ({ records }) => {
		for (const record of [...records.all()]) {
			if (record.typeName === 'shape' || record.typeName === 'shot') records.remove(record.id)
		}
		for (const record of [...wall.shots, ...wall.panels, ...wall.strokes]) records.put(record)
	})
	await built.dispose()
	await server.start()
	return {
		url: `${server.url}/projects/${projectId}/scenes/${scene.sceneId}`,
		stop: () => server.dispose(),
	}
}

/** Builds tldraw's page into `dir` and serves it with the wall's records. */
export async function serveRaw(wall: Wall, dir: string): Promise<ServedPage> {
	if (!existsSync(join(dir, 'raw.html'))) {
		await build({
			...{ root: HERE, configFile: false, base: './', logLevel: 'error' },
			define: { 'process.env.NODE_ENV': '"production"' },
			build: { outDir: dir, target: 'es2022', rollupOptions: { input: join(HERE, 'raw.html') } },
		})
	}
	await writeFile(join(dir, 'board.json'), JSON.stringify(asFrames(wall)))
	const server = createServer((request, response) => {
		const name = new URL(request.url ?? '/', 'http://bench').pathname
		const file = join(dir, name)
		if (!existsSync(file)) return response.writeHead(404).end()
		response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
		createReadStream(file).pipe(response)
		return undefined
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const address = server.address()
	const port = typeof address === 'object' ? address?.port : 0
	return {
		url: `http://127.0.0.1:${port}/raw.html`,
		stop: () => new Promise((resolve) => server.close(() => resolve())),
	}
}
