/** Where one is in the table, and which block of cells is marked; moved by keys. Pure. */

export interface GridCursor {
	rowKey: string
	columnId: string
	/** The other corner of the marked block; null = the one cell. */
	anchor: { rowKey: string; columnId: string } | null
}
export interface GridShape {
	rowKeys: readonly string[]
	columnIds: readonly string[]
}
/** A block of cells by places, both ends included. */
export interface GridBlock {
	top: number
	bottom: number
	left: number
	right: number
}

/** How far Page up and Page down go, rows. */
const PAGE_ROWS = 12

export interface GridKey {
	key: string
	shiftKey: boolean
	/** Ctrl or Cmd. */
	accel: boolean
}

/** The cursor after a key; null when the key does not move it. */
export function moveCursor(
	cursor: GridCursor,
	press: GridKey,
	shape: GridShape,
): GridCursor | null {
	const row = Math.max(0, shape.rowKeys.indexOf(cursor.rowKey))
	const column = Math.max(0, shape.columnIds.indexOf(cursor.columnId))
	const place = placeAfter({ row, column }, press, {
		row: shape.rowKeys.length - 1,
		column: shape.columnIds.length - 1,
	})
	return place && cursorAt(place, cursor, { shape, extend: press.shiftKey && press.key !== 'Tab' })
}

interface Place {
	row: number
	column: number
}

function placeAfter({ row, column }: Place, press: GridKey, last: Place): Place | null {
	const { key, accel, shiftKey } = press
	if (key === 'ArrowUp') return { row: accel ? 0 : row - 1, column }
	if (key === 'ArrowDown') return { row: accel ? last.row : row + 1, column }
	if (key === 'ArrowLeft') return { row, column: accel ? 0 : column - 1 }
	if (key === 'ArrowRight') return { row, column: accel ? last.column : column + 1 }
	if (key === 'Home') return { row: accel ? 0 : row, column: 0 }
	if (key === 'End') return { row: accel ? last.row : row, column: last.column }
	if (key === 'PageUp') return { row: row - PAGE_ROWS, column }
	if (key === 'PageDown') return { row: row + PAGE_ROWS, column }
	if (key !== 'Tab') return null
	const next = row * (last.column + 1) + column + (shiftKey ? -1 : 1)
	// At either end Tab leaves the table, as it leaves a field.
	if (next < 0 || next >= (last.row + 1) * (last.column + 1)) return null
	return { row: Math.floor(next / (last.column + 1)), column: next % (last.column + 1) }
}

function cursorAt(
	{ row, column }: Place,
	from: GridCursor,
	{ shape, extend }: { shape: GridShape; extend: boolean },
): GridCursor | null {
	const rowKey = shape.rowKeys[clamp(row, shape.rowKeys.length)]
	const columnId = shape.columnIds[clamp(column, shape.columnIds.length)]
	if (rowKey === undefined || columnId === undefined) return null
	const anchor = from.anchor ?? { rowKey: from.rowKey, columnId: from.columnId }
	return { rowKey, columnId, anchor: extend ? anchor : null }
}

function clamp(place: number, length: number): number {
	return Math.max(0, Math.min(length - 1, place))
}

/** The marked block; null when the cursor's row or column is not shown any more. */
export function blockOf(cursor: GridCursor | null, shape: GridShape): GridBlock | null {
	if (!cursor) return null
	const other = cursor.anchor ?? cursor
	const rows = [shape.rowKeys.indexOf(cursor.rowKey), shape.rowKeys.indexOf(other.rowKey)]
	const columns = [
		shape.columnIds.indexOf(cursor.columnId),
		shape.columnIds.indexOf(other.columnId),
	]
	if (Math.min(...rows, ...columns) < 0) return null
	return {
		top: Math.min(...rows),
		bottom: Math.max(...rows),
		left: Math.min(...columns),
		right: Math.max(...columns),
	}
}

/** Whether a press begins typing over the cell. */
export function isTyping(event: {
	key: string
	ctrlKey: boolean
	metaKey: boolean
	altKey: boolean
}) {
	return (
		[...event.key].length === 1 &&
		event.key !== ' ' &&
		!event.ctrlKey &&
		!event.metaKey &&
		!event.altKey
	)
}
