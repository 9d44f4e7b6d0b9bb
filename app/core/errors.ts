/**
 * Every error a person can meet: its stable code, HTTP status, socket close code and the sentence
 * that is shown when nothing more exact is known. Thrown as AppError; `app/http/route.ts` turns one
 * into a response and `server/realtime/connection.ts` into a close. Close codes: 44xx = refused for
 * good (y-websocket does not reconnect), 45xx = reconnect, things changed.
 */
interface ErrorKind {
	status: number
	close: number
	message: string
	/** Whether the server's operator should see it in the log as an error. */
	report: boolean
}

export const ERROR_KINDS = {
	bad_request: {
		status: 400,
		close: 4400,
		message: 'That could not be read. Check what was entered and try again.',
		report: false,
	},
	not_signed_in: {
		status: 401,
		close: 4401,
		message: 'Choose a name first, then come back.',
		report: false,
	},
	invitation_needed: {
		status: 401,
		close: 4401,
		message: 'This server is shared by invitation. Open the link you were given.',
		report: false,
	},
	forbidden: {
		status: 403,
		close: 4403,
		message: 'Your role here does not allow that. Ask the owner for another invitation.',
		report: false,
	},
	origin_refused: {
		status: 403,
		close: 4403,
		message: 'The request came from another site and was refused.',
		report: false,
	},
	not_found: {
		status: 404,
		close: 4404,
		message: 'There is nothing at this address any more.',
		report: false,
	},
	trashed: {
		status: 410,
		close: 4410,
		message: 'This is in the trash. Restore it to go on.',
		report: false,
	},
	conflict: {
		status: 409,
		close: 4409,
		message: 'Somebody else changed this first. Look at it again.',
		report: false,
	},
	client_id_taken: {
		status: 409,
		close: 4409,
		message: 'This drawing session belongs to somebody else. Your changes are kept aside.',
		report: false,
	},
	already_decided: {
		status: 409,
		close: 4409,
		message: 'Somebody decided this before you.',
		report: false,
	},
	stale: {
		status: 409,
		close: 4409,
		message: 'What this was about has changed since. Look at it again.',
		report: false,
	},
	locked: {
		status: 423,
		close: 4423,
		message: 'This panel is locked. Ask who locked it to open it again.',
		report: false,
	},
	too_large: { status: 413, close: 4413, message: 'That is too large.', report: false },
	unreadable: { status: 422, close: 4422, message: 'This file could not be read.', report: false },
	invalid_update: {
		status: 422,
		close: 4422,
		message: 'The board refused a change. It is kept aside on this device.',
		report: false,
	},
	upgrade_needed: {
		status: 426,
		close: 4426,
		message: 'This page is older than the server. Reload it.',
		report: false,
	},
	newer_document: {
		status: 503,
		close: 4500,
		message:
			'This board was saved by a newer version of Dailies and was not opened, so that nothing is lost. Update the server.',
		report: true,
	},
	generation_changed: {
		status: 409,
		close: 4427,
		message:
			'This board was restored to another version. Your copy is kept aside; reload to see it.',
		report: false,
	},
	too_many: {
		status: 429,
		close: 4529,
		message: 'Too many requests. Wait a moment.',
		report: false,
	},
	role_changed: {
		status: 409,
		close: 4503,
		message: 'Your role changed. Reconnecting.',
		report: false,
	},
	damaged: {
		status: 500,
		close: 4500,
		message:
			'This board is damaged on disk and was not opened, so that nothing is overwritten. Run “npm run -s dailies -- doctor”.',
		report: true,
	},
	storage_full: {
		status: 507,
		close: 1013,
		message: 'The server’s disk is full. Nothing saved is lost; new changes wait on this device.',
		report: true,
	},
	storage_failed: {
		status: 503,
		close: 1013,
		message:
			'The server cannot write to its disk. Nothing saved is lost; new changes wait on this device.',
		report: true,
	},
	unavailable: {
		status: 503,
		close: 1013,
		message: 'The server is busy. Trying again.',
		report: false,
	},
	internal: {
		status: 500,
		close: 1011,
		message: 'Something went wrong on the server. Nothing saved is lost.',
		report: true,
	},
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof ERROR_KINDS

export class AppError extends Error {
	override readonly name = 'AppError'
	readonly code: ErrorCode
	/** The sentence for the person: what happened, what is safe, what to do. */
	readonly userMessage: string
	readonly details: Record<string, unknown>

	constructor(
		code: ErrorCode,
		options: { userMessage?: string; cause?: unknown; details?: Record<string, unknown> } = {},
	) {
		const userMessage = options.userMessage ?? ERROR_KINDS[code].message
		super(`${code}: ${userMessage}`, options.cause === undefined ? {} : { cause: options.cause })
		this.code = code
		this.userMessage = userMessage
		this.details = options.details ?? {}
	}
}

/**
 * Core is loaded twice on the server (by Node and inside the Remix bundle), so an error is
 * recognised by its brand and never by `instanceof`.
 */
export function isAppError(error: unknown): error is AppError {
	return (
		error instanceof Error &&
		error.name === 'AppError' &&
		'code' in error &&
		typeof error.code === 'string' &&
		Object.hasOwn(ERROR_KINDS, error.code)
	)
}
