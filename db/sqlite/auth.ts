/** People, sessions and invitations on SQLite. A role or colour read back is parsed, never trusted. */
import { and, asc, count, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { PersonColorSchema } from '#core/board/person.ts'
import { ROLES } from '#core/board/role.ts'
import type { AuthStore } from '../auth-store.ts'
import type { Orm } from './orm.ts'
import { apiToken, invitation, person, session } from './schema.ts'
import { writing } from './sqlite-error.ts'

const RoleSchema = z.enum(ROLES)

/** The store of people of one connection. */
export function createAuthStore(orm: Orm): AuthStore {
	return {
		...{ ...userQueries(orm), ...sessionQueries(orm) },
		...{ ...invitationQueries(orm), ...tokenQueries(orm) },
	}
}

function userQueries(
	orm: Orm,
): Pick<AuthStore, 'putUser' | 'getUser' | 'countUsers' | 'listUsers'> {
	return {
		async putUser(row) {
			const { name, color } = row
			const target = person.userId
			writing(() =>
				orm.insert(person).values(row).onConflictDoUpdate({ target, set: { name, color } }).run(),
			)
		},
		async getUser(userId) {
			const row = orm.select().from(person).where(eq(person.userId, userId)).get()
			return row ? { ...row, color: PersonColorSchema.parse(row.color) } : null
		},
		async listUsers() {
			const rows = orm.select().from(person).orderBy(asc(person.createdAt)).all()
			return rows.map((row) => ({ ...row, color: PersonColorSchema.parse(row.color) }))
		},
		async countUsers() {
			return orm.select({ n: count() }).from(person).get()?.n ?? 0
		},
	}
}

function sessionQueries(
	orm: Orm,
): Pick<
	AuthStore,
	'putSession' | 'findSession' | 'listSessions' | 'touchSession' | 'revokeSession'
> {
	return {
		async putSession(row) {
			const { tokenHash, role, lastSeenAt, revokedAt } = row
			const set = { tokenHash, role, lastSeenAt, revokedAt }
			writing(() =>
				orm
					.insert(session)
					.values(row)
					.onConflictDoUpdate({ target: session.sessionId, set })
					.run(),
			)
		},
		async findSession(tokenHash) {
			const row = orm.select().from(session).where(eq(session.tokenHash, tokenHash)).get()
			return row ? { ...row, role: RoleSchema.parse(row.role) } : null
		},
		async listSessions(userId) {
			const where = eq(session.userId, userId)
			const rows = orm.select().from(session).where(where).orderBy(desc(session.lastSeenAt)).all()
			return rows.map((row) => ({ ...row, role: RoleSchema.parse(row.role) }))
		},
		async touchSession(sessionId, lastSeenAt) {
			writing(() =>
				orm.update(session).set({ lastSeenAt }).where(eq(session.sessionId, sessionId)).run(),
			)
		},
		async revokeSession(sessionId, revokedAt) {
			writing(() =>
				orm.update(session).set({ revokedAt }).where(eq(session.sessionId, sessionId)).run(),
			)
		},
	}
}

function invitationQueries(
	orm: Orm,
): Pick<AuthStore, 'putInvitation' | 'findInvitation' | 'revokeInvitations'> {
	return {
		async putInvitation(row) {
			writing(() => orm.insert(invitation).values(row).run())
		},
		async findInvitation(tokenHash) {
			const where = eq(invitation.tokenHash, tokenHash)
			const row = orm.select().from(invitation).where(where).get()
			return row ? { ...row, role: RoleSchema.parse(row.role) } : null
		},
		async revokeInvitations(revokedAt) {
			const where = isNull(invitation.revokedAt)
			writing(() => orm.update(invitation).set({ revokedAt }).where(where).run())
		},
	}
}

function tokenQueries(
	orm: Orm,
): Pick<
	AuthStore,
	'putApiToken' | 'findApiToken' | 'listApiTokens' | 'touchApiToken' | 'revokeApiToken'
> {
	return {
		async putApiToken(row) {
			writing(() => orm.insert(apiToken).values(row).run())
		},
		async findApiToken(tokenHash) {
			const row = orm.select().from(apiToken).where(eq(apiToken.tokenHash, tokenHash)).get()
			return row ? { ...row, role: RoleSchema.parse(row.role) } : null
		},
		async listApiTokens() {
			const rows = orm.select().from(apiToken).orderBy(desc(apiToken.createdMs)).all()
			return rows.map((row) => ({ ...row, role: RoleSchema.parse(row.role) }))
		},
		async touchApiToken(tokenId, lastUsedMs) {
			const where = eq(apiToken.tokenId, tokenId)
			writing(() => orm.update(apiToken).set({ lastUsedMs }).where(where).run())
		},
		async revokeApiToken(tokenId, revokedMs) {
			const where = and(eq(apiToken.tokenId, tokenId), isNull(apiToken.revokedMs))
			return writing(() => orm.update(apiToken).set({ revokedMs }).where(where).run()).changes > 0
		},
	}
}
