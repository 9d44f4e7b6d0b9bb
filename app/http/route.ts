/**
 * The one place where an AppError becomes a Response. Loaders are wrapped in `page` (an error is
 * thrown to the ErrorBoundary, a nameless visitor goes to /join and comes back), form actions in
 * `form` (an error is returned, so that the page stays as it is), calls under /api in `api`.
 */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { z } from 'zod'
import { type Action, can } from '#core/board/role.ts'
import { AppError, ERROR_KINDS, isAppError } from '#core/errors.ts'
import type { Principal } from '../../server/load-context.ts'

type Args = LoaderFunctionArgs | ActionFunctionArgs

/** What a failed form action returns: a sentence for the person. */
export interface FormRefusal {
	ok: false
	message: string
}

/** Wraps a page's loader. @throws Response for every AppError. */
export function page<A extends Args, T>(run: (args: A) => Promise<T>): (args: A) => Promise<T> {
	return async (args) => {
		try {
			return await run(args)
		} catch (error) {
			if (!isAppError(error)) throw error
			if (error.code === 'not_signed_in') throw redirect(joinPath(args.request))
			throw errorResponse(error)
		}
	}
}

/** Wraps a form's action: an AppError comes back as `{ ok: false, message }` with its status. */
export function form<A extends Args, T>(run: (args: A) => Promise<T>) {
	return async (args: A) => {
		try {
			return await run(args)
		} catch (error) {
			if (!isAppError(error)) throw error
			const refusal: FormRefusal = { ok: false, message: error.userMessage }
			return data(refusal, { status: ERROR_KINDS[error.code].status })
		}
	}
}

/** Wraps a resource route under /api: an AppError becomes `{ code, message }` with its status. */
export function api<A extends Args, T>(
	run: (args: A) => Promise<T>,
): (args: A) => Promise<T | Response> {
	return async (args) => {
		try {
			return await run(args)
		} catch (error) {
			if (!isAppError(error)) throw error
			return errorResponse(error)
		}
	}
}

export function errorResponse(error: AppError): Response {
	const body = { code: error.code, message: error.userMessage }
	return Response.json(body, { status: ERROR_KINDS[error.code].status })
}

/**
 * Whoever asks, if their role allows it. @throws AppError('not_signed_in' | 'forbidden').
 */
export function requirePrincipal(args: Args, action: Action = 'project.read'): Principal {
	const { principal } = args.context
	if (!principal) throw new AppError('not_signed_in')
	if (!can(principal.role, action)) throw new AppError('forbidden')
	return principal
}

/** Reads a posted form by its schema. @throws AppError('bad_request') with the first field's sentence. */
export async function readForm<T extends z.ZodType>(
	request: Request,
	schema: T,
): Promise<z.output<T>> {
	return parseInput(Object.fromEntries(await readFormData(request)), schema)
}

/** Parses params, a query or a body by its schema. @throws AppError('bad_request'). */
export function parseInput<T extends z.ZodType>(value: unknown, schema: T): z.output<T> {
	const parsed = schema.safeParse(value)
	if (parsed.success) return parsed.data
	const issue = parsed.error.issues[0]
	// zod's own sentences are an engineer's; ours are written in the schema and begin with a capital
	// and end with a full stop.
	const ours = issue?.message.endsWith('.') ? { userMessage: issue.message } : {}
	throw new AppError('bad_request', { ...ours, details: { path: issue?.path.join('.') } })
}

/** A posted JSON body, not yet checked: give it to `parseInput`. @throws AppError('bad_request'). */
export async function readJson(request: Request): Promise<unknown> {
	try {
		return await request.json()
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}

async function readFormData(request: Request): Promise<FormData> {
	try {
		return await request.formData()
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}

/** Where a nameless visitor chooses a name, and comes back from. */
function joinPath(request: Request): string {
	const { pathname, search } = new URL(request.url)
	const to = pathname + search
	return to === '/' ? '/join' : `/join?${new URLSearchParams({ to })}`
}

/** Whether the browser came by https, so that cookies may be `Secure`. */
export function isSecure(request: Request): boolean {
	return new URL(request.url).protocol === 'https:'
}

/** The Cookie header as the door's service takes it. */
export function cookiesOf(request: Request): string | undefined {
	return request.headers.get('Cookie') ?? undefined
}

/** A path on this server, or '/': never another site. */
export function safePath(to: string | null | undefined): string {
	return to && /^\/(?![/\\])/.test(to) ? to : '/'
}
