/**
 * Who may do what over HTTP: every route and method of app/routes for every role and for nobody, read
 * from one table. A route without a row fails the first test.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '#core/board/role.ts'
import { readEnv } from '#server/env.ts'
import type { Principal } from '#server/load-context.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'

const ROUTES = new URL('../../app/routes/', import.meta.url)
const NOBODY = 'nobody'
type Visitor = Role | typeof NOBODY
const VISITORS: readonly Visitor[] = [...ROLES, NOBODY]

const ALL = 'owner editor writer commenter viewer researcher'
const EVERYONE = `${ALL} ${NOBODY}`
const WRITERS = 'owner editor writer'
/** Commenters lay their own before the others; what they may decide is seen inside the room. */
const PROPOSERS = 'owner editor writer commenter'
const EDITORS = 'owner editor'

interface World {
	projectId: string
	sceneId: string
	otherSceneId: string
	panelId: string
}
interface Row {
	route: string
	method: 'GET' | 'POST'
	/** What is asked, when a route does several things. */
	what?: string
	/** Who is let in; everybody else is refused. */
	may: string
	form?: (world: World) => Record<string, string>
	json?: (world: World) => unknown
	params?: Record<string, string>
}

const projects = (what: string, may: string, form: Row['form'] = () => ({})): Row => ({
	...{ route: '_index', method: 'POST', what, may },
	form: (world) => ({ intent: what, ...form(world) }),
})
const scenes = (what: string, may: string, form: Row['form'] = () => ({})): Row => ({
	...{ route: 'projects.$projectId._index', method: 'POST', what, may },
	form: (world) => ({ intent: what, sceneId: world.sceneId, ...form(world) }),
})

const TABLE: readonly Row[] = [
	{ route: '$', method: 'GET', may: EVERYONE },
	{ route: '_index', method: 'GET', may: ALL },
	projects('blank', EDITORS),
	projects('create', EDITORS, () => ({ title: 'Film', logline: '' })),
	projects('rename', EDITORS, ({ projectId }) => ({ projectId, title: 'New' })),
	projects('trash', EDITORS, ({ projectId }) => ({ projectId })),
	{ route: 'join._index', method: 'GET', may: EVERYONE },
	{
		...{ route: 'join._index', method: 'POST', may: EVERYONE },
		form: () => ({ intent: 'name', name: 'Ada', to: '/' }),
	},
	{ route: 'join.$token', method: 'GET', may: EVERYONE, params: { token: 'none' } },
	{ route: 'leave', method: 'GET', may: EVERYONE },
	{ route: 'leave', method: 'POST', may: ALL },
	{ route: 'trash', method: 'GET', may: ALL },
	{
		...{ route: 'trash', method: 'POST', what: 'restore-project', may: EDITORS },
		form: ({ projectId }) => ({ intent: 'restore-project', projectId }),
	},
	{
		...{ route: 'trash', method: 'POST', what: 'restore-scene', may: WRITERS },
		form: ({ sceneId }) => ({ intent: 'restore-scene', sceneId }),
	},
	{ route: 'projects.$projectId.models', method: 'GET', may: 'owner' },
	{
		...{ route: 'projects.$projectId.models', method: 'POST', may: 'owner' },
		form: () => ({ intent: 'budget', amount: '', currency: '€' }),
	},
	{ route: 'projects.$projectId.sent', method: 'GET', may: ALL },
	{ route: 'projects.$projectId.drafts', method: 'GET', may: ALL },
	{
		...{ route: 'projects.$projectId.drafts_.$draftId', method: 'GET', may: ALL },
		params: { draftId: 'none' },
	},
	{ route: 'projects.$projectId.kept', method: 'GET', may: ALL },
	{
		...{ route: 'projects.$projectId.kept', method: 'POST', what: 'erase', may: ALL },
		form: () => ({ intent: 'erase' }),
	},
	{ route: 'projects.$projectId.dailies', method: 'GET', may: ALL },
	{ route: 'projects.$projectId.notes', method: 'GET', may: ALL },
	{ route: 'projects.$projectId.taste', method: 'GET', may: ALL },
	{
		...{ route: 'projects.$projectId.taste', method: 'POST', what: 'forget', may: ALL },
		form: () => ({ intent: 'forget' }),
	},
	{ route: 'projects.$projectId.second', method: 'GET', may: ALL },
	{
		...{ route: 'projects.$projectId.second', method: 'POST', may: WRITERS },
		form: () => ({
			suggestionId: 'suggestion:none',
			decisionEventId: '01890a5d-ac96-774b-bcce-b302099a8057',
			verdict: 'accept',
		}),
	},
	{ route: 'api.v1.projects.$projectId.kept[.]jsonl', method: 'GET', may: ALL },
	{ route: 'projects.$projectId._index', method: 'GET', may: ALL },
	{ route: 'api.v1.projects.$projectId.notes[.]csv', method: 'GET', may: ALL },
	scenes('create-scene', WRITERS, () => ({ heading: 'EXT.', afterSceneId: '' })),
	scenes('rename-scene', WRITERS, () => ({ heading: 'INT.', number: '3', numberWas: '' })),
	scenes('move-scene', WRITERS, () => ({ afterSceneId: '' })),
	scenes('trash-scene', WRITERS),
	scenes('rename-project', EDITORS, () => ({ title: 'New' })),
	scenes('trash-project', EDITORS),
	{ route: 'projects.$projectId.scenes.$sceneId', method: 'GET', may: ALL },
	{ route: 'projects.$projectId.play', method: 'GET', may: ALL },
	{
		...{ route: 'projects.$projectId.research', method: 'GET' },
		may: 'owner editor writer commenter researcher',
	},
	{
		...{ route: 'projects.$projectId.research', method: 'POST', may: EDITORS },
		form: () => ({ wordsDays: '', contextsDays: '' }),
	},
	{
		...{ route: 'projects.$projectId.research_.csv.$table', method: 'GET' },
		may: 'owner editor writer commenter researcher',
		params: { table: 'category' },
	},
	...['acceptance', 'behaviour', 'ranker', 'evaluate'].map(
		(part): Row => ({
			...{ route: `projects.$projectId.research_.${part}`, method: 'GET' },
			may: 'owner editor writer commenter researcher',
		}),
	),
	{
		...{ route: 'projects.$projectId.research_.evaluate', method: 'POST' },
		may: 'owner editor writer commenter researcher',
		form: () => ({ intent: 'cancel', job: 'none' }),
	},
	{ route: 'projects.$projectId.research_.query', method: 'GET', may: 'owner editor researcher' },
	{
		...{ route: 'projects.$projectId.research_.query', method: 'POST' },
		may: 'owner editor researcher',
		form: () => ({ intent: 'cancel', job: 'none' }),
	},
	{
		...{ route: 'projects.$projectId.research_.decisions.$eventId', method: 'GET' },
		may: 'owner editor writer commenter researcher',
		params: { eventId: 'none' },
	},
	{
		...{ route: 'projects.$projectId.research_.decisions.$eventId_.pictures.$name', method: 'GET' },
		may: 'owner editor writer commenter researcher',
		params: { eventId: 'none', name: 'panel:none' },
	},
	{ route: 'research', method: 'GET', may: 'owner editor writer commenter researcher' },
	{ route: 'api.v1.openapi[.]json', method: 'GET', may: EVERYONE },
	{ route: 'api.v1.assets', method: 'POST', may: EDITORS },
	{ route: 'api.v1.sounds', method: 'POST', may: EDITORS },
	{
		...{ route: 'api.v1.boards.$sceneId.decisions', method: 'POST', may: PROPOSERS },
		json: () => ({
			...{ suggestionId: 'suggestion:none', idempotencyKey: '0190-key-of-a-verdict' },
			...{ verdict: 'accept', surface: 'card' },
		}),
	},
	{
		...{ route: 'api.v1.boards.$sceneId.reviews', method: 'POST', may: WRITERS },
		json: () => ({ targetId: 'scene', status: 'in_review' }),
	},
	{
		...{ route: 'api.v1.boards.$sceneId.proposals', method: 'POST', may: PROPOSERS },
		json: () => ({ edit: null }),
	},
	{ route: 'api.v1.projects.$projectId.suggestion-settings', method: 'GET', may: ALL },
	{
		...{ route: 'api.v1.projects.$projectId.suggestion-settings', method: 'POST', may: ALL },
		json: () => ({ setting: 'learning', scope: 'person', on: true }),
	},
	{
		...{ route: 'api.v1.boards.$sceneId.moves', method: 'POST', may: EDITORS },
		json: ({ otherSceneId, panelId }) => ({
			...{ toSceneId: otherSceneId, panelIds: [panelId], idempotencyKey: panelId },
		}),
	},
	{ route: 'api.v1.boards.$sceneId.suggestions', method: 'GET', may: WRITERS },
	{
		...{ route: 'api.v1.boards.$sceneId.suggestions', method: 'POST', may: WRITERS },
		json: () => ({ ask: 'round' }),
	},
	{ route: 'api.v1.boards.$sceneId.versions', method: 'GET', may: ALL },
	{
		...{ route: 'api.v1.boards.$sceneId.versions', method: 'POST', may: WRITERS },
		json: () => ({ kind: 'named', name: 'First pass' }),
	},
	{
		...{ route: 'api.v1.boards.$sceneId.versions', method: 'POST', what: 'safety', may: EDITORS },
		json: () => ({ kind: 'safety' }),
	},
	{
		...{ route: 'api.v1.boards.$sceneId.versions_.$versionId', method: 'GET', may: ALL },
		params: { versionId: 'none' },
	},
	{
		...{ route: 'api.v1.boards.$sceneId.versions_.$versionId', method: 'POST', may: EDITORS },
		params: { versionId: 'none' },
	},
	{ route: 'api.v1.boards.$sceneId.news', method: 'GET', may: ALL },
	{ route: 'api.v1.boards.$sceneId.news', method: 'POST', may: ALL },
	{ route: 'api.v1.boards.$sceneId.pitch-notes', method: 'GET', may: ALL },
	{
		...{ route: 'api.v1.boards.$sceneId.pitch-notes', method: 'POST' },
		may: 'owner editor writer commenter',
		json: ({ panelId }) => ({ panelId, body: 'Slowly.' }),
	},
	{ route: 'projects.$projectId.print', method: 'GET', may: ALL },
	{
		...{ route: 'api.v1.projects.$projectId.print-settings', method: 'POST', may: WRITERS },
		json: () => ({ paper: 'A4' }),
	},
	{
		...{ route: 'api.v1.projects.$projectId.prints', method: 'POST', may: ALL },
		json: () => ({ kind: 'pdf', sceneId: 'none' }),
	},
	{
		...{ route: 'api.v1.projects.$projectId.prints_.$printId', method: 'GET', may: ALL },
		params: { printId: 'none' },
	},
	{
		...{ route: 'api.v1.projects.$projectId.prints_.$printId', method: 'POST', may: ALL },
		params: { printId: 'none' },
	},
	{
		...{ route: 'api.v1.projects.$projectId.prints_.$printId_.file', method: 'GET', may: ALL },
		params: { printId: 'none' },
	},
	{ route: 'projects.$projectId.shots', method: 'GET', may: ALL },
	{ route: 'api.v1.projects.$projectId.shots', method: 'GET', may: ALL },
	{
		...{ route: 'api.v1.projects.$projectId.shots', method: 'POST', may: EDITORS },
		json: () => ({ csv: 'ID,Size\r\n' }),
	},
	{ route: 'api.v1.projects.$projectId.shots[.]csv', method: 'GET', may: ALL },
	{
		...{ route: 'api.v1.projects.$projectId.openings', method: 'POST', may: ALL },
		json: ({ sceneId }) => ({ sceneId }),
	},
	{ route: 'api.v1.projects.$projectId.people', method: 'GET', may: ALL },
	{ route: 'api.v1.projects.$projectId.opinions', method: 'GET', may: ALL },
	{
		...{ route: 'api.v1.projects.$projectId.film', method: 'POST', may: EDITORS },
		json: () => ({ aspectRatio: 1.85 }),
	},
	{ route: 'api.v1.projects.$projectId.consent', method: 'GET', may: ALL },
	{
		...{ route: 'api.v1.projects.$projectId.consent', method: 'POST', may: ALL },
		json: () => ({ operate: true }),
	},
	{
		...{ route: 'api.v1.projects.$projectId.exports', method: 'POST' },
		may: 'owner editor researcher',
		json: () => ({ configs: ['bandit'] }),
	},
	{
		...{ route: 'api.v1.projects.$projectId.exports_.$exportId', method: 'GET' },
		...{ may: 'owner editor researcher', params: { exportId: 'none' } },
	},
	{
		...{ route: 'api.v1.projects.$projectId.exports_.$exportId', method: 'POST' },
		...{ may: 'owner editor researcher', params: { exportId: 'none' } },
		json: () => ({}),
	},
	{
		...{ route: 'api.v1.projects.$projectId.exports_.$exportId_.tar', method: 'GET' },
		...{ may: 'owner editor researcher', params: { exportId: 'none' } },
	},
	{
		...{ route: 'api.v1.projects.$projectId.signals[.]jsonl', method: 'GET' },
		may: 'owner editor researcher',
	},
	{
		...{ route: 'api.v1.projects.$projectId.signals[.]jsonl', method: 'POST' },
		may: 'owner editor researcher',
	},
	{
		...{ route: 'api.v1.projects.$projectId.script.$format', method: 'GET', may: ALL },
		params: { format: 'fountain' },
	},
	{
		...{ route: 'api.v1.projects.$projectId.views', method: 'POST', may: ALL },
		json: () => ({ views: [] }),
	},
	{ route: 'api.v1.scripts', method: 'POST', may: WRITERS },
	{ route: 'api.v1.projects.$projectId.script-preview', method: 'POST', may: WRITERS },
	{
		...{ route: 'api.v1.projects.$projectId.script.$format', method: 'GET', may: ALL },
		params: { format: 'fountain' },
	},
	{ route: 'api.v1.projects.$projectId.drafts', method: 'GET', may: ALL },
	{ route: 'api.v1.projects.$projectId.drafts', method: 'POST', may: WRITERS },
]

type Handler = (args: unknown) => Promise<unknown>
interface RouteModule {
	loader?: Handler
	action?: Handler
}

/** File name without `.tsx`, or the folder of a route with parts. */
function routeFiles(): Map<string, string> {
	const files = new Map<string, string>()
	for (const entry of readdirSync(ROUTES, { withFileTypes: true })) {
		const { name } = entry
		if (entry.isDirectory()) files.set(name, `${name}/route.tsx`)
		else if (name.endsWith('.tsx')) files.set(name.slice(0, -4), name)
	}
	return files
}

/** A page sends the nameless to the door; leaving, and an invitation's link, lead there too. */
const TO_THE_DOOR = 401
const LEADS_TO_THE_DOOR: readonly string[] = ['leave', 'join.$token']

/** What became of a request, as an HTTP status. */
async function statusOf(run: () => Promise<unknown>): Promise<number> {
	const answer = await run().catch((thrown: unknown) => {
		if (thrown instanceof Response) return thrown
		throw thrown
	})
	if (answer instanceof Response) {
		await answer.body?.cancel()
		return /^\/join(\?|$)/.test(answer.headers.get('location') ?? '') ? TO_THE_DOOR : answer.status
	}
	const init: unknown = typeof answer === 'object' && answer && Reflect.get(answer, 'init')
	const status: unknown = typeof init === 'object' && init && Reflect.get(init, 'status')
	return typeof status === 'number' ? status : 200
}

const modules = new Map<string, RouteModule>()
let dir: string
let built: BuiltServices
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const person = (role: Role): Principal => ({
	...{ userId: `user-${role}`, sessionId: `session-${role}`, name: role, color: 'teal', role },
})

beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'dailies-authz-'))
	built = buildServices(readEnv({ DATA_DIR: dir }), log)
	for (const [route, file] of routeFiles())
		modules.set(route, await import(`../../app/routes/${file}`))
}, 120_000)
afterAll(async () => {
	await built.dispose()
	rmSync(dir, { recursive: true, force: true })
})

async function makeWorld(): Promise<World> {
	const { projects: service, db } = built.services
	const owner = person('owner')
	const made = await service.create(owner, { title: 'Harbour', withFirstScene: true })
	const place = { heading: '', afterSceneId: null }
	const other = await service.createScene(owner, made.projectId, place)
	const sceneId = made.sceneId ?? ''
	const [panel] = await db.projects.listPanels(sceneId)
	const panelId = panel?.panelId ?? ''
	return { projectId: made.projectId, sceneId, otherSceneId: other.sceneId, panelId }
}

function requestOf({ method, form, json, route }: Row, world: World): Request {
	const url = `http://localhost/${route.replaceAll('.', '/')}`
	if (method === 'GET') return new Request(url)
	const body = form ? new URLSearchParams(form(world)) : JSON.stringify(json?.(world) ?? {})
	return new Request(url, { method, body })
}

async function ask(row: Row, visitor: Visitor, world: World): Promise<number> {
	const run = row.method === 'GET' ? modules.get(row.route)?.loader : modules.get(row.route)?.action
	if (!run) throw new Error(`${row.method} ${row.route} does not exist`)
	const { projectId, sceneId } = world
	const context = {
		...{ services: built.services, principal: visitor === NOBODY ? null : person(visitor) },
		...{ cspNonce: '', needsCanvasLicense: false, canvasLicenseKey: null },
	}
	const params = { projectId, sceneId, ...row.params }
	return statusOf(async () => run({ request: requestOf(row, world), params, context }))
}

it('every route and method has a row, and every row a route', () => {
	const exist: string[] = []
	for (const [route, { loader, action }] of modules) {
		if (loader) exist.push(`GET ${route}`)
		if (action) exist.push(`POST ${route}`)
	}
	const rows = new Set(TABLE.map(({ method, route }) => `${method} ${route}`))
	expect([...rows].sort()).toEqual(exist.sort())
})

const NAMED = TABLE.map((row) => ({ name: `${row.method} ${row.route} ${row.what ?? ''}`, row }))
describe.each(NAMED)('$name', ({ row }) => {
	it.each(VISITORS)('%s', async (visitor) => {
		const status = await ask(row, visitor, await makeWorld())
		const may = row.may.split(' ').includes(visitor)
		const isRefused = status === 403 || (status === 401 && !LEADS_TO_THE_DOOR.includes(row.route))
		if (may) expect(isRefused).toBe(false)
		else expect(status).toBe(visitor === NOBODY ? 401 : 403)
		expect(status).toBeLessThan(500)
	})
})
