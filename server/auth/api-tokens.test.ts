import { expect, it } from 'vitest'
import { seededRandom } from '#core/random.ts'
import { openDatabase } from '#db/open.ts'
import { createApiTokens } from './api-tokens.ts'

async function setUp() {
	const clock = { now: 1_795_000_000_000 }
	const { auth } = openDatabase({ file: ':memory:' })
	await auth.putUser({ userId: 'rae', name: 'Rae', color: 'teal', createdAt: 1 })
	const tokens = createApiTokens({ auth, random: seededRandom('tokens'), now: () => clock.now })
	return { auth, clock, tokens }
}
const asked = { userId: 'rae', role: 'researcher', label: 'Notebook', days: 2 } as const

it('a token speaks for its person in its own role, and the database keeps only its hash', async () => {
	const { auth, tokens } = await setUp()
	const { token } = await tokens.make(asked)

	expect(await tokens.principalOf(`Bearer ${token}`)).toMatchObject({
		userId: 'rae',
		role: 'researcher',
	})
	expect(JSON.stringify(await auth.listApiTokens())).not.toContain(token)
	expect(JSON.stringify(await tokens.list())).not.toContain('tokenHash')
	await expect(tokens.make({ ...asked, userId: 'nobody' })).rejects.toMatchObject({
		code: 'not_found',
	})
})

it('opens nothing when it is missing, malformed, unknown, expired or withdrawn', async () => {
	const { clock, tokens } = await setUp()
	const { token } = await tokens.make(asked)
	const other = await tokens.make({ ...asked, days: null })

	for (const header of [undefined, token, `Bearer x${token}`, `Bearer dailies_${'A'.repeat(43)}`])
		expect(await tokens.principalOf(header)).toBeNull()
	clock.now += 2 * 86_400_000
	expect(await tokens.principalOf(`Bearer ${token}`)).toBeNull()
	expect(await tokens.principalOf(`Bearer ${other.token}`)).not.toBeNull()
	await tokens.revoke(other.tokenId)
	expect(await tokens.principalOf(`Bearer ${other.token}`)).toBeNull()
	await expect(tokens.revoke(other.tokenId)).rejects.toMatchObject({ code: 'not_found' })
})
