/**
 * What may be asked over HTTP, as data: the routes under /api/v1 parse by it, their answers are held
 * against it by the compiler, and `openapi.ts` describes it to programs. Guards signals.md S99: there is
 * no second description that could say something else.
 */
import { z } from 'zod'
import type { Action } from '../board/role.ts'

/** What comes back when all is well; refusals are the same everywhere. */
export type Answer =
	| { json: z.ZodType; status?: 200 | 202; lines?: z.ZodType }
	/** A file of one of these media types; `lines` is one line of it, where it is lines of JSON. */
	| { file: readonly string[]; lines?: z.ZodType }
	| { status: 204 }
export interface Call {
	/** In a sentence. */
	does: string
	/** What a role must allow. */
	may: Action
	query?: z.ZodObject
	body?: z.ZodType
	/** A form's text fields; `files` are its files. */
	form?: { fields: z.ZodObject; files: readonly string[] }
	answer: Answer
}
export interface Contract {
	/** Below /api/v1. */
	path: `/${string}`
	params: z.ZodObject
	get?: Call
	post?: Call
	delete?: Call
}

export const IdSchema = z.string().regex(/^[0-9A-Za-z]{1,40}$/)
export const PanelIdSchema = z.string().regex(/^shape:[^/]{1,190}$/)
export const ProjectParams = z.object({ projectId: IdSchema })
export const SceneParams = z.object({ sceneId: IdSchema })
export const NoParams = z.object({})
export const DoneSchema = z.object({ ok: z.literal(true) })
