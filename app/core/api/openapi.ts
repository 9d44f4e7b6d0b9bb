/**
 * The public API in OpenAPI 3.1, made of the contracts that the routes parse by (signals.md S99). Pure:
 * the same program gives the same document, whatever server it runs on.
 */
import { z } from 'zod'
import { can, ROLES } from '../board/role.ts'
import { ERROR_KINDS } from '../errors.ts'
import { EditSchema } from '../suggestions/edit.ts'
import * as boards from './board-contracts.ts'
import type { Call, Contract } from './contract.ts'
import * as films from './film-contracts.ts'
import * as signals from './signal-contracts.ts'

/** Raised where a program that was written for it could break. */
const API_VERSION = '1'
const METHODS = ['get', 'post', 'delete'] as const
const SCHEMAS = '#/components/schemas/'
const SHARED = '__shared'

/** By their tag. */
const CONTRACTS: Readonly<Record<string, readonly Contract[]>> = {
	signals: Object.values(signals),
	boards: Object.values(boards),
	films: Object.values(films),
}
const RefusalSchema = z.object({
	code: z.enum(Object.keys(ERROR_KINDS)),
	/** For people: what happened, what is safe, what to do. */
	message: z.string(),
})

type Json = Record<string, unknown>

export function openApiDocument(): Json {
	const schemas = z.registry<{ id: string }>()
	schemas.add(EditSchema, { id: 'Edit' })
	schemas.add(RefusalSchema, { id: 'Refusal' })
	const named = (schema: z.ZodType, id: string): Json => {
		if (!schemas.has(schema)) schemas.add(schema, { id })
		return { $ref: `${SCHEMAS}${schemas.get(schema)?.id}` }
	}
	const paths: Record<string, Json> = {}
	for (const [tag, contracts] of Object.entries(CONTRACTS))
		for (const contract of contracts) {
			const operations = METHODS.flatMap((method) => {
				const call: Call | undefined = contract[method]
				return call ? [[method, operation({ tag, contract, method, call, named })]] : []
			})
			paths[`/api/v1${contract.path}`] = Object.fromEntries(operations)
		}
	return {
		openapi: '3.1.1',
		info: {
			title: 'Dailies',
			version: API_VERSION,
			summary: 'Storyboards, suggestions on them, and what became of these.',
			description:
				'Times are milliseconds since 1970, UTC. Ids of films and scenes stand in the addresses of their pages.',
			license: { name: 'MIT', identifier: 'MIT' },
		},
		servers: [{ url: '/', description: 'The server that this description came from' }],
		security: [{ token: [] }, { session: [] }],
		tags: [
			{ name: 'signals', description: 'The log, data sets, consent' },
			{ name: 'boards', description: 'One scene’s board: suggestions, verdicts, versions' },
			{ name: 'films', description: 'Shots, script, prints, uploads' },
		],
		paths,
		components: {
			securitySchemes: {
				token: {
					...{ type: 'http', scheme: 'bearer' },
					description: 'Made by `npm run -s dailies -- token make --person NAME`.',
				},
				session: { type: 'apiKey', in: 'cookie', name: 'dailies_session' },
			},
			responses: {
				Refused: {
					description: 'A typed refusal with a sentence for people.',
					content: { 'application/json': { schema: { $ref: `${SCHEMAS}Refusal` } } },
				},
			},
			schemas: components(schemas),
		},
	}
}

interface Described {
	tag: string
	contract: Contract
	method: (typeof METHODS)[number]
	call: Call
	named: (schema: z.ZodType, id: string) => Json
}

function operation({ tag, contract, method, call, named }: Described): Json {
	const operationId = nameOf(method, contract.path)
	const id = operationId.charAt(0).toUpperCase() + operationId.slice(1)
	const content: Record<string, Json> = {}
	if (call.body) content['application/json'] = { schema: named(call.body, `${id}Body`) }
	if (call.form) content['multipart/form-data'] = { schema: formSchema(call.form) }
	return {
		tags: [tag],
		operationId,
		summary: call.does,
		description: `Roles: ${ROLES.filter((role) => can(role, call.may)).join(', ')}.`,
		parameters: [
			...parameters(contract.params, 'path'),
			...(call.query ? parameters(call.query, 'query') : []),
		],
		...(Object.keys(content).length > 0 ? { requestBody: { required: true, content } } : {}),
		responses: {
			...answer(call, id, named),
			default: { $ref: '#/components/responses/Refused' },
		},
	}
}

function answer({ answer: given }: Call, id: string, named: Described['named']): Json {
	if ('json' in given) {
		const lines = given.lines
			? { 'application/x-ndjson': { schema: named(given.lines, `${id}Line`) } }
			: {}
		const content = { 'application/json': { schema: named(given.json, `${id}Answer`) }, ...lines }
		return { [given.status ?? 200]: { description: 'Done.', content } }
	}
	if (!('file' in given)) return { [given.status]: { description: 'Done; nothing comes back.' } }
	const types = given.file.map((type) => [
		type,
		given.lines ? { schema: named(given.lines, `${id}Line`) } : {},
	])
	return { 200: { description: 'The file.', content: Object.fromEntries(types) } }
}

/** `post /boards/{sceneId}/decisions` -> `postBoardsDecisions`. */
function nameOf(method: string, path: string): string {
	const words = path.replaceAll(/\{[^}]*\}/g, (name) => (path.endsWith(name) ? `one ${name}` : ''))
	return [method, ...words.split(/[^A-Za-z]+/).filter((word) => word !== '')]
		.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
		.join('')
}

function parameters(schema: z.ZodObject, place: 'path' | 'query'): Json[] {
	return Object.entries(schema.shape).map(([name, field]) => {
		const described = z.toJSONSchema(field, { io: 'input' })
		const { $schema: _, ...said } = described
		const required = place === 'path' || !z.safeParse(field, undefined).success
		return { name, in: place, required, schema: said }
	})
}

function formSchema({ fields, files }: NonNullable<Call['form']>): Json {
	const { $schema: _, ...said } = z.toJSONSchema(fields, { io: 'input' })
	const bytes = files.map((name) => [name, { type: 'string', format: 'binary' }])
	return { ...said, properties: { ...said.properties, ...Object.fromEntries(bytes) } }
}

/** Schemas as OpenAPI keeps them: side by side, what several share by a name of its own. */
function components(registry: z.core.$ZodRegistry<{ id: string }>): Json {
	const uri = (id: string) => `${SCHEMAS}${id}`
	const { schemas } = z.toJSONSchema(registry, { io: 'input', uri })
	const { [SHARED]: shared, ...named } = schemas
	const all: Json = { ...named }
	for (const [name, schema] of Object.entries(shared?.$defs ?? {}))
		all[`Shared${name.replace('schema', '')}`] = schema
	return mapped(all)
}

/** Takes ids away that OpenAPI gives by place, and points at shared parts where they stand now. */
function mapped(schemas: Json): Json {
	const text = JSON.stringify(schemas, (key, value: unknown) => {
		if (key === '$id' || key === '$schema') return undefined
		if (key !== '$ref' || typeof value !== 'string') return value
		return value.replace(`${SCHEMAS}${SHARED}#/$defs/schema`, `${SCHEMAS}Shared`)
	})
	const parsed: Json = JSON.parse(text)
	return parsed
}
