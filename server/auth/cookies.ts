/**
 * The two cookies of the door and how they are written. `__Host-` and Secure only under https, because
 * plain http on a studio's network must work; HttpOnly and SameSite=Lax always.
 */
const SESSION = 'dailies_session'
const INVITATION = 'dailies_invitation'
const SECURE_PREFIX = '__Host-'
/** How long a browser remembers who it is, in seconds. */
const SESSION_MAX_AGE_S = 365 * 24 * 3600
/** Time to choose a name after opening an invitation, in seconds. */
const INVITATION_MAX_AGE_S = 24 * 3600
/** base64url of 32 bytes. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

export type DoorCookie = 'session' | 'invitation'
const NAMES: Record<DoorCookie, string> = { session: SESSION, invitation: INVITATION }
const MAX_AGES: Record<DoorCookie, number> = {
	session: SESSION_MAX_AGE_S,
	invitation: INVITATION_MAX_AGE_S,
}

/** The token in a Cookie header, the https one first; null for none or a malformed one. */
export function readToken(header: string | undefined, cookie: DoorCookie): string | null {
	const pairs = new Map<string, string>()
	for (const pair of (header ?? '').split(';')) {
		const at = pair.indexOf('=')
		if (at > 0) pairs.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim())
	}
	const name = NAMES[cookie]
	const value = pairs.get(SECURE_PREFIX + name) ?? pairs.get(name)
	return value !== undefined && TOKEN.test(value) ? value : null
}

/** A Set-Cookie value that keeps `token`. */
export function keepToken(cookie: DoorCookie, token: string, secure: boolean): string {
	return setCookie({ cookie, value: token, maxAgeS: MAX_AGES[cookie], secure })
}

/** A Set-Cookie value that makes the browser forget. */
export function forgetToken(cookie: DoorCookie, secure: boolean): string {
	return setCookie({ cookie, value: '', maxAgeS: 0, secure })
}

function setCookie(input: {
	cookie: DoorCookie
	value: string
	maxAgeS: number
	secure: boolean
}): string {
	const name = (input.secure ? SECURE_PREFIX : '') + NAMES[input.cookie]
	const attributes = `Path=/; Max-Age=${input.maxAgeS}; HttpOnly; SameSite=Lax`
	return `${name}=${input.value}; ${attributes}${input.secure ? '; Secure' : ''}`
}
