/**
 * Reads a folder of the Open Bandit Dataset as published: item_context.csv and <campaign>.csv (or .gz),
 * in the folder itself or in <campaign>/ below it. Only the columns that estimates need are kept.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ObdLog } from '#core/signals/ope/obd.ts'
import { OpeError } from '#core/signals/ope/rows.ts'
import { textLines } from './text-lines.ts'

const NEEDED = ['item_id', 'position', 'click', 'propensity_score'] as const
type Needed = (typeof NEEDED)[number]

/** @throws OpeError in a sentence with file and line. */
export async function readObdFolder(directory: string, campaign: string): Promise<ObdLog> {
	const folder = [directory, join(directory, campaign)].find((each) => logFile(each, campaign))
	const file = folder && logFile(folder, campaign)
	if (!folder || !file) throw notFound(directory, campaign)
	const actions = await countItems(folder)
	return readLog(file, actions)
}

function logFile(folder: string, campaign: string): string | undefined {
	return [`${campaign}.csv`, `${campaign}.csv.gz`]
		.map((name) => join(folder, name))
		.find((file) => existsSync(file))
}

function notFound(directory: string, campaign: string): OpeError {
	const policies = ['random', 'bts'].filter((name) => existsSync(join(directory, name)))
	const hint =
		policies.length > 0
			? ` Name the folder of one logging policy, such as ${directory}/${policies[0]}.`
			: ''
	return new OpeError(
		`There is no ${campaign}.csv in ${directory} or ${directory}/${campaign}.${hint}`,
	)
}

/** Items are numbered 0 … n − 1 in item_context.csv. */
async function countItems(folder: string): Promise<number> {
	const plain = join(folder, 'item_context.csv')
	const file = existsSync(plain) ? plain : `${plain}.gz`
	let column = -1
	let line = 0
	const items = new Set<number>()
	for await (const text of textLines(file)) {
		line++
		const cells = text.split(',')
		if (line === 1) {
			column = cells.indexOf('item_id')
			if (column < 0) throw new OpeError(`${file} has no column item_id.`)
		} else if (text.trim() !== '') {
			const item = wholeNumber(cells[column])
			if (item === null || items.has(item)) {
				throw new OpeError(`Line ${line} of ${file} names no new item.`)
			}
			items.add(item)
		}
	}
	const most = [...items].reduce((max, item) => Math.max(max, item), -1)
	if (most + 1 !== items.size || items.size === 0) {
		throw new OpeError(`${file} must number its items from 0 without gaps.`)
	}
	return items.size
}

interface Growing {
	action: number[]
	place: number[]
	click: number[]
	pscore: number[]
	round: number[]
}

async function readLog(file: string, actions: number): Promise<ObdLog> {
	const log: Growing = { action: [], place: [], click: [], pscore: [], round: [] }
	let columns: Record<Needed, number> | null = null
	let hasIndex = false
	let width = 0
	let line = 0
	for await (const text of textLines(file)) {
		line++
		if (columns === null) {
			const header = text.replace(/^\uFEFF/, '').split(',')
			columns = columnsOf(file, header)
			hasIndex = header[0] === ''
			width = Math.max(...Object.values(columns)) + 1
		} else if (text !== '') {
			const cells = text.split(',', width)
			addRow(log, { cells, columns, actions, hasIndex, where: `Line ${line} of ${file}` })
		}
	}
	const n = log.action.length
	if (n === 0) throw new OpeError(`${file} holds no rounds.`)
	const firstPlace = log.place.reduce((least, place) => Math.min(least, place), 255)
	const place = Uint8Array.from(log.place, (each) => each - firstPlace)
	return {
		...{ n, actions, firstPlace, place },
		places: place.reduce((most, each) => Math.max(most, each + 1), 0),
		action: Uint32Array.from(log.action),
		click: Float64Array.from(log.click),
		pscore: Float64Array.from(log.pscore),
		round: Float64Array.from(log.round),
	}
}

function columnsOf(file: string, header: readonly string[]): Record<Needed, number> {
	const at = (name: Needed) => {
		const index = header.indexOf(name)
		if (index < 0) throw new OpeError(`${file} has no column ${name}.`)
		return index
	}
	const [item_id, position, click, propensity_score] = NEEDED.map(at)
	return {
		item_id: item_id ?? -1,
		position: position ?? -1,
		click: click ?? -1,
		propensity_score: propensity_score ?? -1,
	}
}

function addRow(
	log: Growing,
	row: {
		cells: readonly string[]
		columns: Record<Needed, number>
		actions: number
		hasIndex: boolean
		where: string
	},
): void {
	const { cells, columns, where } = row
	const action = wholeNumber(cells[columns.item_id])
	const place = wholeNumber(cells[columns.position])
	const click = Number(cells[columns.click] || Number.NaN)
	const pscore = Number(cells[columns.propensity_score] || Number.NaN)
	if (action === null || action >= row.actions) {
		throw new OpeError(`${where} shows an item that item_context.csv does not name.`)
	}
	if (place === null || place > 254) throw new OpeError(`${where} has no usable position.`)
	if (!Number.isFinite(click)) throw new OpeError(`${where} has no usable click.`)
	if (!(pscore > 0 && pscore <= 1)) {
		throw new OpeError(`${where} has no propensity_score above 0 and up to 1.`)
	}
	log.round.push(row.hasIndex ? Number(cells[0]) : log.action.length)
	log.action.push(action)
	log.place.push(place)
	log.click.push(click)
	log.pscore.push(pscore)
}

function wholeNumber(text: string | undefined): number | null {
	return text !== undefined && /^\d+(\.0+)?$/.test(text) ? Number(text) : null
}
