/**
 * Who is at the door: sessions by cookie, a chosen name, and invitations when the server is shared.
 * Server-side session rows, so that a session can be revoked; the cookie holds only a random token.
 */
import type { Role } from '#core/board/role.ts'
import type { Principal } from '../realtime/rooms-api.ts'

export interface AuthService {
	/** The session of a request's Cookie header, or null. Used for pages, calls and sockets alike. */
	principalOf(cookieHeader: string | undefined): Promise<Principal | null>
	/**
	 * Makes a person with a session. Unshared, the role is owner; shared, `cookieHeader` must hold a
	 * redeemed invitation. Returns the Set-Cookie value.
	 * @throws AppError('invitation_needed')
	 */
	join(input: {
		name: string
		cookieHeader: string | undefined
		secure: boolean
	}): Promise<{ principal: Principal; setCookie: string }>
	rename(principal: Principal, name: string): Promise<void>
	leave(principal: Principal): Promise<{ setCookie: string }>
	/** Exchanges an invitation link's token for a cookie (then redirect to a clean URL). @throws AppError('invitation_needed') */
	redeem(
		token: string,
		options: { secure: boolean; cookieHeader: string | undefined },
	): Promise<{ setCookie: string; role: Role }>
	/** Role of an invitation already redeemed by this browser but not yet joined with a name. */
	invitedRole(cookieHeader: string | undefined): Promise<Role | null>
	/** True when nobody gets in without an invitation. */
	readonly shared: boolean
	/** Makes this start's links (earlier ones stop working): [role, url path]. Only when shared. */
	issueInvitations(): Promise<{ role: Role; path: string }[]>
}
