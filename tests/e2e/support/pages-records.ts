/** Pictures and shapes of a board as the server keeps them, and the project they belong to. */
import { z } from 'zod'
import type { TestServer } from './server.ts'

const ProjectSchema = z.object({
	project: z.object({ projectId: z.string(), title: z.string() }),
	scenes: z.array(z.object({ sceneId: z.string(), number: z.string(), heading: z.string() })),
})
const RecordSchema = z.looseObject({ id: z.string(), typeName: z.string() })
const BoardSchema = z.object({ records: z.array(RecordSchema) })
const AssetSchema = z.object({ typeName: z.literal('asset'), props: z.object({ src: z.string() }) })
const ShapeSchema = z.object({
	id: z.string(),
	typeName: z.literal('shape'),
	type: z.string(),
	parentId: z.string(),
})
const VerifiedSchema = z.object({
	ok: z.boolean(),
	projects: z.array(z.object({ title: z.string(), ok: z.boolean() })),
})

export async function storedProject(server: TestServer, title: string) {
	return ProjectSchema.parse(await server.dailies('inspect', 'project', title))
}

/** Every committed record of a board, as JSON. */
export async function storedRecords(server: TestServer, sceneId: string) {
	return BoardSchema.parse(await server.dailies('inspect', 'board', sceneId)).records
}

export async function storedShapes(server: TestServer, sceneId: string) {
	return those(await storedRecords(server, sceneId), ShapeSchema)
}

/** The addresses of a board's pictures. */
export async function storedPictureAddresses(server: TestServer, sceneId: string) {
	return those(await storedRecords(server, sceneId), AssetSchema).map(({ props }) => props.src)
}

export async function verifiedLogs(server: TestServer) {
	return VerifiedSchema.parse(await server.dailies('signals', 'verify'))
}

function those<S extends z.ZodType>(records: readonly unknown[], schema: S): z.infer<S>[] {
	return records.flatMap((record) => {
		const parsed = schema.safeParse(record)
		return parsed.success ? [parsed.data] : []
	})
}
