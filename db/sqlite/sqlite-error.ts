/** Turns what SQLite and the file system throw into sentences that say what is safe and what to do. */
import { AppError, isAppError } from '#core/errors.ts'

/** The code of an SQLite or system error (`SQLITE_FULL`, `EACCES`), or ''. */
export function errorCode(error: unknown): string {
	if (!(error instanceof Error) || !('code' in error)) return ''
	return typeof error.code === 'string' ? error.code : ''
}

/** An AppError for anything a write can throw; an AppError passes through. */
export function storageError(error: unknown): AppError {
	if (isAppError(error)) return error
	const code = errorCode(error)
	const isFull = code.startsWith('SQLITE_FULL') || code === 'ENOSPC'
	if (isFull) return new AppError('storage_full', { cause: error })
	if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
		return new AppError('damaged', { cause: error })
	return new AppError('storage_failed', { cause: error })
}

/** An AppError whose sentence explains why the database file cannot be opened at all. */
export function openError(error: unknown, file: string): AppError {
	if (isAppError(error)) return error
	return new AppError('storage_failed', {
		cause: error,
		userMessage: openSentence(errorCode(error), file),
	})
}

function openSentence(code: string, file: string): string {
	if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
		return `The database ${file} is damaged and was not opened; nothing was overwritten. Restore the newest file of the backups folder beside it.`
	if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC')
		return `The disk that holds ${file} is full. Nothing saved is lost; make room and start again.`
	if (/^(SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM|EACCES|EPERM|EROFS)/.test(code))
		return `The database ${file} cannot be written. Give this user permission to its folder, or set DATA_DIR to another one.`
	if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
		return `Another program is using the database ${file}. Stop it and start again.`
	return `The database ${file} could not be opened; nothing was overwritten.`
}

/** Runs a write; whatever SQLite throws becomes an AppError. */
export function writing<T>(run: () => T): T {
	try {
		return run()
	} catch (error) {
		throw storageError(error)
	}
}
