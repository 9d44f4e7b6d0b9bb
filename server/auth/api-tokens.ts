/**
 * Keys for programs: `Authorization: Bearer dailies_…` on /api/v1. A token acts as its person in its own
 * role until it expires or is withdrawn; it is shown once, and the database keeps only its SHA-256.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import type { ApiTokenRow, AuthStore } from '#db/auth-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'

export interface ApiTokens {
	/** Who an Authorization header speaks for; null for none, an unknown, expired or withdrawn one. */
	principalOf(authorization: string | undefined): Promise<Principal | null>
	/** @returns the token itself, never to be shown again. @throws AppError('not_found'). */
	make(input: {
		userId: string
		role: Role
		label: string
		days: number | null
	}): Promise<{ token: string; tokenId: string; expiresMs: number | null }>
	list(): Promise<Omit<ApiTokenRow, 'tokenHash'>[]>
	/** @throws AppError('not_found') when there is none, or it was withdrawn before. */
	revoke(tokenId: string): Promise<void>
}

const BEARER = /^Bearer (dailies_[A-Za-z0-9_-]{43})$/
const TOKEN_BYTES = 32
const DAY_MS = 86_400_000
/** How often "last used" is written, in milliseconds. */
const TOUCH_EVERY_MS = 60_000

export function createApiTokens(source: {
	auth: AuthStore
	random: Random
	now: () => number
}): ApiTokens {
	const { auth, random, now } = source
	return {
		async principalOf(authorization) {
			const token = BEARER.exec(authorization ?? '')?.[1]
			const row = token === undefined ? null : await auth.findApiToken(sha256(token))
			if (!row || row.revokedMs !== null) return null
			const at = now()
			if (row.expiresMs !== null && at >= row.expiresMs) return null
			const user = await auth.getUser(row.userId)
			if (!user) return null
			if (at - (row.lastUsedMs ?? 0) > TOUCH_EVERY_MS) await auth.touchApiToken(row.tokenId, at)
			const { userId, name, color } = user
			return { userId, name, color, role: row.role, sessionId: `token ${row.tokenId}` }
		},
		async make({ userId, role, label, days }) {
			if (!(await auth.getUser(userId))) throw new AppError('not_found')
			const token = `dailies_${randomBytes(TOKEN_BYTES).toString('base64url')}`
			const tokenId = createId(random)
			const expiresMs = days === null ? null : now() + days * DAY_MS
			await auth.putApiToken({
				...{ tokenId, tokenHash: sha256(token), userId, role, label, createdMs: now() },
				...{ expiresMs, lastUsedMs: null, revokedMs: null },
			})
			return { token, tokenId, expiresMs }
		},
		async list() {
			return (await auth.listApiTokens()).map(({ tokenHash: _hash, ...row }) => row)
		},
		async revoke(tokenId) {
			if (!(await auth.revokeApiToken(tokenId, now())))
				throw new AppError('not_found', { userMessage: 'There is no such token in use.' })
		},
	}
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex')
}
