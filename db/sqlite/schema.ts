/**
 * The tables as drizzle sees them. The SQL migrations are the truth (they hold the triggers, checks
 * and STRICT); `schema.test.ts` compares this mirror with what SQLite says about itself.
 */

import { blob, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { NumberingFacts, PanelFrame } from '#core/board/board-projection.ts'
import type { CustomField } from '#core/board/custom-field.ts'

export const room = sqliteTable('room', {
	room: text().primaryKey(),
	kind: text().notNull(),
	projectId: text('project_id').notNull(),
	generation: integer().notNull().default(1),
	seq: integer().notNull().default(0),
	createdAt: integer('created_at').notNull(),
	documentVersion: integer('document_version').notNull().default(1),
})
export const roomUpdate = sqliteTable(
	'room_update',
	{
		room: text().notNull(),
		generation: integer().notNull(),
		seq: integer().notNull(),
		userId: text('user_id'),
		sessionId: text('session_id'),
		at: integer().notNull(),
		body: blob({ mode: 'buffer' }).notNull(),
		sha256: blob({ mode: 'buffer' }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.room, table.generation, table.seq] })],
)
export const roomSnapshot = sqliteTable(
	'room_snapshot',
	{
		room: text().notNull(),
		generation: integer().notNull(),
		uptoSeq: integer('upto_seq').notNull(),
		body: blob({ mode: 'buffer' }).notNull(),
		sha256: blob({ mode: 'buffer' }).notNull(),
		at: integer().notNull(),
		encoding: text({ enum: ['brotli', 'packed'] })
			.notNull()
			.default('brotli'),
		clocks: blob({ mode: 'buffer' }),
	},
	(table) => [primaryKey({ columns: [table.room, table.generation, table.uptoSeq] })],
)
export const roomClient = sqliteTable(
	'room_client',
	{
		room: text().notNull(),
		clientId: integer('client_id').notNull(),
		userId: text('user_id').notNull(),
		firstSeen: integer('first_seen').notNull(),
	},
	(table) => [primaryKey({ columns: [table.room, table.clientId] })],
)
export const commandResult = sqliteTable(
	'command_result',
	{
		userId: text('user_id').notNull(),
		key: text().notNull(),
		room: text().notNull(),
		resultJson: text('result_json').notNull(),
		at: integer().notNull(),
	},
	(table) => [primaryKey({ columns: [table.userId, table.key] })],
)

export const forwardedRecord = sqliteTable(
	'forwarded_record',
	{
		room: text().notNull(),
		recordId: text('record_id').notNull(),
		toRoom: text('to_room').notNull(),
		texts: text().notNull(),
	},
	(table) => [primaryKey({ columns: [table.room, table.recordId] })],
)

export const project = sqliteTable('project', {
	projectId: text('project_id').primaryKey(),
	title: text().notNull(),
	logline: text().notNull().default(''),
	aspectRatio: real('aspect_ratio').notNull().default(1.7778),
	frameRate: real('frame_rate').notNull().default(24),
	numberingScheme: text('numbering_scheme').notNull().default('slate'),
	createdAt: integer('created_at').notNull(),
	createdBy: text('created_by'),
	trashedAt: integer('trashed_at'),
	isDemo: integer('is_demo', { mode: 'boolean' }).notNull().default(false),
	isSynthetic: integer('is_synthetic', { mode: 'boolean' }).notNull().default(false),
	customFields: text('custom_fields', { mode: 'json' }).$type<CustomField[]>(),
	printSettings: text('print_settings', { mode: 'json' }).$type<unknown>(),
})
export const scene = sqliteTable(
	'scene',
	{
		sceneId: text('scene_id').primaryKey(),
		projectId: text('project_id')
			.notNull()
			.references(() => project.projectId),
		position: integer().notNull(),
		number: text().notNull(),
		heading: text().notNull(),
		trashedAt: integer('trashed_at'),
	},
	(table) => [index('scene_of_project').on(table.projectId, table.position)],
)
export const panel = sqliteTable(
	'panel',
	{
		sceneId: text('scene_id').notNull(),
		panelId: text('panel_id').notNull(),
		projectId: text('project_id').notNull(),
		position: integer().notNull(),
		number: text().notNull(),
		shotId: text('shot_id'),
		shotNumberOverride: text('shot_number_override'),
		size: text(),
		action: text().notNull(),
		dialogue: text().notNull(),
		notes: text().notNull(),
		durationFrames: integer('duration_frames'),
		pictureHash: text('picture_hash').notNull(),
		shotFields: text('shot_fields', { mode: 'json' }).$type<Record<string, unknown>>(),
		isFromSuggestion: integer('is_from_suggestion', { mode: 'boolean' }).notNull().default(false),
		frame: text({ mode: 'json' }).$type<PanelFrame>(),
	},
	(table) => [
		primaryKey({ columns: [table.sceneId, table.panelId] }),
		index('panel_in_order').on(table.sceneId, table.position),
	],
)
export const sceneSuggestions = sqliteTable('scene_suggestions', {
	sceneId: text('scene_id').primaryKey(),
	projectId: text('project_id').notNull(),
	open: integer().notNull(),
})
export const sceneNumbering = sqliteTable('scene_numbering', {
	sceneId: text('scene_id').primaryKey(),
	projectId: text('project_id').notNull(),
	facts: text({ mode: 'json' }).$type<NumberingFacts>().notNull(),
})
export const sceneNotes = sqliteTable('scene_notes', {
	sceneId: text('scene_id').primaryKey(),
	projectId: text('project_id').notNull(),
	open: integer().notNull(),
})

export const sceneReview = sqliteTable('scene_review', {
	sceneId: text('scene_id').primaryKey(),
	projectId: text('project_id').notNull(),
	status: text(),
	byId: text('by_id'),
	at: integer(),
	panels: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
})

export const boardVersion = sqliteTable(
	'board_version',
	{
		versionId: text('version_id').primaryKey(),
		sceneId: text('scene_id').notNull(),
		projectId: text('project_id').notNull(),
		kind: text({ enum: ['auto', 'named', 'safety'] }).notNull(),
		name: text(),
		madeBy: text('made_by'),
		at: integer().notNull(),
		generation: integer().notNull(),
		seq: integer().notNull(),
		documentVersion: integer('document_version').notNull(),
		restHash: text('rest_hash').notNull(),
	},
	(table) => [index('board_version_of_scene').on(table.sceneId, table.at)],
)
export const boardVersionPanel = sqliteTable(
	'board_version_panel',
	{
		versionId: text('version_id').notNull(),
		panelId: text('panel_id').notNull(),
		position: integer().notNull(),
		partHash: text('part_hash').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.versionId, table.panelId] }),
		index('board_version_panel_by_panel').on(table.panelId),
	],
)
export const versionPart = sqliteTable(
	'version_part',
	{
		sceneId: text('scene_id').notNull(),
		partHash: text('part_hash').notNull(),
		body: blob({ mode: 'buffer' }).notNull(),
		sha256: blob({ mode: 'buffer' }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.sceneId, table.partHash] })],
)
export const sceneVisit = sqliteTable(
	'scene_visit',
	{
		userId: text('user_id').notNull(),
		sceneId: text('scene_id').notNull(),
		sinceAt: integer('since_at').notNull(),
		joinedAt: integer('joined_at').notNull(),
		leftAt: integer('left_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.userId, table.sceneId] })],
)
export const sceneActivity = sqliteTable(
	'scene_activity',
	{
		sceneId: text('scene_id').notNull(),
		subjectId: text('subject_id').notNull(),
		kind: text().notNull(),
		userId: text('user_id').notNull(),
		at: integer().notNull(),
		label: text().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.sceneId, table.subjectId, table.kind, table.userId] }),
		index('scene_activity_in_time').on(table.sceneId, table.at),
	],
)
export const pitchNote = sqliteTable(
	'pitch_note',
	{
		userId: text('user_id').notNull(),
		panelId: text('panel_id').notNull(),
		sceneId: text('scene_id').notNull(),
		body: text().notNull(),
		at: integer().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.userId, table.panelId] }),
		index('pitch_note_of_scene').on(table.userId, table.sceneId),
	],
)

export const person = sqliteTable('person', {
	userId: text('user_id').primaryKey(),
	name: text().notNull(),
	color: text().notNull(),
	createdAt: integer('created_at').notNull(),
})
export const session = sqliteTable('session', {
	sessionId: text('session_id').primaryKey(),
	tokenHash: text('token_hash').notNull().unique(),
	userId: text('user_id')
		.notNull()
		.references(() => person.userId),
	role: text().notNull(),
	createdAt: integer('created_at').notNull(),
	lastSeenAt: integer('last_seen_at').notNull(),
	revokedAt: integer('revoked_at'),
})
export const invitation = sqliteTable('invitation', {
	tokenHash: text('token_hash').primaryKey(),
	role: text().notNull(),
	createdAt: integer('created_at').notNull(),
	revokedAt: integer('revoked_at'),
})
export const asset = sqliteTable('asset', {
	hash: text().primaryKey(),
	mediaType: text('media_type').notNull(),
	sizeBytes: integer('size_bytes').notNull(),
	width: integer().notNull(),
	height: integer().notNull(),
	uploadedBy: text('uploaded_by'),
	createdAt: integer('created_at').notNull(),
})

export const signalEvent = sqliteTable(
	'signal_event',
	{
		projectId: text('project_id').notNull(),
		seq: integer().notNull(),
		eventId: text('event_id').notNull().unique(),
		schemaVersion: integer('schema_version').notNull(),
		type: text().notNull(),
		sceneId: text('scene_id'),
		tsMs: integer('ts_ms').notNull(),
		recvMs: integer('recv_ms').notNull(),
		actorPid: text('actor_pid'),
		actorRole: text('actor_role'),
		slateId: text('slate_id'),
		suggestionId: text('suggestion_id'),
		position: integer(),
		payload: text({ mode: 'json' }).notNull(),
		blobCids: text('blob_cids', { mode: 'json' }).notNull(),
		prevHash: blob('prev_hash', { mode: 'buffer' }).notNull(),
		hash: blob({ mode: 'buffer' }).notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.projectId, table.seq] }),
		index('signal_event_by_suggestion').on(table.suggestionId, table.type),
	],
)
export const signalBlob = sqliteTable('signal_blob', {
	cid: text().primaryKey(),
	projectId: text('project_id').notNull(),
	mediaType: text('media_type').notNull(),
	sizeBytes: integer('size_bytes').notNull(),
	keyId: text('key_id').notNull(),
	nonce: blob({ mode: 'buffer' }).notNull(),
	body: blob({ mode: 'buffer' }).notNull(),
	createdMs: integer('created_ms').notNull(),
})
export const dataKey = sqliteTable(
	'data_key',
	{
		keyId: text('key_id').primaryKey(),
		projectId: text('project_id').notNull(),
		userId: text('user_id'),
		wrapped: blob({ mode: 'buffer' }),
		createdMs: integer('created_ms').notNull(),
		destroyedMs: integer('destroyed_ms'),
	},
	(table) => [index('data_key_of_project').on(table.projectId, table.userId)],
)
export const projectSecrets = sqliteTable('project_secrets', {
	projectId: text('project_id').primaryKey(),
	wrappedPepper: blob('wrapped_pepper', { mode: 'buffer' }).notNull(),
	wrappedContentKey: blob('wrapped_content_key', { mode: 'buffer' }).notNull(),
	createdMs: integer('created_ms').notNull(),
})
export const policyVersion = sqliteTable(
	'policy_version',
	{
		projectId: text('project_id').notNull(),
		policyId: text('policy_id').notNull(),
		means: text({ mode: 'json' }).notNull(),
		createdMs: integer('created_ms').notNull(),
	},
	(table) => [primaryKey({ columns: [table.projectId, table.policyId] })],
)
export const consent = sqliteTable(
	'consent',
	{
		projectId: text('project_id').notNull(),
		userId: text('user_id').notNull(),
		purpose: text().notNull(),
		granted: integer({ mode: 'boolean' }).notNull(),
		termsVersion: text('terms_version').notNull(),
		atMs: integer('at_ms').notNull(),
	},
	(table) => [primaryKey({ columns: [table.projectId, table.userId, table.purpose] })],
)

export const datasetExport = sqliteTable(
	'dataset_export',
	{
		exportId: text('export_id').primaryKey(),
		projectId: text('project_id').notNull(),
		purpose: text().notNull(),
		kind: text().notNull(),
		directory: text(),
		rowCount: integer('row_count').notNull(),
		headSeq: integer('head_seq').notNull(),
		createdMs: integer('created_ms').notNull(),
		revokedMs: integer('revoked_ms'),
	},
	(table) => [index('dataset_export_of_project').on(table.projectId, table.createdMs)],
)
export const exportPerson = sqliteTable(
	'export_person',
	{
		exportId: text('export_id')
			.notNull()
			.references(() => datasetExport.exportId),
		actorPid: text('actor_pid').notNull(),
	},
	(table) => [primaryKey({ columns: [table.exportId, table.actorPid] })],
)
export const erasure = sqliteTable(
	'erasure',
	{
		projectId: text('project_id').notNull(),
		userId: text('user_id').notNull(),
		atMs: integer('at_ms').notNull(),
		keysDestroyed: integer('keys_destroyed').notNull(),
		exportsMarked: integer('exports_marked').notNull(),
	},
	(table) => [primaryKey({ columns: [table.projectId, table.userId, table.atMs] })],
)
export const retention = sqliteTable('retention', {
	projectId: text('project_id').primaryKey(),
	wordsDays: integer('words_days'),
	legalHold: integer('legal_hold', { mode: 'boolean' }).notNull().default(false),
	setMs: integer('set_ms').notNull(),
	contextsDays: integer('contexts_days'),
})
export const logCheck = sqliteTable('log_check', {
	projectId: text('project_id').primaryKey(),
	atMs: integer('at_ms').notNull(),
	result: text({ mode: 'json' }).$type<unknown>().notNull(),
})
export const survivalWatch = sqliteTable('survival_watch', {
	decisionEventId: text('decision_event_id').primaryKey(),
	projectId: text('project_id').notNull(),
	sceneId: text('scene_id').notNull(),
	suggestionId: text('suggestion_id').notNull(),
	decidedMs: integer('decided_ms').notNull(),
	activeMs: integer('active_ms').notNull().default(0),
	measured: text({ mode: 'json' }).$type<string[]>().notNull(),
})
export const apiToken = sqliteTable('api_token', {
	tokenId: text('token_id').primaryKey(),
	tokenHash: text('token_hash').notNull().unique(),
	userId: text('user_id')
		.notNull()
		.references(() => person.userId),
	role: text().notNull(),
	label: text().notNull(),
	createdMs: integer('created_ms').notNull(),
	expiresMs: integer('expires_ms'),
	lastUsedMs: integer('last_used_ms'),
	revokedMs: integer('revoked_ms'),
})
export const modelConfig = sqliteTable(
	'model_config',
	{
		modelId: text('model_id').primaryKey(),
		projectId: text('project_id')
			.notNull()
			.references(() => project.projectId),
		config: text({ mode: 'json' }).$type<unknown>().notNull(),
		sealedKey: blob('sealed_key', { mode: 'buffer' }),
		keyEnding: text('key_ending'),
		updatedMs: integer('updated_ms').notNull(),
	},
	(table) => [index('model_config_of_project').on(table.projectId)],
)
export const modelBudget = sqliteTable('model_budget', {
	projectId: text('project_id')
		.primaryKey()
		.references(() => project.projectId),
	amount: real(),
	currency: text().notNull(),
	setMs: integer('set_ms').notNull(),
})
export const modelAddress = sqliteTable('model_address', {
	address: text().primaryKey(),
	addedMs: integer('added_ms').notNull(),
})
export const modelCall = sqliteTable(
	'model_call',
	{
		callId: text('call_id').primaryKey(),
		projectId: text('project_id')
			.notNull()
			.references(() => project.projectId),
		sceneId: text('scene_id'),
		modelId: text('model_id').notNull(),
		name: text().notNull(),
		generatorId: text('generator_id').notNull(),
		host: text().notNull(),
		purpose: text().notNull(),
		prompt: text().notNull(),
		sentHash: text('sent_hash'),
		sentBytes: integer('sent_bytes').notNull().default(0),
		pictures: integer().notNull().default(0),
		holdsTexts: integer('holds_texts', { mode: 'boolean' }).notNull(),
		timesSent: integer('times_sent').notNull().default(0),
		startedMs: integer('started_ms').notNull(),
		endedMs: integer('ended_ms'),
		result: text().notNull(),
		proposals: integer().notNull().default(0),
		tokensIn: integer('tokens_in').notNull().default(0),
		tokensOut: integer('tokens_out').notNull().default(0),
		cost: real().notNull().default(0),
	},
	(table) => [index('model_call_of_project').on(table.projectId, table.startedMs)],
)
export const scriptDraft = sqliteTable('script_draft', {
	draftId: text('draft_id').primaryKey(),
	projectId: text('project_id')
		.notNull()
		.references(() => project.projectId),
	revision: integer().notNull(),
	name: text().notNull(),
	madeBy: text('made_by').notNull(),
	at: integer('at_ms').notNull(),
	finishedAt: integer('finished_ms'),
	undoneAt: integer('undone_ms'),
	body: blob({ mode: 'buffer' }).notNull(),
})
