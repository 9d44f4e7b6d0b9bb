/**
 * The signal log's events: the single definition of what a row may hold. Inline payloads hold only
 * ids, enums, numbers and content ids; every piece of free text or picture lives in a blob sealed
 * under its author's key, so that destroying the key erases it while the hash chain still verifies.
 */
import { z } from 'zod'
import { ROLES } from '../board/role.ts'
import { CategorySchema, ReasonCodeSchema } from '../suggestions/suggestion-record.ts'
import { CONSENT_PURPOSES } from './consent.ts'

export const EVENT_SCHEMA_VERSION = 1

/** Content id: lowercase hex HMAC-SHA-256 under the project's content key. */
const Cid = z.string().regex(/^[0-9a-f]{64}$/)
const Probability = z.number().min(0).max(1)

export const VERDICTS = [
	'accept',
	'edit_accept',
	'reject',
	'dismiss',
	'retract',
	'expire',
	'supersede',
] as const
export const VerdictSchema = z.enum(VERDICTS)
export type Verdict = z.infer<typeof VerdictSchema>

/** One entry of everything considered for a slate, shown or not; `suggestionId` null = show nothing. */
export const CandidateSchema = z.strictObject({
	suggestionId: z.string().nullable(),
	generatorId: z.string(),
	generatorVersion: z.string(),
	editType: z.string().nullable(),
	changeCid: Cid.nullable(),
	rationaleCid: Cid.nullable(),
	features: z.record(z.string(), z.number()),
	score: z.number(),
	logWeight: z.number(),
	/** 0-based place when shown, else null. */
	position: z.number().int().min(0).nullable(),
	/** P(this candidate at its own position); null when not shown. */
	pPosition: Probability.nullable(),
	/** P(this candidate at its position given those before it); null when not shown. */
	pCascade: Probability.nullable(),
	/** P(this candidate anywhere on the slate). */
	pIncluded: Probability,
})
export type Candidate = z.infer<typeof CandidateSchema>

/** The model that was asked for a slate, and how it was drawn among those that could have been. */
export const ModelRoundSchema = z.strictObject({
	/** Its row of what left the server. */
	callId: z.string(),
	generatorId: z.string(),
	/** SHA-256 of the prompt's text, hex. */
	promptHash: Cid,
	result: z.string().max(40),
	/** Proposals that could be read, and those that could not. */
	proposals: z.number().int().min(0),
	unfit: z.number().int().min(0),
	/** The draw: its seed, the chance of this one, and of each. */
	seed: z.string(),
	pChosen: Probability,
	among: z.array(z.strictObject({ generatorId: z.string(), p: Probability })).max(20),
})
export type ModelRound = z.infer<typeof ModelRoundSchema>

export const SlateShownSchema = z.strictObject({
	category: CategorySchema,
	targetId: z.string(),
	trigger: z.enum(['asked', 'opened', 'import', 'seed']),
	policyId: z.string(),
	rngSeed: z.string(),
	epsilon: Probability,
	temperature: z.number().positive().nullable(),
	/** P(this ordered slate). */
	pSlate: Probability,
	/** Candidates dropped by the deterministic prefilter, by reason. */
	prefiltered: z.record(z.string(), z.number().int()),
	/** The scene's records as they stood, by content id. */
	contextCid: Cid,
	contextVersion: z.string(),
	candidates: z.array(CandidateSchema).min(1).max(21),
	/** Added later, so optional: what was asked in words, under its author's key, and the model asked. */
	requestCid: Cid.optional(),
	model: ModelRoundSchema.optional(),
})
export const SuggestionViewedSchema = z.strictObject({
	maxVisibleFrac: Probability,
	dwellMs: z.number().int().min(0),
	clientTsMs: z.number().int(),
})
export const SuggestionPreviewedSchema = z.strictObject({
	previewMs: z.number().int().min(0),
	clientTsMs: z.number().int(),
})
/** A part of a panel, 0–1. */
export const RegionSchema = z.strictObject({
	x: Probability,
	y: Probability,
	w: Probability,
	h: Probability,
})
export type Region = z.infer<typeof RegionSchema>
export const SuggestionDecidedSchema = z.strictObject({
	verdict: VerdictSchema,
	category: CategorySchema,
	generatorId: z.string(),
	generatorVersion: z.string(),
	/** Whether the decider is the one whose round it was: only then is it the round's reward. */
	byRequester: z.boolean(),
	latencyMs: z.number().int().min(0).nullable(),
	reasonsVersion: z.number().int(),
	reasonCodes: z.array(ReasonCodeSchema),
	critiqueCid: Cid.nullable(),
	/** The edit as carried out (after the person's changes), or what the rejecter wanted instead. */
	finalChangeCid: Cid.nullable(),
	expectedChangeCid: Cid.nullable(),
	fieldsTotal: z.number().int().min(0),
	fieldsChanged: z.number().int().min(0),
	/** -3 (strongly against) … 3 (strongly for); null = not said. */
	strength: z.number().int().min(-3).max(3).nullable(),
	surface: z.enum(['card', 'shortcut', 'bulk', 'api']),
	/** The circled part of the panel, 0–1. */
	region: RegionSchema.nullable(),
	/** Event id this takes back, for `retract`. */
	retracts: z.string().nullable(),
})
export const SuggestionContestedSchema = z.strictObject({
	otherEventId: z.string(),
	verdict: VerdictSchema,
	reasonCodes: z.array(ReasonCodeSchema),
	critiqueCid: Cid.nullable(),
})
export const SuggestionWithdrawnSchema = z.strictObject({
	why: z.enum(['target_gone', 'target_changed', 'replaced', 'muted']),
	/** What the rule said of the changed board: still that kind of edit, or nothing; added later. */
	recheck: z.enum(['holds', 'settled']).optional(),
})
/** Reasons the decider gave after a verdict; the newest row replaces the decision's own reasons. */
export const SuggestionReasonedSchema = z.strictObject({
	decisionEventId: z.string(),
	reasonsVersion: z.number().int(),
	reasonCodes: z.array(ReasonCodeSchema),
	critiqueCid: Cid.nullable(),
	strength: z.number().int().min(-3).max(3).nullable(),
	/** What the person would have done, and the part of the panel they meant; added later, so optional. */
	expectedChangeCid: Cid.nullable().optional(),
	region: RegionSchema.nullable().optional(),
})
export const ConsentChangedSchema = z.strictObject({
	purpose: z.enum(CONSENT_PURPOSES),
	granted: z.boolean(),
	termsVersion: z.string(),
})

/**
 * A person had their words here destroyed: their keys are gone, their answers withdrawn, and exports
 * that held them are marked (S35–S37).
 */
export const SubjectErasedSchema = z.strictObject({
	keysDestroyed: z.number().int().min(0),
	exportsMarked: z.number().int().min(0),
})
/** How long contents of the log are kept from now on, in days; null = for good (S38). */
export const RetentionChangedSchema = z.strictObject({
	wordsDays: z.number().int().min(1).nullable(),
	contextsDays: z.number().int().min(1).nullable(),
	legalHold: z.boolean(),
})
/** Contents that were destroyed because of their age; rows and hashes stay (S38). */
export const RetentionAppliedSchema = z.strictObject({
	wordsBeforeMs: z.number().int().nullable(),
	contextsBeforeMs: z.number().int().nullable(),
	wordsDestroyed: z.number().int().min(0),
	contextsDestroyed: z.number().int().min(0),
	keysDestroyed: z.number().int().min(0),
})
/** When an accepted change is looked at again after it was carried out. */
export const HORIZONS = ['30s', '2m', '5m', '10m', '15m', '24h'] as const
export const HorizonSchema = z.enum(HORIZONS)
export type Horizon = z.infer<typeof HorizonSchema>
/** By the clock on the wall, or only while somebody was on the board. */
export const SURVIVAL_CLOCKS = ['wall', 'active'] as const
export type SurvivalClock = (typeof SURVIVAL_CLOCKS)[number]
/** How much of an accepted change still stood (S91). */
export const EditSurvivalSchema = z.strictObject({
	decisionEventId: z.string(),
	horizon: HorizonSchema,
	/** Which clock reached the horizon; added later, absent = by the clock on the wall. */
	clock: z.enum(SURVIVAL_CLOCKS).optional(),
	/** Since it was carried out: by the clock, and while somebody was on the board. */
	elapsedMs: z.number().int().min(0),
	activeMs: z.number().int().min(0),
	/** Fields and drawings the change set or made. */
	fieldsTotal: z.number().int().min(0),
	fieldsKept: z.number().int().min(0),
	/** Nothing of it stands any more. */
	reverted: z.boolean(),
	/** The board could not be looked at in time: nothing is known. */
	censored: z.boolean(),
})

/**
 * Somebody told the tool how to behave: mutes a convention, switches offers, learning or the ranker
 * on or off, forgets a taste. The standing state is the fold of these rows (settings.ts).
 */
export const SETTINGS = [
	'rule',
	'offers',
	'text_offers',
	'ranking',
	'learning',
	'taste',
	'exploration',
] as const
export const SETTING_SCOPES = ['person', 'shot', 'scene', 'project'] as const
export const SettingChangedSchema = z.strictObject({
	setting: z.enum(SETTINGS),
	scope: z.enum(SETTING_SCOPES),
	/** A pseudonym for `person`, else the id of the shot, scene or project. */
	scopeId: z.string().max(200),
	/** The rule's generator id, for `rule`; else null. */
	subject: z.string().max(200).nullable(),
	/** `taste` off = forgotten up to here. */
	on: z.boolean(),
	/** `exploration`: the share of slates drawn by chance alone; added later. */
	value: Probability.optional(),
})
/** A colleague's own suggestion: held out of the document, decided like any other, drawn by nobody. */
export const SuggestionProposedSchema = z.strictObject({
	category: CategorySchema,
	targetId: z.string(),
	editType: z.string(),
	changeCid: Cid,
	rationaleCid: Cid,
	contextCid: Cid,
	contextVersion: z.string(),
	/** The suggestion it answers, or null. */
	answers: z.string().nullable(),
})
/** A second opinion given without seeing the first. */
export const SuggestionOpinionSchema = z.strictObject({
	otherEventId: z.string(),
	verdict: VerdictSchema,
	reasonCodes: z.array(ReasonCodeSchema),
	critiqueCid: Cid.nullable(),
	strength: z.number().int().min(-3).max(3).nullable(),
	/** The share of decisions for which one is asked. */
	pAsked: Probability,
})

/** What happened, by type; `payload` is parsed by the schema named here. */
export const EVENT_PAYLOADS = {
	'slate.shown': SlateShownSchema,
	'suggestion.viewed': SuggestionViewedSchema,
	'suggestion.previewed': SuggestionPreviewedSchema,
	'suggestion.decided': SuggestionDecidedSchema,
	'suggestion.reasoned': SuggestionReasonedSchema,
	'suggestion.contested': SuggestionContestedSchema,
	'suggestion.withdrawn': SuggestionWithdrawnSchema,
	'consent.changed': ConsentChangedSchema,
	'subject.erased': SubjectErasedSchema,
	'retention.changed': RetentionChangedSchema,
	'retention.applied': RetentionAppliedSchema,
	'edit.survival': EditSurvivalSchema,
	'setting.changed': SettingChangedSchema,
	'suggestion.proposed': SuggestionProposedSchema,
	'suggestion.opinion': SuggestionOpinionSchema,
} as const
export type EventType = keyof typeof EVENT_PAYLOADS
export type EventPayload<T extends EventType = EventType> = z.infer<(typeof EVENT_PAYLOADS)[T]>

/** A row to append; the log gives it its seq and hashes. */
export type NewSignalEvent = {
	[T in EventType]: {
		/** UUIDv7; appending the same id twice is a no-op. */
		eventId: string
		schemaVersion: number
		type: T
		projectId: string
		sceneId: string | null
		tsMs: number
		/** Keyed pseudonym of who did it (never the user id); null = the program itself. */
		actorPid: string | null
		actorRole: (typeof ROLES)[number] | null
		slateId: string | null
		suggestionId: string | null
		position: number | null
		payload: EventPayload<T>
		blobCids: string[]
	}
}[EventType]

/** One event type's row schema: the common columns with its own payload. */
function rowSchema<T extends EventType>(type: T) {
	return z.strictObject({
		eventId: z.uuid(),
		schemaVersion: z.number().int().min(1),
		type: z.literal(type),
		projectId: z.string().min(1),
		sceneId: z.string().nullable(),
		tsMs: z.number().int(),
		actorPid: z.string().nullable(),
		actorRole: z.enum(ROLES).nullable(),
		slateId: z.string().nullable(),
		suggestionId: z.string().nullable(),
		position: z.number().int().min(0).nullable(),
		payload: EVENT_PAYLOADS[type],
		blobCids: z.array(Cid),
	})
}

/** What a row must be before it is appended: parse here, never trust a caller's shape. */
export const NewSignalEventSchema = z.discriminatedUnion('type', [
	rowSchema('slate.shown'),
	rowSchema('suggestion.viewed'),
	rowSchema('suggestion.previewed'),
	rowSchema('suggestion.decided'),
	rowSchema('suggestion.reasoned'),
	rowSchema('suggestion.contested'),
	rowSchema('suggestion.withdrawn'),
	rowSchema('consent.changed'),
	rowSchema('subject.erased'),
	rowSchema('retention.changed'),
	rowSchema('retention.applied'),
	rowSchema('edit.survival'),
	rowSchema('setting.changed'),
	rowSchema('suggestion.proposed'),
	rowSchema('suggestion.opinion'),
])

/** A row as it stands in the log. Hashes are 32 bytes. */
export type SignalEvent = NewSignalEvent & {
	seq: number
	recvMs: number
	prevHash: Uint8Array
	hash: Uint8Array
}

/** An encrypted blob ready to be stored in the same transaction as the event that names it. */
export interface SealedBlob {
	cid: string
	projectId: string
	mediaType: string
	/** Plaintext size in bytes. */
	sizeBytes: number
	keyId: string
	nonce: Uint8Array
	/** AES-256-GCM ciphertext with its tag appended. */
	body: Uint8Array
	createdMs: number
}
