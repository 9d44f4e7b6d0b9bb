/** What may be asked about a film's log: exports, the log itself, consent, switches, looks. */
import { z } from 'zod'
import { CONSENT_PURPOSES } from '../signals/consent.ts'
import { NewSignalEventSchema } from '../signals/event.ts'
import { CONFIG_NAMES } from '../signals/export/configs.ts'
import { ALL_TRAIN } from '../signals/export/split.ts'
import { type Contract, ProjectParams } from './contract.ts'
import { SettingMessageSchema, SettingsViewSchema } from './setting-message.ts'

/** One page reports a handful of looks at a time. */
const MAX_REPORTS = 100
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const ByConfig = z.partialRecord(z.enum(CONFIG_NAMES), z.number().int())
/** The parts of manifest.json that a program decides by; the file in the folder says more. */
const ManifestSchema = z.object({
	...{ format: z.literal('dailies-dataset'), version: z.literal(1) },
	...{ purpose: z.enum(CONSENT_PURPOSES), createdAt: z.string(), promptVersion: z.string() },
	project: z.object({ projectId: z.string(), title: z.string(), isSynthetic: z.boolean() }),
	reward: z.object({ name: z.string(), version: z.number(), meaning: z.string() }),
	/** `through` is the next export's `since`. */
	cursor: z.object({ since: z.string().nullable(), through: z.string() }),
	rows: z.partialRecord(
		z.enum(CONFIG_NAMES),
		z.object({ rows: z.number().int(), people: z.number().int() }),
	),
	files: z.array(
		z.object({
			...{ name: z.string(), rows: z.number().int(), bytes: z.number(), sha256: Hash },
			...{ config: z.enum(CONFIG_NAMES), split: z.string(), format: z.string() },
		}),
	),
	/** What stayed behind, by its reason. */
	suppressed: z.object({
		consent: z.object({ events: z.number(), rounds: z.number(), dissents: z.number() }),
		...{ fewPeople: ByConfig, erased: ByConfig, withoutChance: z.number() },
		...{ scenesWithheld: z.number(), sceneWords: z.number(), rolesWithheld: z.number() },
	}),
})
const Share = z.number().min(0).max(100)
/** A row of the log as it leaves: with its place, its hashes, and its sealed words opened. */
const LogLineSchema = z.union(
	NewSignalEventSchema.options.map((row) =>
		row.extend({
			seq: z.number().int().min(1),
			recvMs: z.number().int(),
			blobs: z.record(
				z.string(),
				z.object({
					...{ mediaType: z.string(), sizeBytes: z.number(), value: z.unknown() },
					/** `by_reference`: named only; it is too large, or holds everybody's words. */
					state: z.enum(['open', 'erased', 'by_reference', 'unreadable']),
				}),
			),
			...{ prevHash: Hash, hash: Hash },
		}),
	),
)
const ConsentSchema = z.object({
	...{ operate: z.boolean(), tenant_research: z.boolean() },
	...{ model_training: z.boolean(), public_release: z.boolean() },
	/** Whether they were asked under the present terms. */
	answered: z.boolean(),
	termsVersion: z.string(),
})

export const exportsOfFilm = {
	path: '/projects/{projectId}/exports',
	params: ProjectParams,
	post: {
		does: 'Begins an export as a data set; followed and fetched by its id. Every field may be left out.',
		may: 'research.export',
		body: z.strictObject({
			/** Only rows of people who allow it leave. */
			purpose: z.enum(CONSENT_PURPOSES).default('operate'),
			configs: z
				.array(z.enum(CONFIG_NAMES))
				.min(1)
				.max(CONFIG_NAMES.length)
				.default([...CONFIG_NAMES]),
			formats: z
				.array(z.enum(['parquet', 'jsonl']))
				.min(1)
				.max(2)
				.default(['parquet']),
			pictures: z.enum(['none', 'reference', 'bytes']).default('reference'),
			/** Per cent; whole scenes, together 100. */
			split: z
				.strictObject({ train: Share, validation: Share, test: Share })
				.refine(({ train, validation, test }) => train + validation + test === 100)
				.default({ ...ALL_TRAIN }),
			/** The cursor of an earlier export's manifest. */
			since: z.string().max(40).nullable().default(null),
		}),
		answer: { json: z.object({ id: z.string() }), status: 202 },
	},
} satisfies Contract

export const exportOfFilm = {
	path: '/projects/{projectId}/exports/{exportId}',
	params: ProjectParams.extend({ exportId: z.string() }),
	get: {
		does: 'How far an export is; its manifest when it is done.',
		may: 'research.export',
		answer: {
			json: z.discriminatedUnion('state', [
				z.object({ state: z.literal('running'), share: z.number() }),
				z.object({
					state: z.literal('done'),
					manifest: ManifestSchema,
				}),
				z.object({ state: z.literal('failed'), sentence: z.string() }),
				z.object({ state: z.literal('cancelled') }),
			]),
		},
	},
	delete: { does: 'Cancels an export.', may: 'research.export', answer: { status: 204 } },
} satisfies Contract

export const exportTar = {
	path: '/projects/{projectId}/exports/{exportId}/tar',
	params: ProjectParams.extend({ exportId: z.string() }),
	get: {
		does: 'A finished export’s folder as one tar.',
		may: 'research.export',
		answer: { file: ['application/x-tar'] },
	},
} satisfies Contract

export const signalsJsonl = {
	path: '/projects/{projectId}/signals.jsonl',
	params: ProjectParams,
	post: {
		does: 'The log, a row a line. By POST, because every copy that leaves is noted.',
		may: 'research.export',
		query: z.object({ purpose: z.enum(CONSENT_PURPOSES).default('operate') }),
		answer: { file: ['application/x-ndjson'], lines: LogLineSchema },
	},
} satisfies Contract

export const keptJsonl = {
	path: '/projects/{projectId}/kept.jsonl',
	params: ProjectParams,
	get: {
		does: 'Everything the log keeps of whoever asks, a row a line.',
		may: 'project.read',
		answer: { file: ['application/x-ndjson'], lines: LogLineSchema },
	},
} satisfies Contract

export const consent = {
	path: '/projects/{projectId}/consent',
	params: ProjectParams,
	get: {
		does: 'What whoever asks allows in this film.',
		may: 'project.read',
		answer: { json: ConsentSchema },
	},
	post: {
		does: 'Changes some of one’s own answers.',
		may: 'project.read',
		body: z.partialRecord(z.enum(CONSENT_PURPOSES), z.boolean()),
		answer: { json: ConsentSchema },
	},
} satisfies Contract

export const suggestionSettings = {
	path: '/projects/{projectId}/suggestion-settings',
	params: ProjectParams,
	get: {
		does: 'How the switches over suggestions stand for whoever asks.',
		may: 'project.read',
		answer: { json: SettingsViewSchema },
	},
	post: {
		does: 'Turns one switch, which is a row of the log.',
		may: 'project.read',
		body: SettingMessageSchema,
		answer: { json: SettingsViewSchema },
	},
} satisfies Contract

export const opinions = {
	path: '/projects/{projectId}/opinions',
	params: ProjectParams,
	get: {
		does: 'How many second opinions are asked of whoever asks.',
		may: 'project.read',
		answer: { json: z.object({ waiting: z.number().int() }) },
	},
} satisfies Contract

export const views = {
	path: '/projects/{projectId}/views',
	params: ProjectParams,
	post: {
		does: 'Looks and previews as a screen reports them, idempotent by `eventId`.',
		may: 'project.read',
		body: z.object({
			views: z
				.array(
					z.object({
						eventId: z.string().max(40),
						kind: z.enum(['viewed', 'previewed']),
						sceneId: z.string().max(60),
						slateId: z.string().max(60),
						suggestionId: z.string().max(80),
						position: z.number().int(),
						maxVisibleFrac: z.number(),
						dwellMs: z.number(),
						clientTsMs: z.number(),
					}),
				)
				.max(MAX_REPORTS),
		}),
		answer: { status: 204 },
	},
} satisfies Contract
