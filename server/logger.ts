/** Structured log lines, one per fact; never a drawing's content or anybody's words. */
import pino from 'pino'

export interface Logger {
	info(fields: object, message: string): void
	debug(fields: object, message: string): void
	warn(fields: object, message: string): void
	error(fields: object, message: string): void
}

/** A logger that writes JSON lines to stderr, so that stdout stays for sentences to the operator. */
export function createLogger(level: string): Logger {
	return pino({ level, base: null }, pino.destination({ fd: 2, sync: true }))
}
