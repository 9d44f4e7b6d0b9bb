/** Reads exports with a program that is not ours: DuckDB, without extensions and without the network. */
import { DuckDBInstance } from '@duckdb/node-api'

export interface ParquetReader {
	rows(sql: string): Promise<Record<string, unknown>[]>
	close(): void
}

export async function openParquetReader(): Promise<ParquetReader> {
	const instance = await DuckDBInstance.create(':memory:', {
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false',
		threads: '1',
	})
	const connection = await instance.connect()
	return {
		async rows(sql) {
			const answer = await connection.runAndReadAll(sql)
			return answer.getRowObjectsJson()
		},
		close() {
			connection.closeSync()
			instance.closeSync()
		},
	}
}
