/** Models, budgets, allowed addresses and calls on SQLite. */
import { and, asc, count, desc, eq, lt, sql, sum } from 'drizzle-orm'
import type { ModelStore } from '../model-store.ts'
import type { Orm } from './orm.ts'
import { modelAddress, modelBudget, modelCall, modelConfig } from './schema.ts'
import { writing } from './sqlite-error.ts'
import { writersOf } from './writers-of.ts'

export function createModelStore(orm: Orm): ModelStore {
	return {
		async list(projectId) {
			const where = eq(modelConfig.projectId, projectId)
			return orm.select().from(modelConfig).where(where).orderBy(asc(modelConfig.modelId)).all()
		},
		async put({ modelId, projectId, ...set }) {
			const sealedKey = set.sealedKey === null ? null : Buffer.from(set.sealedKey)
			const values = { ...set, sealedKey }
			writing(() =>
				orm
					.insert(modelConfig)
					.values({ modelId, projectId, ...values })
					.onConflictDoUpdate({
						target: modelConfig.modelId,
						set: values,
						setWhere: eq(modelConfig.projectId, projectId),
					})
					.run(),
			)
		},
		async remove(projectId, modelId) {
			const where = and(eq(modelConfig.projectId, projectId), eq(modelConfig.modelId, modelId))
			writing(() => orm.delete(modelConfig).where(where).run())
		},
		async budget(projectId) {
			const { amount, currency } = modelBudget
			const where = eq(modelBudget.projectId, projectId)
			return orm.select({ amount, currency }).from(modelBudget).where(where).get() ?? null
		},
		async putBudget(projectId, set) {
			const target = modelBudget.projectId
			writing(() =>
				orm
					.insert(modelBudget)
					.values({ projectId, ...set })
					.onConflictDoUpdate({ target, set })
					.run(),
			)
		},
		async addresses() {
			const rows = orm.select().from(modelAddress).orderBy(asc(modelAddress.address)).all()
			return rows.map(({ address }) => address)
		},
		async addAddress(address, addedMs) {
			writing(() =>
				orm.insert(modelAddress).values({ address, addedMs }).onConflictDoNothing().run(),
			)
		},
		async removeAddress(address) {
			writing(() => orm.delete(modelAddress).where(eq(modelAddress.address, address)).run())
		},
		async beginCall(row) {
			writing(() => orm.insert(modelCall).values(row).run())
		},
		sendingCall(callId, sent) {
			const set = { ...sent, timesSent: sql`${modelCall.timesSent} + 1` }
			writing(() => orm.update(modelCall).set(set).where(eq(modelCall.callId, callId)).run())
		},
		async endCall(callId, end) {
			writing(() => orm.update(modelCall).set(end).where(eq(modelCall.callId, callId)).run())
		},
		async calls(projectId, { limit, before }) {
			const own = eq(modelCall.projectId, projectId)
			const where = before === undefined ? own : and(own, lt(modelCall.startedMs, before))
			const order = [desc(modelCall.startedMs), desc(modelCall.callId)]
			return orm
				.select()
				.from(modelCall)
				.where(where)
				.orderBy(...order)
				.limit(limit)
				.all()
		},
		async spent(projectId) {
			const row = orm
				.select({
					cost: sum(modelCall.cost).mapWith(Number),
					tokensIn: sum(modelCall.tokensIn).mapWith(Number),
					tokensOut: sum(modelCall.tokensOut).mapWith(Number),
					calls: count(),
				})
				.from(modelCall)
				.where(eq(modelCall.projectId, projectId))
				.get()
			const tokens = (row?.tokensIn ?? 0) + (row?.tokensOut ?? 0)
			return { cost: row?.cost ?? 0, tokens, calls: row?.calls ?? 0 }
		},
		async writersOf(projectId, sceneId) {
			return writersOf(orm, projectId, sceneId)
		},
	}
}
