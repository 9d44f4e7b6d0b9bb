/** What was typed into cells, read all at once: either every cell can be set, or a sentence says why not. */
import { cellText, type ListColumn, parseCell, whyFixed } from '#core/shot-list/list-column.ts'
import { storedValue } from '#core/shot-list/list-csv.ts'
import type { ListRow } from '#core/shot-list/list-row.ts'
import type { CellEdit } from './scene-room.ts'

export interface TypedCell {
	row: ListRow
	column: ListColumn
	typed: string
}
export interface SceneEdits {
	sceneId: string
	edits: CellEdit[]
}

/** The edits by scene; cells that already say so are left alone. */
export function readTyped(
	cells: readonly TypedCell[],
	frameRate: number,
): { scenes: SceneEdits[] } | { why: string } {
	const scenes = new Map<string, CellEdit[]>()
	const wrong: string[] = []
	for (const { row, column, typed } of cells) {
		const why = whyFixed(row, column)
		const parsed = parseCell(typed, column, frameRate)
		if (why !== null || !parsed.ok) {
			wrong.push(why ?? (parsed.ok ? '' : `${column.label} of ${row.number}: ${parsed.why}`))
			continue
		}
		const before = storedValue(row, column)
		const isSame = cellText(before, column, frameRate) === cellText(parsed.value, column, frameRate)
		if (isSame || column.target === 'none') continue
		const { panelId, sceneId } = row.first
		const edit = { panelId, target: column.target, path: column.id, before, after: parsed.value }
		const those = scenes.get(sceneId)
		if (those) those.push(edit)
		else scenes.set(sceneId, [edit])
	}
	const [first] = wrong
	if (first === undefined)
		return { scenes: [...scenes].map(([sceneId, edits]) => ({ sceneId, edits })) }
	const more =
		wrong.length > 1 ? ` ${wrong.length - 1} more could not be read. Nothing was set.` : ''
	return { why: first + more }
}
