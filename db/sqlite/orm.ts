/** drizzle over one connection; the queries of every store go through it. */
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Sqlite } from './connect.ts'
import * as schema from './schema.ts'

export function createOrm(sqlite: Sqlite) {
	return drizzle(sqlite, { schema, casing: 'snake_case' })
}
export type Orm = ReturnType<typeof createOrm>
