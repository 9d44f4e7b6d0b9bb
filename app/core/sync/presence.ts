/**
 * What others see of a person in a room. Each client writes only its own entry and the server stamps
 * `user` (P2), so nobody can act as somebody else. Readers drop whatever does not parse (P3).
 */
import { z } from 'zod'
import { PersonColorSchema } from '../board/person.ts'

export const PresenceUserSchema = z.object({
	userId: z.string().max(60),
	name: z.string().max(80),
	color: PersonColorSchema,
})
export type PresenceUser = z.infer<typeof PresenceUserSchema>

const coordinate = z.number().min(-1e7).max(1e7)
const recordId = z.string().max(120)

/** Longest list of selected ids sent; a larger selection is cut. */
export const MAX_SELECTION = 50

export const PresenceSchema = z.object({
	user: PresenceUserSchema,
	sceneId: z.string().max(60).nullable().default(null),
	panelId: recordId.nullable().default(null),
	/** Where the pointer is: in page units, or relative to the panel `panelId` names (P5). */
	cursor: z
		.object({ x: coordinate, y: coordinate, panelId: recordId.nullable() })
		.nullable()
		.default(null),
	selection: z.array(recordId).max(MAX_SELECTION).default([]),
	tool: z.string().max(40).default('select'),
	isDrawing: z.boolean().default(false),
	/** The field a person types in. */
	textField: z
		.object({ recordId, path: z.string().max(80) })
		.nullable()
		.default(null),
	// Left out unless they say something: an entry goes to everybody in the room.
	/** The number of the panel `panelId` names, for those in other scenes. */
	label: z.string().max(24).optional(),
	/** Asks for the room, and once stamped has it: the others look where this person does (P6). */
	pitch: z.boolean().optional(),
	/** The user whose view this person follows. */
	following: z.string().max(60).optional(),
	/** What this person sees of the wall, in page units; said only while somebody follows. */
	view: z.object({ x: coordinate, y: coordinate, w: coordinate, h: coordinate }).optional(),
})
export type Presence = z.infer<typeof PresenceSchema>
/** What a client sets itself. */
export type OwnPresence = Omit<Presence, 'user'>

export const EMPTY_PRESENCE: OwnPresence = {
	sceneId: null,
	panelId: null,
	cursor: null,
	selection: [],
	tool: 'select',
	isDrawing: false,
	textField: null,
}

/** An entry as received, or undefined when it is none. */
export function parsePresence(state: unknown): Presence | undefined {
	const parsed = PresenceSchema.safeParse(state)
	return parsed.success ? parsed.data : undefined
}

/** Whether nobody else is in the room, as far as this client knows. */
export function isAlone(awareness: { getStates(): ReadonlyMap<number, unknown> }): boolean {
	return awareness.getStates().size <= 1
}
