/** What may be asked about one board: suggestions and verdicts, versions, news, reviews, moves. */
import { z } from 'zod'
import { REVIEW_STATUSES, WHOLE_SCENE } from '../notes/review-record.ts'
import { CATEGORIES, CategorySchema } from '../suggestions/suggestion-record.ts'
import { type Contract, DoneSchema, IdSchema, PanelIdSchema, SceneParams } from './contract.ts'
import { DecisionAnswerSchema, DecisionMessageSchema } from './decision-message.ts'
import { ProposalMessageSchema } from './proposal-message.ts'

const MAX_NOTE_LETTERS = 4_000
const RefusedSchema = z.object({ code: z.string(), message: z.string() })
const OfferedSchema = z.object({
	slateId: z.string().nullable(),
	category: z.enum(CATEGORIES).nullable(),
	suggestionIds: z.array(z.string()),
	/** Shown when nothing is offered: why, in a sentence. */
	message: z.string().nullable(),
})
const OutlookSchema = z.object({
	counts: z.array(z.object({ category: CategorySchema, count: z.number().int() })),
	message: z.string().nullable(),
	makesPictures: z.boolean(),
})
const VersionSchema = z.object({
	versionId: z.string(),
	kind: z.enum(['auto', 'named', 'safety']),
	name: z.string().nullable(),
	madeByName: z.string().nullable(),
	/** Milliseconds since 1970. */
	at: z.number(),
	panelCount: z.number().int(),
})
const MomentSchema = z.object({
	...{ versionId: z.string(), sceneId: z.string(), kind: VersionSchema.shape.kind },
	...{ name: z.string().nullable(), at: z.number(), partHash: z.string(), restHash: z.string() },
})
const OpenedVersionSchema = VersionSchema.extend({
	sceneId: z.string(),
	panels: z.array(z.object({ panelId: z.string(), partHash: z.string() })),
	restHash: z.string(),
})

export const decisions = {
	path: '/boards/{sceneId}/decisions',
	params: SceneParams,
	post: {
		does: 'Gives a verdict on a suggestion, or the reasons for one; once per idempotency key.',
		may: 'suggestion.propose',
		body: DecisionMessageSchema,
		answer: { json: DecisionAnswerSchema },
	},
} satisfies Contract

export const proposals = {
	path: '/boards/{sceneId}/proposals',
	params: SceneParams,
	post: {
		does: 'Makes a suggestion of one’s own, held out of the document until somebody decides it.',
		may: 'suggestion.propose',
		body: ProposalMessageSchema,
		answer: { json: DecisionAnswerSchema },
	},
} satisfies Contract

export const suggestions = {
	path: '/boards/{sceneId}/suggestions',
	params: SceneParams,
	get: {
		does: 'How much there is to say on each category; nothing is offered by asking.',
		may: 'suggestion.request',
		query: z.object({ target: z.string().max(200).optional() }),
		answer: { json: OutlookSchema },
	},
	post: {
		does: 'Asks for suggestions: by category, in words, for a picture, or for a breakdown of the script. Asked with Accept: application/x-ndjson it tells how far it is, line by line.',
		may: 'suggestion.request',
		body: z.discriminatedUnion('ask', [
			z.strictObject({
				ask: z.literal('round'),
				category: CategorySchema.nullable().default(null),
				targetId: z.string().max(200).nullable().default(null),
				trigger: z.enum(['asked', 'opened']).default('asked'),
			}),
			z.strictObject({
				ask: z.literal('words'),
				words: z
					.string()
					.trim()
					.min(1, 'Say what you would like.')
					.max(500, 'A shorter wish, please.'),
				targetId: z.string().max(200).nullable().default(null),
			}),
			z.strictObject({
				ask: z.literal('picture'),
				panelId: z.templateLiteral(['shape:', z.string().max(190)]),
				as: z.enum(['panel', 'new']),
			}),
			z.strictObject({ ask: z.literal('breakdown') }),
		]),
		answer: {
			json: OfferedSchema,
			lines: z.union([
				z.object({ progress: z.object({ name: z.string(), count: z.number() }) }),
				z.object({ answer: OfferedSchema }),
				z.object({ refused: RefusedSchema }),
			]),
		},
	},
} satisfies Contract

export const moves = {
	path: '/boards/{sceneId}/moves',
	params: SceneParams,
	post: {
		does: 'Moves panels of this scene to another one; once per idempotency key.',
		may: 'room.board.write',
		body: z.strictObject({
			toSceneId: IdSchema,
			panelIds: z.array(PanelIdSchema).min(1).max(500),
			/** The panel they come after; null = first, left out = last. */
			afterPanelId: PanelIdSchema.nullable().optional(),
			idempotencyKey: z.string().min(8).max(100),
		}),
		answer: {
			json: z.object({
				panelIds: z.array(z.string()),
				withdrawnSuggestions: z.number().int(),
				/** Where they were: moving them there takes this back. */
				back: z.object({ sceneId: z.string(), afterPanelId: z.string().nullable() }),
			}),
		},
	},
} satisfies Contract

export const news = {
	path: '/boards/{sceneId}/news',
	params: SceneParams,
	get: {
		does: 'What others did on a board since whoever asks left it; null when there is nothing.',
		may: 'project.read',
		answer: {
			json: z
				.object({
					since: z.number(),
					items: z.array(
						z.object({
							...{ panelId: z.string(), kind: z.string(), at: z.number(), label: z.string() },
							by: z.object({ userId: z.string(), name: z.string(), color: z.string() }),
						}),
					),
				})
				.nullable(),
		},
	},
	post: {
		does: 'From now on nothing of it is news any more.',
		may: 'project.read',
		answer: { json: DoneSchema },
	},
} satisfies Contract

export const pitchNotes = {
	path: '/boards/{sceneId}/pitch-notes',
	params: SceneParams,
	get: {
		does: 'A person’s own notes for pitching a scene, by panel; nobody else can read them.',
		may: 'project.read',
		answer: { json: z.record(z.string(), z.string()) },
	},
	post: {
		does: 'Keeps one panel’s note.',
		may: 'pitch.lead',
		body: z.strictObject({
			panelId: PanelIdSchema,
			body: z.string().max(MAX_NOTE_LETTERS, `A note has at most ${MAX_NOTE_LETTERS} letters.`),
		}),
		answer: { json: DoneSchema },
	},
} satisfies Contract

export const reviews = {
	path: '/boards/{sceneId}/reviews',
	params: SceneParams,
	post: {
		does: 'Says how far a panel, or the whole scene, has come in review.',
		may: 'review.set',
		body: z.strictObject({
			targetId: z.union([z.literal(WHOLE_SCENE), PanelIdSchema]),
			status: z.enum(REVIEW_STATUSES).nullable(),
		}),
		answer: { json: DoneSchema },
	},
} satisfies Contract

export const versions = {
	path: '/boards/{sceneId}/versions',
	params: SceneParams,
	get: {
		does: 'The versions of a board, or with `panel` the looks of one panel through them.',
		may: 'project.read',
		query: z.object({ panel: PanelIdSchema.optional() }),
		answer: { json: z.union([z.array(VersionSchema), z.array(MomentSchema)]) },
	},
	post: {
		does: 'Keeps the board as it stands: named, or because it is about to be restored (that one needs who may change boards).',
		may: 'version.name',
		body: z.discriminatedUnion('kind', [
			z.strictObject({
				kind: z.literal('named'),
				name: z
					.string()
					.trim()
					.min(1, 'Give the version a name.')
					.max(80, 'A name has at most 80 letters.'),
			}),
			z.strictObject({ kind: z.literal('safety') }),
		]),
		answer: { json: VersionSchema },
	},
} satisfies Contract

export const version = {
	path: '/boards/{sceneId}/versions/{versionId}',
	params: SceneParams.extend({ versionId: IdSchema }),
	get: {
		does: 'What a version holds, or with `parts` (content ids, a comma between two) the records of those parts.',
		may: 'project.read',
		query: z.object({
			parts: z
				.string()
				.regex(/^[0-9a-f]{40}(,[0-9a-f]{40}){0,59}$/)
				.transform((list) => list.split(','))
				.optional(),
		}),
		answer: {
			json: z.union([OpenedVersionSchema, z.record(z.string(), z.array(z.unknown()))]),
		},
	},
	post: {
		does: 'Removes a version for good.',
		may: 'project.manage',
		answer: { json: DoneSchema },
	},
} satisfies Contract
