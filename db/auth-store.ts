/** People, their sessions and the invitations they came by. Tokens are stored only as SHA-256. */
import type { PersonColor } from '#core/board/person.ts'
import type { Role } from '#core/board/role.ts'

export interface UserRow {
	userId: string
	name: string
	color: PersonColor
	createdAt: number
}
export interface SessionRow {
	sessionId: string
	/** SHA-256 of the cookie's token, hex. */
	tokenHash: string
	userId: string
	role: Role
	createdAt: number
	lastSeenAt: number
	revokedAt: number | null
}
export interface InvitationRow {
	tokenHash: string
	role: Role
	createdAt: number
	revokedAt: number | null
}
/** A program's key: acts as its person, in its own role, until it expires or is withdrawn. */
export interface ApiTokenRow {
	tokenId: string
	/** SHA-256, hex. */
	tokenHash: string
	userId: string
	role: Role
	label: string
	createdMs: number
	expiresMs: number | null
	lastUsedMs: number | null
	revokedMs: number | null
}
export interface AuthStore {
	putUser(row: UserRow): Promise<void>
	getUser(userId: string): Promise<UserRow | null>
	countUsers(): Promise<number>
	putSession(row: SessionRow): Promise<void>
	findSession(tokenHash: string): Promise<SessionRow | null>
	touchSession(sessionId: string, at: number): Promise<void>
	revokeSession(sessionId: string, at: number): Promise<void>
	putInvitation(row: InvitationRow): Promise<void>
	findInvitation(tokenHash: string): Promise<InvitationRow | null>
	revokeInvitations(at: number): Promise<void>
	listUsers(): Promise<UserRow[]>
	/** Newest first. */
	listSessions(userId: string): Promise<SessionRow[]>
	putApiToken(row: ApiTokenRow): Promise<void>
	findApiToken(tokenHash: string): Promise<ApiTokenRow | null>
	/** Newest first. */
	listApiTokens(): Promise<ApiTokenRow[]>
	touchApiToken(tokenId: string, at: number): Promise<void>
	/** False when there is none, or it was withdrawn before. */
	revokeApiToken(tokenId: string, at: number): Promise<boolean>
}
