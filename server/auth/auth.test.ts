import { describe, expect, it } from 'vitest'
import { INVITED_ROLES, ROLES, type Role } from '#core/board/role.ts'
import { seededRandom } from '#core/random.ts'
import { openDatabase } from '#db/open.ts'
import { createAuthService } from './auth.ts'

const DAY_MS = 24 * 3600 * 1000

function setUp({ shared = false } = {}) {
	const clock = { now: Date.UTC(2026, 10, 22) }
	const db = openDatabase({ file: ':memory:' })
	const start = (share = shared) =>
		createAuthService({
			db,
			env: { DAILIES_SHARE: share },
			random: seededRandom('auth'),
			now: () => clock.now,
		})
	return { db, clock, start, auth: start() }
}

/** What a browser sends back for the Set-Cookie values it was given. */
function cookieOf(...setCookies: string[]): string {
	return setCookies.map((value) => value.split(';')[0]).join('; ')
}

async function linkFor(auth: ReturnType<typeof setUp>['auth'], role: Role): Promise<string> {
	const link = (await auth.issueInvitations()).find((candidate) => candidate.role === role)
	return link?.path.replace('/join/', '') ?? ''
}

async function invite(auth: ReturnType<typeof setUp>['auth'], role: Role): Promise<string> {
	const { setCookie } = await auth.redeem(await linkFor(auth, role), {
		secure: false,
		cookieHeader: undefined,
	})
	return cookieOf(setCookie)
}

describe('a server that is not shared', () => {
	it('makes everybody who chooses a name an owner, known again by their cookie', async () => {
		const { auth } = setUp()

		const { principal, setCookie } = await auth.join({
			name: '  Ana Reis ',
			cookieHeader: undefined,
			secure: false,
		})

		expect(principal).toMatchObject({ name: 'Ana Reis', role: 'owner', color: 'blue' })
		expect(await auth.principalOf(cookieOf(setCookie))).toEqual(principal)
	})

	it('gives every next person the next colour, and the first again after the seventh', async () => {
		const { auth } = setUp()
		const colors: string[] = []

		for (let i = 0; i < 8; i++) {
			const join = { name: `Person ${i}`, cookieHeader: undefined, secure: false }
			colors.push((await auth.join(join)).principal.color)
		}

		expect(new Set(colors.slice(0, 7)).size).toBe(7)
		expect(colors[7]).toBe(colors[0])
	})

	it('keeps the person when the form is sent again', async () => {
		const { auth, db } = setUp()
		const first = await auth.join({ name: 'Ana', cookieHeader: undefined, secure: false })
		const cookieHeader = cookieOf(first.setCookie)

		const second = await auth.join({ name: 'Ana Reis', cookieHeader, secure: false })

		expect(second.principal.userId).toBe(first.principal.userId)
		expect((await auth.principalOf(cookieHeader))?.name).toBe('Ana Reis')
		expect(await db.auth.countUsers()).toBe(1)
	})

	it('refuses an empty or endless name with a sentence', async () => {
		const { auth } = setUp()
		const join = (name: string) => auth.join({ name, cookieHeader: undefined, secure: false })

		await expect(join('   ')).rejects.toMatchObject({ userMessage: 'Type a name.' })
		await expect(join('x'.repeat(61))).rejects.toMatchObject({ code: 'bad_request' })
	})

	it('prints no links and takes none', async () => {
		const { auth } = setUp()

		expect(await auth.issueInvitations()).toEqual([])
		await expect(
			auth.redeem('x'.repeat(43), { secure: false, cookieHeader: undefined }),
		).rejects.toMatchObject({ code: 'invitation_needed' })
	})
})

describe('the cookie', () => {
	it('is HttpOnly and SameSite=Lax, and Secure with the __Host- name only under https', async () => {
		const { auth } = setUp()
		const plain = await auth.join({ name: 'Ana', cookieHeader: undefined, secure: false })
		const secure = await auth.join({ name: 'Noor', cookieHeader: undefined, secure: true })

		expect(plain.setCookie).toMatch(
			/^dailies_session=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Lax$/,
		)
		expect(secure.setCookie).toMatch(/^__Host-dailies_session=[\w-]{43}; Path=\/; .*; Secure$/)
		expect((await auth.principalOf(cookieOf(secure.setCookie)))?.name).toBe('Noor')
	})

	it('holds 256 random bits of which the database keeps only the SHA-256', async () => {
		const { auth, db } = setUp()
		const { setCookie } = await auth.join({ name: 'Ana', cookieHeader: undefined, secure: false })
		const token = cookieOf(setCookie).split('=')[1] ?? ''

		expect(Buffer.from(token, 'base64url')).toHaveLength(32)
		expect(await db.auth.findSession(token)).toBeNull()
	})

	it.each([
		['nothing', undefined],
		['another cookie', 'theme=dark'],
		['a token of the wrong form', 'dailies_session=abc'],
		['a token nobody was given', `dailies_session=${'A'.repeat(43)}`],
	])('opens nothing with %s', async (_, header) => {
		const { auth } = setUp()
		await auth.join({ name: 'Ana', cookieHeader: undefined, secure: false })

		expect(await auth.principalOf(header)).toBeNull()
	})

	it('stops working after leaving and after half a year unused, and not before', async () => {
		const { auth, clock } = setUp()
		const ana = await auth.join({ name: 'Ana', cookieHeader: undefined, secure: false })
		const noor = await auth.join({ name: 'Noor', cookieHeader: undefined, secure: false })

		const left = await auth.leave(ana.principal)
		clock.now += 179 * DAY_MS
		const usedInTime = await auth.principalOf(cookieOf(noor.setCookie))
		clock.now += 179 * DAY_MS
		const usedAgain = await auth.principalOf(cookieOf(noor.setCookie))
		clock.now += 181 * DAY_MS

		expect(left.setCookie).toContain('Max-Age=0')
		expect(await auth.principalOf(cookieOf(ana.setCookie))).toBeNull()
		expect([usedInTime?.name, usedAgain?.name]).toEqual(['Noor', 'Noor'])
		expect(await auth.principalOf(cookieOf(noor.setCookie))).toBeNull()
	})
})

describe('a shared server', () => {
	it('makes a link for the owner and one for each invited role, none guessable', async () => {
		const { auth } = setUp({ shared: true })

		const links = await auth.issueInvitations()

		expect(links.map((link) => link.role)).toEqual(['owner', ...INVITED_ROLES])
		for (const { path } of links) expect(path).toMatch(/^\/join\/[\w-]{43}$/)
		expect(new Set(links.map((link) => link.path)).size).toBe(links.length)
	})

	it('lets nobody choose a name without an invitation', async () => {
		const { auth } = setUp({ shared: true })
		await auth.issueInvitations()

		for (const cookieHeader of [undefined, `dailies_invitation=${'B'.repeat(43)}`])
			await expect(auth.join({ name: 'Eve', cookieHeader, secure: false })).rejects.toMatchObject({
				code: 'invitation_needed',
			})
	})

	it.each(['owner', ...INVITED_ROLES] as const)(
		'makes whoever opens the %s link that',
		async (role) => {
			const { auth } = setUp({ shared: true })
			const cookieHeader = await invite(auth, role)

			const { principal } = await auth.join({ name: 'Noor', cookieHeader, secure: false })

			expect(await auth.invitedRole(cookieHeader)).toBe(role)
			expect(principal.role).toBe(role)
		},
	)

	it('stops the links of an earlier start, and lets in who came by one', async () => {
		const { auth, start } = setUp({ shared: true })
		const oldLink = await linkFor(auth, 'editor')
		const options = { secure: false, cookieHeader: undefined }
		const waiting = cookieOf((await auth.redeem(oldLink, options)).setCookie)
		const noor = await auth.join({ name: 'Noor', cookieHeader: waiting, secure: false })

		const next = start()
		await next.issueInvitations()

		await expect(next.redeem(oldLink, options)).rejects.toMatchObject({ code: 'invitation_needed' })
		await expect(
			next.join({ name: 'Late', cookieHeader: waiting, secure: false }),
		).rejects.toMatchObject({ code: 'invitation_needed' })
		expect((await next.principalOf(cookieOf(noor.setCookie)))?.role).toBe('editor')
	})

	it('stops the links when it starts unshared', async () => {
		const { auth, start } = setUp({ shared: true })
		const link = await linkFor(auth, 'owner')

		const unshared = start(false)

		await expect(
			unshared.redeem(link, { secure: false, cookieHeader: undefined }),
		).rejects.toMatchObject({ code: 'invitation_needed' })
	})

	const changes = ROLES.filter((role) => role !== 'researcher').flatMap((from) =>
		(['owner', ...INVITED_ROLES] as const).map((to) => [from, to] as const),
	)
	it.each(changes)(
		'%s opening the %s link changes nothing until they ask for it',
		async (from, to) => {
			const { auth } = setUp({ shared: true })
			const joined = await auth.join({
				name: 'Noor',
				cookieHeader: await invite(auth, from),
				secure: false,
			})
			const session = cookieOf(joined.setCookie)

			const both = `${session}; ${await invite(auth, to)}`
			const afterOpening = await auth.principalOf(both)
			const afterNaming = await auth.join({ name: 'Noor H', cookieHeader: both, secure: false })
			const taken = await auth.takeInvitedRole(joined.principal, both)

			expect(afterOpening?.role).toBe(from)
			expect(afterNaming.principal.role).toBe(from)
			expect(taken).toBe(to)
			expect((await auth.principalOf(session))?.role).toBe(to)
		},
	)

	it('gives no role to somebody else’s session or without a link', async () => {
		const { auth } = setUp({ shared: true })
		const viewer = await invite(auth, 'viewer')
		const noor = await auth.join({ name: 'Noor', cookieHeader: viewer, secure: false })
		const mei = await auth.join({ name: 'Mei', cookieHeader: viewer, secure: false })
		const owner = await invite(auth, 'owner')

		await expect(
			auth.takeInvitedRole(noor.principal, cookieOf(noor.setCookie)),
		).rejects.toMatchObject({ code: 'invitation_needed' })
		await expect(
			auth.takeInvitedRole(noor.principal, `${cookieOf(mei.setCookie)}; ${owner}`),
		).rejects.toMatchObject({ code: 'not_signed_in' })
	})
})
