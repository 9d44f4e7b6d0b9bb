/**
 * The API's description against the routes themselves (signals.md S99): nothing is missing, nothing is
 * invented, and what really goes in and comes out is what it says.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { openApiDocument } from '#core/api/openapi.ts'
import { readEnv } from '#server/env.ts'
import type { Principal } from '#server/load-context.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'

const ROUTES = new URL('../../app/routes/', import.meta.url)
const JSON_BODY = { 'content-type': 'application/json' }
/** Describes the others. */
const ITSELF = '/api/v1/openapi.json'
const OWNER: Principal = {
	...{ userId: 'user-owner', sessionId: 'session', name: 'Ada', color: 'teal', role: 'owner' },
}
const OperationSchema = z.looseObject({
	operationId: z.string(),
	requestBody: z
		.object({ content: z.record(z.string(), z.object({ schema: z.unknown().optional() })) })
		.optional(),
	responses: z.record(
		z.string(),
		z.looseObject({
			content: z.record(z.string(), z.looseObject({ schema: z.unknown().optional() })).optional(),
		}),
	),
})
const DocumentSchema = z.looseObject({
	paths: z.record(z.string(), z.record(z.string(), OperationSchema)),
})

interface RouteModule {
	loader?: (args: unknown) => Promise<Response>
	action?: (args: unknown) => Promise<Response>
}
type Method = 'get' | 'post' | 'delete'

const written = openApiDocument()
const document = DocumentSchema.parse(written)
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
const modules = new Map<string, RouteModule>()
let dir: string
let built: BuiltServices
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** `api.v1.boards.$sceneId.versions_.$versionId` -> `/api/v1/boards/{sceneId}/versions/{versionId}`. */
function pathOf(route: string): string {
	const parts = route.replaceAll('[.]', '\0').split('.')
	const named = parts.map((part) => part.replace(/_$/, '').replace(/^\$(.*)$/, '{$1}'))
	return `/${named.join('/').replaceAll('\0', '.')}`
}

beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'dailies-openapi-'))
	built = buildServices(readEnv({ DATA_DIR: dir }), log)
	ajv.addSchema({ ...written, $id: 'api' })
	for (const name of readdirSync(ROUTES))
		if (name.startsWith('api.v1.'))
			modules.set(
				pathOf(name.slice(0, -4)),
				await import(`../../app/routes/${name.slice(0, -4)}.tsx`),
			)
}, 120_000)
afterAll(async () => {
	await built.dispose()
	rmSync(dir, { recursive: true, force: true })
})

function operation(method: Method, path: string) {
	const found = document.paths[path]?.[method]
	if (!found) throw new Error(`${method} ${path} is not described`)
	return found
}

/** Faults of a value by the schema at a place of the document. */
function faults(schema: unknown, value: unknown): unknown[] {
	const { $ref } = z.object({ $ref: z.string() }).parse(schema)
	const check = ajv.getSchema(`api${$ref}`)
	if (!check) throw new Error(`${$ref} is nowhere`)
	return check(value) === true ? [] : (check.errors ?? ['refused'])
}

interface Asked {
	params?: Record<string, string>
	query?: string
	json?: unknown
}

/** Calls a route as the owner and holds what goes in and comes out against the description. */
async function call(method: Method, path: string, { params = {}, query = '', json }: Asked = {}) {
	const { requestBody, responses } = operation(method, path)
	if (json !== undefined)
		expect(faults(requestBody?.content['application/json']?.schema, json)).toEqual([])
	const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name)
	const request = new Request(`http://localhost${address}${query}`, {
		method: method.toUpperCase(),
		...(method === 'post' ? { body: JSON.stringify(json ?? {}), headers: JSON_BODY } : {}),
	})
	const context = { services: built.services, principal: OWNER, cspNonce: '' }
	const module = modules.get(path)
	const run = method === 'get' ? module?.loader : module?.action
	const response = await run?.({ request, params, context })
	if (!response) throw new Error(`${method} ${path} answers nothing`)
	const described = responses[String(response.status)] ?? null
	if (!described) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
	const type = response.headers.get('content-type')?.split(';')[0] ?? ''
	if (type === '') return null
	expect(Object.keys(described.content ?? {})).toContain(type)
	const schema = described.content?.[type]?.schema
	const text = await response.text()
	const values: unknown[] =
		type === 'application/x-ndjson'
			? text
					.trim()
					.split('\n')
					.map((line) => JSON.parse(line))
			: [type === 'application/json' ? JSON.parse(text) : text]
	if (schema !== undefined)
		for (const value of values)
			expect(faults(schema, value), `${method} ${path}: ${JSON.stringify(value)}`).toEqual([])
	return values[0]
}

it('S99 every route under /api/v1 is described, and nothing else', () => {
	const exist: string[] = []
	for (const [path, { loader, action }] of modules) {
		if (path === ITSELF) continue
		if (loader) exist.push(`read ${path}`)
		if (action) exist.push(`write ${path}`)
	}
	const described = Object.entries(document.paths).flatMap(([path, methods]) =>
		Object.keys(methods).map((method) => `${method === 'get' ? 'read' : 'write'} ${path}`),
	)
	// Its GET is there to say that it is no answer.
	described.push('read /api/v1/projects/{projectId}/signals.jsonl')
	expect([...new Set(described)].sort()).toEqual(exist.sort())
	const ids = Object.values(document.paths).flatMap((methods) =>
		Object.values(methods).map(({ operationId }) => operationId),
	)
	expect(new Set(ids).size).toBe(ids.length)
})

it('S99 the description is what OpenAPI 3.1 says one is, and is served as it is written', async () => {
	const { valid, errors } = await new Validator().validate(structuredClone(written))
	expect(errors ?? []).toEqual([])
	expect(valid).toBe(true)
	const served = await modules.get(ITSELF)?.loader?.({})
	expect(await served?.json()).toEqual(JSON.parse(JSON.stringify(written)))
	for (const ref of new Set(JSON.stringify(written).match(/#\/[^"]+/g)))
		expect(ajv.getSchema(`api${ref}`), ref).toBeTruthy()
})

it('S99 what goes in and comes out is what the description says', async () => {
	const text = 'INT. HOUSE - DAY\n\nAnn waits at the window.\n\nBOB\nShe is late.\n\nShe leaves.\n'
	const brought = await call('post', '/api/v1/scripts', { json: { title: 'Harbour', text } })
	const { projectId, scenes } = z
		.object({ projectId: z.string(), scenes: z.array(z.object({ sceneId: z.string() })) })
		.parse(brought)
	const [{ sceneId } = { sceneId: '' }] = scenes
	const film = { params: { projectId } }
	const board = { params: { sceneId } }
	const at = (rest: string) => `/api/v1/projects/{projectId}${rest}`
	const on = (rest: string) => `/api/v1/boards/{sceneId}${rest}`

	// Nothing is suggested to somebody who has not said how their decisions may be used.
	await call('post', at('/consent'), { ...film, json: { model_training: true } })
	await call('get', on('/suggestions'), board)
	const shown = await call('post', on('/suggestions'), { ...board, json: { ask: 'breakdown' } })
	const { suggestionIds } = z.object({ suggestionIds: z.array(z.string()) }).parse(shown)
	const [suggestionId] = suggestionIds
	expect(suggestionId).toBeDefined()
	await call('post', on('/decisions'), {
		...board,
		json: {
			...{ suggestionId, idempotencyKey: '01890a5d-ac96-774b-bcce-b302099a8057' },
			...{ verdict: 'reject', reasonCodes: ['intentional'], surface: 'api' },
		},
	})
	await call('post', on('/versions'), { ...board, json: { kind: 'named', name: 'First pass' } })
	await call('get', on('/versions'), board)
	await call('get', on('/news'), board)
	await call('get', on('/pitch-notes'), board)
	await call('get', at('/shots'), film)
	await call('post', at('/shots'), { ...film, json: { csv: 'ID,Size\r\n' } })
	await call('get', at('/shots.csv'), { ...film, query: '?rows=panel' })
	await call('get', at('/notes.csv'), film)
	await call('get', at('/people'), film)
	await call('get', at('/opinions'), film)
	await call('get', at('/drafts'), film)
	await call('post', at('/openings'), { ...film, json: { sceneId } })
	await call('post', at('/film'), { ...film, json: { aspectRatio: 1.85 } })
	await call('get', at('/suggestion-settings'), film)
	await call('get', at('/kept.jsonl'), film)
	await call('post', at('/signals.jsonl'), { ...film, query: '?purpose=operate' })

	const begun = await call('post', at('/exports'), { ...film, json: { configs: ['events'] } })
	const { id: exportId } = z.object({ id: z.string() }).parse(begun)
	const params = { projectId, exportId }
	await expect
		.poll(() => call('get', at('/exports/{exportId}'), { params }), { timeout: 60_000 })
		.toMatchObject({ state: 'done' })
}, 120_000)

it('S99 a body that a route refuses is one that the description refuses', () => {
	const body = (path: string) => operation('post', path).requestBody?.content['application/json']
	const refused: [string, unknown][] = [
		['/api/v1/boards/{sceneId}/suggestions', { ask: 'more' }],
		['/api/v1/boards/{sceneId}/moves', { toSceneId: 'a/b', panelIds: [], idempotencyKey: 'x' }],
		['/api/v1/projects/{projectId}/exports', { configs: ['all'] }],
		['/api/v1/projects/{projectId}/film', { aspectRatio: 9 }],
		['/api/v1/projects/{projectId}/consent', { everything: true }],
	]
	for (const [path, value] of refused)
		expect(faults(body(path)?.schema, value), path).not.toEqual([])
})
