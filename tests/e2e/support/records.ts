/** What the server holds of a board, read through the command line and never through the browser. */
import { z } from 'zod'
import type { TestServer } from './server.ts'

const PanelSchema = z.object({
	id: z.string(),
	typeName: z.literal('shape'),
	type: z.literal('panel'),
	index: z.string(),
	props: z.object({ action: z.string(), dialogue: z.string() }),
})
const StrokeSchema = z.object({
	id: z.string(),
	typeName: z.literal('shape'),
	type: z.literal('draw'),
	parentId: z.string(),
	/** In the panel's own units, 640 to its width. */
	x: z.number(),
	y: z.number(),
	props: z.object({
		isPen: z.boolean(),
		isComplete: z.boolean(),
		segments: z.array(z.object({ path: z.string(), dim: z.literal([2, 3]).optional() })),
	}),
})
const SuggestionSchema = z.object({
	id: z.string(),
	typeName: z.literal('suggestion'),
	title: z.string(),
	status: z.string(),
	decidedByName: z.string().nullable(),
})
const BoardSchema = z.object({ records: z.array(z.unknown()) })

export type StoredPanel = z.infer<typeof PanelSchema>
export type StoredStroke = z.infer<typeof StrokeSchema>
export type StoredSuggestion = z.infer<typeof SuggestionSchema>

export interface StoredBoard {
	/** In story order. */
	panels: StoredPanel[]
	strokes: StoredStroke[]
	suggestions: StoredSuggestion[]
}

/** The committed records of a board, by what the tests ask of them. */
export async function storedBoard(server: TestServer, sceneId: string): Promise<StoredBoard> {
	const { records } = BoardSchema.parse(await server.dailies('inspect', 'board', sceneId))
	return {
		panels: those(records, PanelSchema).sort(inStoryOrder),
		strokes: those(records, StrokeSchema),
		suggestions: those(records, SuggestionSchema),
	}
}

/** Pressures of a stroke's points, 0–1: of three numbers a point the third (see reference of tldraw). */
export function pressuresOf(stroke: StoredStroke): number[] {
	return stroke.props.segments.flatMap(({ path, dim }) => (dim === 2 ? [] : readPressures(path)))
}

/** First point 3 × float32, then 3 × float16 a point, each the difference to the one before. */
function readPressures(path: string): number[] {
	const bytes = Buffer.from(path, 'base64')
	if (bytes.length < 12) return []
	const pressures = [bytes.readFloatLE(8)]
	for (let at = 12; at + 6 <= bytes.length; at += 6) {
		pressures.push((pressures.at(-1) ?? 0) + halfFloat(bytes.readUInt16LE(at + 4)))
	}
	return pressures
}

function halfFloat(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1
	const exponent = (bits >> 10) & 0x1f
	const fraction = bits & 0x3ff
	if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024)
	return sign * 2 ** (exponent - 15) * (1 + fraction / 1024)
}

function those<S extends z.ZodType>(records: readonly unknown[], schema: S): z.infer<S>[] {
	return records.flatMap((record) => {
		const parsed = schema.safeParse(record)
		return parsed.success ? [parsed.data] : []
	})
}

function inStoryOrder(a: StoredPanel, b: StoredPanel): number {
	return a.index < b.index || (a.index === b.index && a.id < b.id) ? -1 : 1
}
