/** `user list` and `token make|list|revoke`: who is on this server, and keys for programs. */
import { z } from 'zod'
import { ROLES } from '#core/board/role.ts'
import type { Services } from '../services.ts'
import { findPerson } from './erase-command.ts'

export const PEOPLE_HELP = `  user list                       everybody on this server, with the role they last had
  token make --person NAME        a key for programs, shown once: [--role researcher] [--days N]
                                  [--label WORDS]; use it as Authorization: Bearer KEY on /api/v1
  token list | token revoke ID    keys there are; withdraw one`
export const PEOPLE_OPTIONS = {
	role: { type: 'string' },
	days: { type: 'string' },
	label: { type: 'string' },
} as const

export const MakeTokenInput = z.object({
	person: z.string().trim().min(1),
	role: z.enum(ROLES).default('researcher'),
	days: z.coerce.number().int().min(1).max(3650).nullable().default(null),
	label: z.string().trim().max(80).default('Command line'),
})
export const RevokeTokenInput = z.object({ token: z.string() })

export async function listUsers({ db }: Services) {
	const people = []
	for (const user of await db.auth.listUsers()) {
		const [session] = await db.auth.listSessions(user.userId)
		const last = { role: session?.role ?? null, lastSeenMs: session?.lastSeenAt ?? null }
		people.push({ userId: user.userId, name: user.name, createdMs: user.createdAt, ...last })
	}
	return { people }
}

export async function makeToken(services: Services, input: z.infer<typeof MakeTokenInput>) {
	const { person, ...wanted } = input
	const { userId, name } = await findPerson(services, person)
	return { person: name, role: wanted.role, ...(await services.tokens.make({ userId, ...wanted })) }
}

export async function revokeToken({ tokens }: Services, input: z.infer<typeof RevokeTokenInput>) {
	await tokens.revoke(input.token)
	return { tokenId: input.token, revoked: true }
}
