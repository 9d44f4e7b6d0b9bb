/** `signals erase`: what an operator does for a person. */
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { UserRow } from '#db/auth-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { Services } from '../services.ts'

export const EraseInput = z.object({
	project: z.string(),
	person: z.string().trim().min(1),
	yes: z.literal(true, 'This cannot be taken back. Add --yes when you mean it.'),
})

/** By id, or by a name that only one person has. @throws AppError with a sentence. */
export async function findPerson({ db }: Services, nameOrId: string): Promise<UserRow> {
	const byId = await db.auth.getUser(nameOrId)
	if (byId) return byId
	const named = (await db.auth.listUsers()).filter(({ name }) => name === nameOrId)
	const [first, second] = named
	if (first && !second) return first
	throw new AppError(first ? 'conflict' : 'not_found', {
		userMessage: first
			? `Several people are called “${nameOrId}”. Name one by id: ${named.map(({ userId }) => userId).join(', ')}.`
			: `There is nobody called “${nameOrId}”. “user list” names everybody.`,
	})
}

/** Erases on the person's word; the row says who they are by code, in the role they last had. */
export async function eraseFor(
	services: Services,
	{ projectId, person }: { projectId: string; person: string },
) {
	const user = await findPerson(services, person)
	const [session] = await services.db.auth.listSessions(user.userId)
	const principal: Principal = {
		...{ userId: user.userId, name: user.name, color: user.color },
		...{ sessionId: 'command-line', role: session?.role ?? 'viewer' },
	}
	const result = await services.signals.kept.erase(principal, projectId)
	const notesErased = await services.notes.eraseFrom(projectId, user.userId)
	return { projectId, person: user.name, notesErased, ...result }
}
