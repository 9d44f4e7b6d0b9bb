/** What may be asked about a film: its shots, script, prints, people, uploads. */
import { z } from 'zod'
import { PrintSettingsSchema } from '../exports/print-settings.ts'
import { MAX_CSV_LETTERS } from '../shot-list/list-csv.ts'
import { type Contract, NoParams, ProjectParams } from './contract.ts'
import { ScriptFieldsSchema } from './script-fields.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const ChangeSchema = z.strictObject({
	sceneId: z.string().max(60),
	/** The panel, or the first panel of the set-up. */
	panelId: z.string().max(120),
	target: z.enum(['shot', 'panel']),
	/** Path of the value in its record. */
	path: z.string().max(120),
	before: z.json(),
	after: z.json(),
})
const CsvPlanSchema = z.object({
	changes: z.array(
		z.object({
			change: ChangeSchema.extend({ before: z.unknown(), after: z.unknown() }),
			...{ line: z.number().int(), number: z.string(), label: z.string() },
			...{ from: z.string(), to: z.string() },
		}),
	),
	faults: z.array(z.object({ line: z.number().int(), sentence: z.string() })),
	ignored: z.array(z.string()),
	sameRows: z.number().int(),
})
const AppliedSchema = z.object({
	applied: z.number().int(),
	/** Left out, because the value is another one by now. */
	overtaken: z.number().int(),
	/** What takes it back. */
	back: z.array(ChangeSchema.extend({ before: z.unknown(), after: z.unknown() })),
})
const PanelSchema = z.object({
	...{ panelId: z.string(), sceneId: z.string(), position: z.number().int(), number: z.string() },
	...{ shotId: z.string().nullable(), shotNumberOverride: z.string().nullable() },
	...{ action: z.string(), dialogue: z.string(), notes: z.string() },
	durationFrames: z.number().nullable(),
	pictureHash: z.string(),
	shotFields: z.record(z.string(), z.unknown()).readonly(),
	isFromSuggestion: z.boolean(),
})

export const shots = {
	path: '/projects/{projectId}/shots',
	params: ProjectParams,
	get: {
		does: 'All panels of a film with what is said of their shots, in story order.',
		may: 'project.read',
		answer: {
			json: z.object({
				project: z.object({
					...{ projectId: z.string(), title: z.string(), frameRate: z.unknown() },
					customFields: z.array(z.unknown()).readonly(),
				}),
				scenes: z.array(z.object({ sceneId: z.string(), number: z.string(), heading: z.string() })),
				panels: z.array(PanelSchema),
			}),
		},
	},
	post: {
		does: 'With `csv`: what a file would change, and changes nothing. With `changes`: sets the cells that are still what they were.',
		may: 'room.board.write',
		body: z.union([
			z.strictObject({ csv: z.string().max(MAX_CSV_LETTERS) }),
			z.strictObject({ changes: z.array(ChangeSchema).min(1).max(5000) }),
		]),
		answer: { json: z.union([CsvPlanSchema, AppliedSchema]) },
	},
} satisfies Contract

export const shotsCsv = {
	path: '/projects/{projectId}/shots.csv',
	params: ProjectParams,
	get: {
		does: 'The shot list as CSV, a row for each shot or each panel.',
		may: 'project.read',
		query: z.object({
			rows: z.enum(['shot', 'panel']).default('shot'),
			scene: z.string().max(60).optional(),
			/** Column ids, a comma between two. */
			columns: z.string().max(4000).optional(),
		}),
		answer: { file: ['text/csv'] },
	},
} satisfies Contract

export const notesCsv = {
	path: '/projects/{projectId}/notes.csv',
	params: ProjectParams,
	get: {
		does: 'Every note of the film as CSV, a row for each.',
		may: 'project.read',
		answer: { file: ['text/csv'] },
	},
} satisfies Contract

const Report = { projectId: z.string(), title: z.string(), format: z.string() }
const ImportReportSchema = z.object({
	...{ ...Report, encoding: z.string() },
	/** What takes it back as a whole; null = nothing was changed. */
	draftId: z.string().nullable(),
	revision: z.number().int(),
	scenes: z.array(
		z.object({
			...{ sceneId: z.string(), number: z.string(), heading: z.string() },
			...{ isNew: z.boolean(), blockCount: z.number().int() },
		}),
	),
	blocks: z.object({ added: z.number(), changed: z.number(), kept: z.number() }),
	unmatched: z.array(
		z.object({
			...{ sceneId: z.string().nullable(), blockId: z.string() },
			...{ type: z.string(), text: z.string() },
		}),
	),
	warnings: z.array(z.string()),
})
export const scripts = {
	path: '/scripts',
	params: NoParams,
	post: {
		does: 'Brings a script in: a file or pasted pages, into a film or as a new one. Asked with Accept: application/x-ndjson it tells how far it is, line by line.',
		may: 'script.import',
		body: ScriptFieldsSchema,
		form: { fields: ScriptFieldsSchema, files: ['file'] },
		answer: {
			json: ImportReportSchema,
			lines: z.discriminatedUnion('type', [
				z.object({
					...{ type: z.literal('progress'), projectId: z.string() },
					...{ scenesDone: z.number(), scenes: z.number() },
				}),
				z.object({ type: z.literal('report'), report: ImportReportSchema }),
				z.object({ type: z.literal('refusal'), message: z.string() }),
			]),
		},
	},
} satisfies Contract

export const scriptPreview = {
	path: '/projects/{projectId}/script-preview',
	params: ProjectParams,
	post: {
		does: 'What a new draft would change, before it comes in; writes nothing.',
		may: 'script.import',
		body: ScriptFieldsSchema,
		form: { fields: ScriptFieldsSchema, files: ['file'] },
		answer: {
			json: z.object({
				...{ revision: z.number().int(), hadScript: z.boolean(), missing: z.array(z.string()) },
				counts: z.record(z.enum(['added', 'changed', 'moved', 'cut', 'kept']), z.number()),
				scenes: z.array(
					z.object({
						...{ heading: z.string().nullable(), isNew: z.boolean() },
						lines: z.array(
							z.object({
								kind: z.enum(['added', 'changed', 'moved', 'cut']),
								...{ blockId: z.string().nullable(), type: z.string() },
								...{ before: z.string(), after: z.string() },
							}),
						),
					}),
				),
			}),
		},
	},
} satisfies Contract

export const script = {
	path: '/projects/{projectId}/script/{format}',
	params: ProjectParams.extend({ format: z.enum(['fountain', 'fdx']) }),
	get: {
		does: 'A film’s script as a file.',
		may: 'project.read',
		answer: { file: ['text/plain', 'application/xml'] },
	},
} satisfies Contract

export const drafts = {
	path: '/projects/{projectId}/drafts',
	params: ProjectParams,
	get: {
		does: 'The drafts of a film’s script, newest first, and the one that can be taken back.',
		may: 'project.read',
		answer: {
			json: z.object({
				drafts: z.array(
					z.object({
						...{ draftId: z.string(), projectId: z.string(), revision: z.number().int() },
						...{ name: z.string(), madeBy: z.string(), at: z.number() },
						...{ finishedAt: z.number().nullable(), undoneAt: z.number().nullable() },
					}),
				),
				last: z
					.object({
						...{ draftId: z.string(), revision: z.number().int(), name: z.string() },
						...{ at: z.number(), rewritten: z.number().int() },
						...{ scenes: z.number().int(), panels: z.number().int() },
					})
					.nullable(),
			}),
		},
	},
	post: {
		does: 'Takes the newest draft back.',
		may: 'script.import',
		body: z.object({ draftId: z.string().max(60) }),
		answer: { json: z.object({ undone: z.number().int(), kept: z.number().int() }) },
	},
} satisfies Contract

export const printSettings = {
	path: '/projects/{projectId}/print-settings',
	params: ProjectParams,
	post: {
		does: 'Keeps with the film how it was last printed.',
		may: 'room.project.write',
		body: PrintSettingsSchema,
		answer: { status: 204 },
	},
} satisfies Contract

export const prints = {
	path: '/projects/{projectId}/prints',
	params: ProjectParams,
	post: {
		does: 'Begins a PDF of the boards or a ZIP of their pictures; followed and fetched by its id.',
		may: 'project.read',
		body: z.strictObject({
			kind: z.enum(['pdf', 'png']),
			/** Null = the film. */
			sceneId: z.string().max(60).nullable().default(null),
			panelIds: z.array(z.string().max(120)).max(5000).nullable().default(null),
			settings: PrintSettingsSchema.optional(),
		}),
		answer: { json: z.object({ id: z.string() }), status: 202 },
	},
} satisfies Contract

export const print = {
	path: '/projects/{projectId}/prints/{printId}',
	params: ProjectParams.extend({ printId: z.string() }),
	get: {
		does: 'How far a print is.',
		may: 'project.read',
		answer: {
			json: z.discriminatedUnion('state', [
				z.object({ state: z.literal('running'), share: z.number() }),
				z.object({
					state: z.literal('done'),
					report: z.object({
						...{ count: z.number().int(), sizeBytes: z.number() },
						missingLetters: z.number().int(),
					}),
				}),
				z.object({ state: z.literal('failed'), sentence: z.string() }),
				z.object({ state: z.literal('cancelled') }),
			]),
		},
	},
	delete: { does: 'Cancels a print.', may: 'project.read', answer: { status: 204 } },
} satisfies Contract

export const printFile = {
	path: '/projects/{projectId}/prints/{printId}/file',
	params: ProjectParams.extend({ printId: z.string() }),
	get: {
		does: 'A finished print.',
		may: 'project.read',
		answer: { file: ['application/pdf', 'application/zip'] },
	},
} satisfies Contract

export const film = {
	path: '/projects/{projectId}/film',
	params: ProjectParams,
	post: {
		does: 'Changes what holds for the whole film: the paper’s ratio, the lock of numbers.',
		may: 'project.manage',
		body: z.strictObject({
			/** Width ÷ height. */
			aspectRatio: z.number().min(0.3).max(4).optional(),
			numbers: z.enum(['lock', 'unlock']).optional(),
		}),
		answer: { json: z.object({ boards: z.number().int() }) },
	},
} satisfies Contract

export const openings = {
	path: '/projects/{projectId}/openings',
	params: ProjectParams,
	post: {
		does: 'What a program needs to open the room of a scene (docs/protocol.md).',
		may: 'project.read',
		body: z.object({ sceneId: z.string().max(60) }),
		answer: { json: z.object({ clientId: z.number().int(), generation: z.number().int() }) },
	},
} satisfies Contract

export const people = {
	path: '/projects/{projectId}/people',
	params: ProjectParams,
	get: {
		does: 'Who is in the film’s boards now, and on which panel.',
		may: 'project.read',
		answer: {
			json: z.array(
				z.object({
					...{ userId: z.string(), name: z.string(), color: z.string() },
					...{ sceneId: z.string().nullable(), panelId: z.string().nullable() },
					...{ label: z.string().nullable(), isPitching: z.boolean() },
				}),
			),
		},
	},
} satisfies Contract

export const assets = {
	path: '/assets',
	params: NoParams,
	post: {
		does: 'Uploads a picture: PNG, JPEG, WebP or GIF, as a form’s file.',
		may: 'asset.upload',
		form: { fields: NoParams, files: ['file'] },
		answer: {
			json: z.object({
				...{ hash: Hash, url: z.string(), mediaType: z.string() },
				...{ width: z.number(), height: z.number() },
			}),
		},
	},
} satisfies Contract

export const sounds = {
	path: '/sounds',
	params: NoParams,
	post: {
		does: 'Uploads a sound with its outline (`peaks`).',
		may: 'asset.upload',
		form: { fields: NoParams, files: ['file', 'peaks'] },
		answer: { json: z.object({ hash: Hash, url: z.string(), mediaType: z.string() }) },
	},
} satisfies Contract
