/**
 * The signal log, its keys, blobs and consents on SQLite. Rows are parsed by the event's own schema
 * when read; nothing here can change or remove one (triggers in the migration).
 */
import { and, asc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { ROLES } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import { EVENT_PAYLOADS, type EventType, type SignalEvent } from '#core/signals/event.ts'
import { upcast } from '#core/signals/upcast.ts'
import type { EventFilter, SignalStore, SuggestionFilter } from '../signal-store.ts'
import { appendEvents, readHead } from './append-events.ts'
import type { Sqlite } from './connect.ts'
import type { Orm } from './orm.ts'
import {
	consent,
	dataKey,
	policyVersion,
	projectSecrets,
	signalBlob,
	signalEvent,
} from './schema.ts'
import { storageError, writing } from './sqlite-error.ts'

/** Rows read at a time, so that a long log never lies in memory whole. */
const SCAN_PAGE = 500
const RoleSchema = z.enum(ROLES).nullable()
const CidsSchema = z.array(z.string())
const EventTypeSchema = z
	.string()
	.refine((type): type is EventType => Object.hasOwn(EVENT_PAYLOADS, type))

/** The signal store of one connection. */
export function createSignalStore(sqlite: Sqlite, orm: Orm, now: () => number): SignalStore {
	return {
		...logQueries(sqlite, orm, now),
		...keyQueries(orm),
		...consentQueries(sqlite, orm),
		...policyQueries(orm),
	}
}

function logQueries(
	sqlite: Sqlite,
	orm: Orm,
	now: () => number,
): Pick<SignalStore, 'append' | 'scan' | 'rowsAbout' | 'head' | 'getBlob'> {
	return {
		async append(projectId, events, blobs) {
			try {
				const run = sqlite.transaction(() =>
					appendEvents({ sqlite, orm }, { projectId, events, blobs, recvMs: now() }),
				)
				run.immediate()
			} catch (error) {
				throw storageError(error)
			}
		},
		scan: (filter) => scanEvents(orm, filter),
		async rowsAbout(filter) {
			const rows = eventsAbout(orm, filter).all()
			return rows.sort((a, b) => a.seq - b.seq).map((row) => parseEvent(row, false))
		},
		async head(projectId) {
			const head = readHead(sqlite, projectId)
			return head.seq === 0 ? null : head
		},
		async getBlob(cid) {
			return orm.select().from(signalBlob).where(eq(signalBlob.cid, cid)).get() ?? null
		},
	}
}

async function* scanEvents(orm: Orm, filter: EventFilter): AsyncIterable<SignalEvent> {
	let after = filter.afterSeq ?? 0
	let left = filter.limit ?? Number.POSITIVE_INFINITY
	while (left > 0) {
		const page = orm
			.select()
			.from(signalEvent)
			.where(
				and(
					eq(signalEvent.projectId, filter.projectId),
					gt(signalEvent.seq, after),
					filter.throughSeq === undefined ? undefined : lte(signalEvent.seq, filter.throughSeq),
					filter.types ? inArray(signalEvent.type, [...filter.types]) : undefined,
				),
			)
			.orderBy(asc(signalEvent.seq))
			.limit(Math.min(SCAN_PAGE, left))
			.all()
		for (const row of page) yield parseEvent(row, filter.asWritten === true)
		after = page.at(-1)?.seq ?? after
		left -= page.length
		if (page.length < SCAN_PAGE) return
	}
}

/** Through the index of suggestions: `+` keeps the planner from reading the project's rows one by one. */
function eventsAbout(orm: Orm, filter: SuggestionFilter) {
	const { projectId, suggestionIds, afterSeq, throughSeq } = filter
	const ids = JSON.stringify(suggestionIds)
	return orm
		.select()
		.from(signalEvent)
		.where(
			and(
				sql`${signalEvent.suggestionId} IN (SELECT value FROM json_each(${ids}))`,
				sql`+${signalEvent.projectId} = ${projectId}`,
				sql`+${signalEvent.seq} > ${afterSeq}`,
				sql`+${signalEvent.seq} <= ${throughSeq}`,
			),
		)
}

/** @throws AppError('damaged') when a row is not what its type says. */
function parseEvent(row: typeof signalEvent.$inferSelect, asWritten: boolean): SignalEvent {
	const type = EventTypeSchema.safeParse(row.type)
	const raised = type.success ? upcast({ ...row, type: type.data }) : null
	const payload = type.success ? EVENT_PAYLOADS[type.data].safeParse(raised) : null
	if (!type.success || !payload?.success)
		throw new AppError('damaged', {
			userMessage: `Row ${row.seq} of this project’s decision log cannot be read. Run “npm run -s dailies -- signals verify”.`,
		})
	// The payload was parsed by the schema of this very type; TypeScript cannot pair the two unions.
	return {
		...row,
		type: type.data,
		payload: asWritten ? row.payload : payload.data,
		actorRole: RoleSchema.parse(row.actorRole),
		blobCids: CidsSchema.parse(row.blobCids),
	} as SignalEvent
}

function keyQueries(
	orm: Orm,
): Pick<
	SignalStore,
	'getSecrets' | 'putSecrets' | 'getDataKeys' | 'putDataKey' | 'destroyDataKeys'
> {
	return {
		async getSecrets(projectId) {
			const where = eq(projectSecrets.projectId, projectId)
			return orm.select().from(projectSecrets).where(where).get() ?? null
		},
		async putSecrets(row) {
			const values = {
				...row,
				wrappedPepper: Buffer.from(row.wrappedPepper),
				wrappedContentKey: Buffer.from(row.wrappedContentKey),
			}
			// The first secrets of a project stay: replacing them would orphan every pseudonym.
			writing(() => orm.insert(projectSecrets).values(values).onConflictDoNothing().run())
		},
		async getDataKeys(projectId) {
			const where = eq(dataKey.projectId, projectId)
			return orm.select().from(dataKey).where(where).orderBy(asc(dataKey.createdMs)).all()
		},
		async putDataKey(row) {
			const values = { ...row, wrapped: row.wrapped && Buffer.from(row.wrapped) }
			writing(() => orm.insert(dataKey).values(values).onConflictDoNothing().run())
		},
		async destroyDataKeys(projectId, userId, atMs) {
			const where = and(
				eq(dataKey.projectId, projectId),
				eq(dataKey.userId, userId),
				isNull(dataKey.destroyedMs),
			)
			const set = { wrapped: null, destroyedMs: atMs }
			return writing(() => orm.update(dataKey).set(set).where(where).run()).changes
		},
	}
}

function policyQueries(orm: Orm): Pick<SignalStore, 'getPolicyVersion' | 'putPolicyVersion'> {
	return {
		async getPolicyVersion(projectId, policyId) {
			const where = and(
				eq(policyVersion.projectId, projectId),
				eq(policyVersion.policyId, policyId),
			)
			return orm.select().from(policyVersion).where(where).get() ?? null
		},
		async putPolicyVersion(row) {
			writing(() => orm.insert(policyVersion).values(row).onConflictDoNothing().run())
		},
	}
}

function consentQueries(
	sqlite: Sqlite,
	orm: Orm,
): Pick<SignalStore, 'getConsents' | 'putConsents'> {
	return {
		async getConsents(projectId) {
			return orm.select().from(consent).where(eq(consent.projectId, projectId)).all()
		},
		async putConsents(rows) {
			const target = [consent.projectId, consent.userId, consent.purpose]
			const run = sqlite.transaction(() => {
				for (const row of rows) {
					const { granted, termsVersion, atMs } = row
					const set = { granted, termsVersion, atMs }
					orm.insert(consent).values(row).onConflictDoUpdate({ target, set }).run()
				}
			})
			writing(() => run.immediate())
		},
	}
}
