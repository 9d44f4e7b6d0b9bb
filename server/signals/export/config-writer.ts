/**
 * One config's rows into its numbered files, by split and format. A file has its name only when its
 * config is whole and their number is known; until then it ends in `.part`.
 */
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Columns, Row } from '#core/signals/export/columns.ts'
import type { ConfigName } from '#core/signals/export/configs.ts'
import { SPLITS, type Split } from '#core/signals/export/split.ts'
import type { ConfigCounts, WrittenFile } from './export-types.ts'
import { type FileFacts, type Format, openRowFile, type RowFile } from './row-files.ts'

export interface ConfigWriter {
	add(row: Row, about: { split: Split; pid: string | null }): void
	/** Names the files. */
	finish(): { files: WrittenFile[]; counts: ConfigCounts }
	/** Removes them. */
	discard(): void
}
interface Options {
	directory: string
	config: ConfigName
	formats: readonly Format[]
	columns: Columns
	facts: FileFacts
	/** Rows of one file, and of one row group, at most. */
	partRows: number
	groupRows: number
}
interface Part {
	rows: number
	files: { format: Format; path: string; file: RowFile }[]
}
interface Done {
	split: Split
	format: Format
	path: string
	rows: number
	bytes: number
	sha256: string
}

export function createConfigWriter(options: Options): ConfigWriter {
	const folder = join(options.directory, 'data', options.config)
	mkdirSync(folder, { recursive: true })
	const people = new Set<string>()
	const bySplit = { train: 0, validation: 0, test: 0 }
	const done: Done[] = []
	const open = new Map<Split, Part>()
	const waiting = new Map<Split, Row[]>()
	let parts = 0

	const partOf = (split: Split): Part => {
		const known = open.get(split)
		if (known) return known
		const number = parts++
		const files = options.formats.map((format) => {
			const path = join(folder, `${split}-${number}.${format}.part`)
			return { format, path, file: openRowFile(path, format, options) }
		})
		const part = { rows: 0, files }
		open.set(split, part)
		return part
	}
	const close = (split: Split) => {
		const part = open.get(split)
		open.delete(split)
		for (const { format, path, file } of part?.files ?? [])
			done.push({ split, format, path, rows: part?.rows ?? 0, ...file.finish() })
	}
	const flush = (split: Split) => {
		const rows = waiting.get(split) ?? []
		waiting.set(split, [])
		const part = partOf(split)
		for (const { file } of part.files) file.write(rows)
		part.rows += rows.length
		if (part.rows >= options.partRows) close(split)
	}
	return {
		add(row, { split, pid }) {
			if (pid !== null) people.add(pid)
			bySplit[split]++
			const rows = waiting.get(split) ?? []
			waiting.set(split, rows)
			rows.push(row)
			if (rows.length >= options.groupRows) flush(split)
		},
		finish() {
			for (const split of SPLITS) if ((waiting.get(split)?.length ?? 0) > 0) flush(split)
			// A config without rows still has its columns: a loader finds an empty file, not a missing one.
			if (done.length === 0 && open.size === 0) partOf('train')
			for (const split of SPLITS) close(split)
			const files = SPLITS.flatMap((split) =>
				options.formats.flatMap((format) => named(folder, options.config, of(done, split, format))),
			)
			const rows = bySplit.train + bySplit.validation + bySplit.test
			return { files, counts: { rows, bySplit, people: people.size } }
		},
		discard() {
			for (const part of open.values()) for (const { file } of part.files) file.abandon()
			rmSync(folder, { recursive: true, force: true })
		},
	}
}

function of(done: readonly Done[], split: Split, format: Format): Done[] {
	return done.filter((each) => each.split === split && each.format === format)
}

/** `train-00000-of-00002.parquet`, as data set hosts expect it. */
function named(folder: string, config: ConfigName, parts: readonly Done[]): WrittenFile[] {
	const five = (n: number) => String(n).padStart(5, '0')
	return parts.map(({ split, format, path, rows, bytes, sha256 }, index) => {
		const name = `${split}-${five(index)}-of-${five(parts.length)}.${format}`
		renameSync(path, join(folder, name))
		return { name: `data/${config}/${name}`, rows, bytes, sha256, config, split, format }
	})
}
