/**
 * Rows into files a group at a time: Parquet (zstd) through hyparquet-writer, or JSON lines. Each file
 * counts and sums itself while it is written, so nothing is read twice.
 */
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { constants, zstdCompressSync } from 'node:zlib'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Columns, Row } from '#core/signals/export/columns.ts'
import { jsonRow } from '#core/signals/export/json-schema.ts'
import { parquetSchema, parquetValue } from './parquet-schema.ts'

export const FORMATS = ['parquet', 'jsonl'] as const
export type Format = (typeof FORMATS)[number]

export interface RowFile {
	write(rows: readonly Row[]): void
	/** Ends the file and returns its sum (hex) and size. */
	finish(): { sha256: string; bytes: number }
	/** Ends it without an end; the caller removes it. */
	abandon(): void
}
/** Facts for a Parquet file's own metadata. */
export type FileFacts = Readonly<Record<string, string>>

const ZSTD_LEVEL = 3
const PAGE_BYTES = 1_048_576

export function openRowFile(
	path: string,
	format: Format,
	about: { columns: Columns; facts: FileFacts },
): RowFile {
	return format === 'parquet' ? parquetFile(path, about) : jsonlFile(path, about.columns)
}

function parquetFile(
	path: string,
	{ columns, facts }: { columns: Columns; facts: FileFacts },
): RowFile {
	const out = openSum(path)
	const writer = new FlushingWriter(out.write)
	const parquet = new ParquetWriter({
		writer,
		schema: parquetSchema(columns),
		codec: 'ZSTD',
		compressors: { ZSTD: zstd },
		kvMetadata: Object.entries(facts).map(([key, value]) => ({ key, value })),
		createdBy: 'dailies',
	})
	const entries = Object.entries(columns)
	return {
		write(rows) {
			if (rows.length === 0) return
			const columnData = entries.map(([name, { type }]) => ({
				name,
				data: rows.map((row) => parquetValue(type, row[name])),
			}))
			parquet.write({ columnData, rowGroupSize: rows.length, pageSize: PAGE_BYTES })
		},
		finish() {
			parquet.finish()
			writer.flush()
			return out.end()
		},
		abandon: out.abandon,
	}
}

/** The writer's own buffer, emptied into the file after each row group. */
class FlushingWriter extends ByteWriter {
	private readonly pass: (bytes: Uint8Array) => void
	constructor(pass: (bytes: Uint8Array) => void) {
		super()
		this.pass = pass
	}
	flush(): void {
		this.pass(new Uint8Array(this.buffer, 0, this.index))
		this.index = 0
	}
}

function zstd(bytes: Uint8Array): Uint8Array {
	return zstdCompressSync(bytes, {
		params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL },
	})
}

function jsonlFile(path: string, columns: Columns): RowFile {
	const out = openSum(path)
	return {
		write(rows) {
			if (rows.length === 0) return
			const text = rows.map((row) => `${JSON.stringify(jsonRow(columns, row))}\n`).join('')
			out.write(Buffer.from(text))
		},
		finish: out.end,
		abandon: out.abandon,
	}
}

/** A file that sums what it takes; on disk before it is called finished. */
function openSum(path: string) {
	const file = openSync(path, 'w')
	const sum = createHash('sha256')
	let bytes = 0
	return {
		write(chunk: Uint8Array) {
			sum.update(chunk)
			bytes += chunk.length
			for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at)
		},
		end() {
			fsyncSync(file)
			closeSync(file)
			return { sha256: sum.digest('hex'), bytes }
		},
		abandon: () => closeSync(file),
	}
}
