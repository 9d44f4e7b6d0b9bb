/** Uploaded pictures on SQLite. The same bytes uploaded twice are one row. */
import { eq } from 'drizzle-orm'
import type { AssetStore } from '../asset-store.ts'
import type { Orm } from './orm.ts'
import { asset } from './schema.ts'
import { writing } from './sqlite-error.ts'

/** The asset store of one connection. */
export function createAssetStore(orm: Orm): AssetStore {
	return {
		async put(row) {
			writing(() => orm.insert(asset).values(row).onConflictDoNothing().run())
		},
		async get(hash) {
			return orm.select().from(asset).where(eq(asset.hash, hash)).get() ?? null
		},
	}
}
