/**
 * Who is at the door: sessions by cookie, a chosen name, and invitations when the server is shared.
 * Sessions are rows, so that one can be revoked; a cookie holds only a random token and the database
 * only its SHA-256. An invitation never changes a session by itself (docs/decisions/011).
 */
import { createHash, randomBytes } from 'node:crypto'
import { PERSON_COLORS, PersonNameSchema } from '#core/board/person.ts'
import { INVITED_ROLES, type Role } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import type { AuthStore, SessionRow, UserRow } from '#db/auth-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { forgetToken, keepToken, readToken } from './cookies.ts'

export interface AuthService {
	/** The session of a request's Cookie header, or null. Used for pages, calls and sockets alike. */
	principalOf(cookieHeader: string | undefined): Promise<Principal | null>
	/**
	 * Makes a person with a session; a browser that has one keeps it and takes the new name. Unshared,
	 * the role is owner; shared, `cookieHeader` must hold a redeemed invitation. Returns the Set-Cookie
	 * value.
	 * @throws AppError('invitation_needed' | 'bad_request')
	 */
	join(input: {
		name: string
		cookieHeader: string | undefined
		secure: boolean
	}): Promise<{ principal: Principal; setCookie: string }>
	/** @throws AppError('bad_request') with what is wrong with the name. */
	rename(principal: Principal, name: string): Promise<void>
	leave(principal: Principal, options?: { secure: boolean }): Promise<{ setCookie: string }>
	/** Exchanges an invitation link's token for a cookie (then redirect to a clean URL). @throws AppError('invitation_needed') */
	redeem(
		token: string,
		options: { secure: boolean; cookieHeader: string | undefined },
	): Promise<{ setCookie: string; role: Role }>
	/** Role of an invitation this browser redeemed and that still works, joined or not. */
	invitedRole(cookieHeader: string | undefined): Promise<Role | null>
	/**
	 * Gives the session the role of the invitation that this browser redeemed: asked for by the person,
	 * never done by opening a link. The caller then reconnects the user's sockets.
	 * @throws AppError('invitation_needed')
	 */
	takeInvitedRole(principal: Principal, cookieHeader: string | undefined): Promise<Role>
	/** True when nobody gets in without an invitation. */
	readonly shared: boolean
	/** Makes this start's links (earlier ones stop working): [role, url path]. Only when shared. */
	issueInvitations(): Promise<{ role: Role; path: string }[]>
}

export interface AuthDependencies {
	db: { auth: AuthStore }
	env: { DAILIES_SHARE: boolean }
	random: Random
	now: () => number
}

const TOKEN_BYTES = 32
/** A session nobody used for this long is over, in milliseconds. */
const IDLE_LIMIT_MS = 180 * 24 * 3600 * 1000
/** How often "last seen" is written, in milliseconds: reading a page must not mean writing a row. */
const TOUCH_EVERY_MS = 3600 * 1000

/** Builds the door of one server. */
export function createAuthService(dependencies: AuthDependencies): AuthService {
	const shared = dependencies.env.DAILIES_SHARE
	const sessions = createSessions(dependencies)
	const invitations = createInvitations(dependencies.db.auth, shared, dependencies.now)
	return {
		shared,
		...invitations,
		async principalOf(cookieHeader) {
			return (await sessions.find(cookieHeader))?.principal ?? null
		},
		async join({ name, cookieHeader, secure }) {
			const chosen = parseName(name)
			const known = await sessions.find(cookieHeader)
			if (known) {
				await sessions.rename(known.principal, chosen)
				const setCookie = keepToken('session', known.token, secure)
				return { principal: { ...known.principal, name: chosen }, setCookie }
			}
			const role = shared ? await invitations.invitedRole(cookieHeader) : 'owner'
			if (!role) throw new AppError('invitation_needed')
			const { principal, token } = await sessions.begin(chosen, role)
			return { principal, setCookie: keepToken('session', token, secure) }
		},
		async rename(principal, name) {
			await sessions.rename(principal, parseName(name))
		},
		async leave(principal, { secure } = { secure: false }) {
			await dependencies.db.auth.revokeSession(principal.sessionId, dependencies.now())
			return { setCookie: forgetToken('session', secure) }
		},
		async takeInvitedRole(principal, cookieHeader) {
			const role = await invitations.invitedRole(cookieHeader)
			if (!role) throw new AppError('invitation_needed')
			await sessions.setRole(cookieHeader, principal, role)
			return role
		},
	}
}

interface KnownSession {
	token: string
	row: SessionRow
	user: UserRow
	principal: Principal
}

function createSessions({ db: { auth }, random, now }: AuthDependencies) {
	async function find(cookieHeader: string | undefined): Promise<KnownSession | null> {
		const token = readToken(cookieHeader, 'session')
		const row = token ? await auth.findSession(sha256(token)) : null
		if (!token || !row || row.revokedAt !== null) return null
		const at = now()
		if (at - row.lastSeenAt > IDLE_LIMIT_MS) return null
		const user = await auth.getUser(row.userId)
		if (!user) return null
		if (at - row.lastSeenAt > TOUCH_EVERY_MS) await auth.touchSession(row.sessionId, at)
		return { token, row, user, principal: toPrincipal(user, row) }
	}
	return {
		find,
		async begin(name: string, role: Role): Promise<{ principal: Principal; token: string }> {
			const token = createToken()
			const user: UserRow = {
				userId: createId(random),
				name,
				color: colorFor(await auth.countUsers()),
				createdAt: now(),
			}
			const row: SessionRow = {
				sessionId: createId(random),
				tokenHash: sha256(token),
				userId: user.userId,
				role,
				createdAt: now(),
				lastSeenAt: now(),
				revokedAt: null,
			}
			await auth.putUser(user)
			await auth.putSession(row)
			return { principal: toPrincipal(user, row), token }
		},
		async rename(principal: Principal, name: string): Promise<void> {
			const user = await auth.getUser(principal.userId)
			if (!user) throw new AppError('not_signed_in')
			await auth.putUser({ ...user, name })
		},
		async setRole(cookieHeader: string | undefined, principal: Principal, role: Role) {
			const known = await find(cookieHeader)
			if (known?.row.sessionId !== principal.sessionId) throw new AppError('not_signed_in')
			await auth.putSession({ ...known.row, role })
		},
	}
}

function createInvitations(
	auth: AuthStore,
	shared: boolean,
	now: () => number,
): Pick<AuthService, 'redeem' | 'invitedRole' | 'issueInvitations'> {
	async function roleOf(token: string | null): Promise<Role | null> {
		const row = shared && token ? await auth.findInvitation(sha256(token)) : null
		return row && row.revokedAt === null ? row.role : null
	}
	return {
		async redeem(token, { secure }) {
			const role = await roleOf(token)
			if (!role) {
				const userMessage = 'This link does not work any more. Ask for a new one.'
				throw new AppError('invitation_needed', { userMessage })
			}
			return { role, setCookie: keepToken('invitation', token, secure) }
		},
		async invitedRole(cookieHeader) {
			return roleOf(readToken(cookieHeader, 'invitation'))
		},
		async issueInvitations() {
			await auth.revokeInvitations(now())
			if (!shared) return []
			const links: { role: Role; path: string }[] = []
			for (const role of ['owner', ...INVITED_ROLES] as const) {
				const token = createToken()
				await auth.putInvitation({
					tokenHash: sha256(token),
					role,
					createdAt: now(),
					revokedAt: null,
				})
				links.push({ role, path: `/join/${token}` })
			}
			return links
		},
	}
}

/** People are never deleted and keep their colour, so the next in turn is one of the fewest used. */
function colorFor(peopleSoFar: number) {
	return PERSON_COLORS[peopleSoFar % PERSON_COLORS.length] ?? 'blue'
}

function toPrincipal(user: UserRow, row: SessionRow): Principal {
	const { userId, name, color } = user
	return { userId, name, color, sessionId: row.sessionId, role: row.role }
}

function parseName(name: string): string {
	const parsed = PersonNameSchema.safeParse(name)
	if (parsed.success) return parsed.data
	const userMessage = parsed.error.issues[0]?.message ?? 'Type a name.'
	throw new AppError('bad_request', { userMessage })
}

function createToken(): string {
	return randomBytes(TOKEN_BYTES).toString('base64url')
}

function sha256(token: string): string {
	return createHash('sha256').update(token).digest('hex')
}
