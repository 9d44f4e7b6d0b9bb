// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot pass over rows out of sight; roving focus is on the cells.
// biome-ignore-all lint/a11y/useFocusableInteractive: a table element cannot pass over rows out of sight; roving focus is on the cells.
/**
 * The shot list as a grid that is worked from the keyboard: arrows walk, Enter or typing edits, Shift
 * marks a block, cells are copied and pasted as in any spreadsheet.
 */
import { ArrowDown, ArrowUp } from 'lucide-react'
import {
	type ClipboardEvent,
	type CSSProperties,
	type KeyboardEvent,
	useEffect,
	useMemo,
	useRef,
	useState,
} from 'react'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import type { OmittedShot } from '#core/board/number-lock.ts'
import type { RowGroup } from '#core/shot-list/arrange-rows.ts'
import { cellText, cellValue, type ListColumn, whyFixed } from '#core/shot-list/list-column.ts'
import type { ListRow } from '#core/shot-list/list-row.ts'
import { OMITTED, withOmitted } from '#core/shot-list/omitted-lines.ts'
import type { PersonFace } from '../presence/people-signal.ts'
import { readClipboard, writeClipboard } from './clipboard.ts'
import { blockOf, type GridCursor, isTyping, moveCursor } from './grid-cursor.ts'
import styles from './shot-grid.module.css'
import { type RowActions, ShotRow } from './shot-row.tsx'
import type { TypedCell } from './type-cells.ts'

export interface ShotGridProps {
	groups: readonly RowGroup[]
	/** Scene id -> shots that read OMITTED; shown in story order only. */
	omitted: Readonly<Record<string, readonly OmittedShot[]>>
	columns: readonly ListColumn[]
	frameRate: number
	sort: { columnId: string; isDescending: boolean } | null
	onSort: (columnId: string) => void
	summaryOf: (rows: readonly ListRow[]) => string
	pictureUrl: (row: ListRow) => string | null
	boardTo: (row: ListRow) => string
	/** Who else is where: row key -> column id -> person. */
	people: ReadonlyMap<string, ReadonlyMap<string, PersonFace>>
	chosen: ReadonlySet<string>
	onChosen: (rowKeys: ReadonlySet<string>) => void
	canEdit: boolean
	/** Sets cells at once, as one undo step; returns what is wrong, or null. */
	onType: (cells: readonly TypedCell[]) => string | null
	/** Where one is now. */
	onCursor: (place: { row: ListRow; columnId: string } | null) => void
	onUndo: () => void
	onRedo: () => void
	tell: (sentence: string) => void
}

const NOBODY: ReadonlyMap<string, PersonFace> = new Map()

export function ShotGrid(props: ShotGridProps) {
	const { groups, columns, frameRate, chosen, canEdit } = props
	const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups])
	const grid = useGrid(props, rows)
	const { cursor, block, editing } = grid
	const template = columns.map(({ width }) => `${width}px`).join(' ')
	let place = 0
	return (
		<div className={styles.scroll} data-testid="shot-list">
			<div
				ref={grid.ref}
				role="grid"
				aria-label="Shot list"
				aria-multiselectable
				aria-rowcount={rows.length + 1}
				aria-colcount={columns.length + 2}
				aria-readonly={!canEdit}
				tabIndex={rows.length > 0 ? -1 : 0}
				className={styles.grid}
				// React's CSSProperties type knows no custom properties.
				style={{ '--columns': template } as CSSProperties}
				onKeyDown={grid.onKeyDown}
				onCopy={(event) => grid.onCopy(event, false)}
				onCut={(event) => grid.onCopy(event, true)}
				onPaste={grid.onPaste}
			>
				<HeadRow {...props} rows={rows} />
				{groups.map((group) => (
					<div role="rowgroup" key={group.key} data-scene={group.rows[0]?.scene.sceneId}>
						{group.heading ? (
							<div role="row">
								<div role="gridcell" aria-colspan={columns.length + 2} className={styles.group}>
									{group.heading.number ? <span>{group.heading.number}</span> : null}
									<span>{group.heading.text}</span>
									<small>{props.summaryOf(group.rows)}</small>
								</div>
							</div>
						) : null}
						{withOmitted(group.rows, props.omitted).map((line) => {
							if ('omitted' in line)
								return (
									<OmittedRow
										key={line.omitted.shotId}
										number={line.omitted.number}
										span={columns.length}
									/>
								)
							const { row } = line
							const at = place++
							const isIn = block !== null && at >= block.top && at <= block.bottom
							return (
								<ShotRow
									key={row.key}
									row={row}
									rowIndex={at + 2}
									columns={columns}
									frameRate={frameRate}
									pictureUrl={props.pictureUrl(row)}
									boardTo={props.boardTo(row)}
									isChosen={chosen.has(row.key)}
									canEdit={canEdit}
									marked={isIn ? grid.marked : null}
									cursorColumn={cursor?.rowKey === row.key ? cursor.columnId : null}
									editing={editing?.rowKey === row.key ? editing : null}
									people={props.people.get(row.key) ?? NOBODY}
									actions={grid.actions}
								/>
							)
						})}
					</div>
				))}
			</div>
		</div>
	)
}

/** A line that is read and not written: the number stays taken. */
function OmittedRow({ number, span }: { number: string; span: number }) {
	return (
		<div role="row">
			<div role="gridcell" aria-colspan={span + 2} className={styles.omitted}>
				<b>{number}</b> {OMITTED}
			</div>
		</div>
	)
}

function HeadRow(props: ShotGridProps & { rows: readonly ListRow[] }) {
	const { columns, sort, rows, chosen } = props
	const isAll = rows.length > 0 && rows.every((row) => chosen.has(row.key))
	return (
		<div role="row" aria-rowindex={1} className={styles.head}>
			<div role="columnheader" className={cx(styles.headCell, styles.tick)}>
				<input
					type="checkbox"
					aria-label="Choose all"
					checked={isAll}
					onChange={() => props.onChosen(isAll ? new Set() : new Set(rows.map(({ key }) => key)))}
				/>
			</div>
			<div role="columnheader" className={styles.headCell}>
				Panel
			</div>
			{columns.map((column) => {
				const isSorted = sort?.columnId === column.id
				const direction = sort?.isDescending ? 'descending' : 'ascending'
				return (
					<div
						key={column.id}
						role="columnheader"
						aria-sort={isSorted ? direction : 'none'}
						className={cx(styles.headCell, column.align === 'right' && styles.right)}
					>
						<button type="button" onClick={() => props.onSort(column.id)}>
							{column.label}
							{isSorted ? <Icon of={sort.isDescending ? ArrowDown : ArrowUp} size={12} /> : null}
						</button>
					</div>
				)
			})}
		</div>
	)
}

interface Editing {
	rowKey: string
	columnId: string
	initial: string
	isMarked: boolean
}

/** Cursor, marked block, editing, keys and clipboard. */
function useGrid(props: ShotGridProps, rows: readonly ListRow[]) {
	const { columns, frameRate } = props
	const [wanted, setCursor] = useState<GridCursor | null>(null)
	const [editing, setEditing] = useState<Editing | null>(null)
	const ref = useRef<HTMLDivElement | null>(null)
	const takesFocus = useRef(false)
	const shape = useMemo(
		() => ({ rowKeys: rows.map(({ key }) => key), columnIds: columns.map(({ id }) => id) }),
		[rows, columns],
	)
	const first = shape.rowKeys[0]
	const isThere =
		wanted !== null &&
		shape.rowKeys.includes(wanted.rowKey) &&
		shape.columnIds.includes(wanted.columnId)
	const cursor = useMemo<GridCursor | null>(() => {
		if (wanted && isThere) return wanted
		const columnId = shape.columnIds[0]
		return first === undefined || columnId === undefined
			? null
			: { rowKey: first, columnId, anchor: null }
	}, [wanted, isThere, first, shape])
	const block = useMemo(
		() => (wanted && isThere ? blockOf(wanted, shape) : null),
		[wanted, isThere, shape],
	)
	const left = block?.left ?? 0
	const right = block?.right ?? 0
	const marked = useMemo<readonly [number, number]>(() => [left, right], [left, right])

	useEffect(() => {
		if (!takesFocus.current || editing || !cursor) return
		takesFocus.current = false
		const cell = cellOf(ref.current, cursor)
		cell?.focus({ preventScroll: true })
		cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
	}, [cursor, editing])
	const { onCursor } = props
	const wantedRow = rows.find(({ key }) => key === wanted?.rowKey)
	const wantedColumn = wanted?.columnId
	const latestRow = useRef(wantedRow)
	latestRow.current = wantedRow
	const wantedKey = wantedRow?.key
	useEffect(() => {
		const row = latestRow.current
		onCursor(row && wantedKey && wantedColumn ? { row, columnId: wantedColumn } : null)
	}, [wantedKey, wantedColumn, onCursor])

	const goTo = (next: GridCursor | null) => {
		if (!next) return
		takesFocus.current = true
		setCursor({ ...next })
	}
	const placeOf = ({ rowKey, columnId }: { rowKey: string; columnId: string }) => {
		const row = rows.find(({ key }) => key === rowKey)
		const column = columns.find(({ id }) => id === columnId)
		return row && column ? { row, column } : null
	}
	const edit = (place: { rowKey: string; columnId: string }, typed?: string) => {
		const found = placeOf(place)
		if (!found || !props.canEdit) return
		const { row, column } = found
		const why = whyFixed(row, column)
		if (why) return props.tell(why)
		if (column.of.kind === 'checkbox') return latest.current.toggle(row, column)
		const initial = typed ?? cellText(cellValue(row, column), column, frameRate)
		setEditing({ ...place, initial, isMarked: typed === undefined })
	}
	const toggle = (row: ListRow, column: ListColumn) => {
		const typed = cellValue(row, column) === true ? 'no' : 'yes'
		const wrong = props.onType([{ row, column, typed }])
		if (wrong) props.tell(wrong)
	}
	const cells = (): TypedCell[] => {
		const area = block ?? blockOf(cursor, shape)
		if (!area) return []
		return rows
			.slice(area.top, area.bottom + 1)
			.flatMap((row) =>
				columns.slice(area.left, area.right + 1).map((column) => ({ row, column, typed: '' })),
			)
	}
	const clear = () => {
		const wrong = props.onType(cells().filter(({ row, column }) => whyFixed(row, column) === null))
		if (wrong) props.tell(wrong)
	}
	const set: RowActions['onSet'] = (row, column, typed, { after, everywhere }) => {
		const others = everywhere ? sameColumn(row, column) : [row]
		const wrong = props.onType(others.map((each) => ({ row: each, column, typed })))
		if (wrong) return wrong
		setEditing(null)
		const key = { down: 'ArrowDown', up: 'ArrowUp', right: 'Tab', left: 'Tab', stay: '' }[after]
		const here = { rowKey: row.key, columnId: column.id, anchor: null }
		const press = { key, shiftKey: after === 'left', accel: false }
		// Leaving by a click elsewhere must not take the focus back.
		if (after !== 'stay' || everywhere) goTo(moveCursor(here, press, shape) ?? here)
		return null
	}
	/** The rows that "everywhere" means: the chosen ones, else the marked block. */
	const sameColumn = (row: ListRow, column: ListColumn) => {
		const { chosen } = props
		const isOpen = (each: ListRow) => whyFixed(each, column) === null
		if (chosen.has(row.key)) return rows.filter((each) => chosen.has(each.key) && isOpen(each))
		return block ? rows.slice(block.top, block.bottom + 1).filter(isOpen) : [row]
	}

	const latest = useRef({ edit, toggle, set, goTo, cursor, props })
	latest.current = { edit, toggle, set, goTo, cursor, props }
	const actions = useMemo<RowActions>(
		() => ({
			onCell(place, { extend, edit: isEdit }) {
				const now = latest.current
				const anchor = extend && now.cursor ? (now.cursor.anchor ?? now.cursor) : null
				now.goTo({ ...place, anchor })
				if (isEdit) now.edit(place)
			},
			onChoose(rowKey, { extend }) {
				choose(latest.current.props, rowKey, extend)
			},
			onToggle: (row, column) => latest.current.toggle(row, column),
			onSet: (...given) => latest.current.set(...given),
			onCancel: () => {
				takesFocus.current = true
				setEditing(null)
			},
		}),
		[],
	)

	const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
		if (!cursor || editing || !isCell(event.target)) return
		const accel = event.ctrlKey || event.metaKey
		const act = actOn(event, accel)
		if (!act) return
		event.preventDefault()
		event.stopPropagation()
		act()
	}
	const actOn = (event: KeyboardEvent, accel: boolean): (() => void) | null => {
		if (!cursor) return null
		const { key, shiftKey } = event
		const letter = key.toLowerCase()
		if (accel && letter === 'z') return shiftKey ? props.onRedo : props.onUndo
		if (accel && letter === 'y') return props.onRedo
		if (accel && letter === 'a') return () => props.onChosen(new Set(rows.map((row) => row.key)))
		if (key === ' ' && shiftKey) return () => choose(props, cursor.rowKey, false)
		if (key === 'Escape' && props.chosen.size > 0) return () => props.onChosen(new Set())
		if (key === 'Enter' || key === 'F2' || key === ' ') return () => edit(cursor)
		if (key === 'Delete' || key === 'Backspace') return props.canEdit ? clear : null
		const next = moveCursor(cursor, { key, shiftKey, accel }, shape)
		if (next) return () => goTo(next)
		if (props.canEdit && isTyping(event)) return () => edit(cursor, key)
		return null
	}
	const onCopy = (event: ClipboardEvent, cut: boolean) => {
		const area = block ?? blockOf(cursor, shape)
		if (editing || !area || !isCell(event.target)) return
		const text = writeClipboard(
			rows
				.slice(area.top, area.bottom + 1)
				.map((row) =>
					columns
						.slice(area.left, area.right + 1)
						.map((column) => cellText(cellValue(row, column), column, frameRate)),
				),
		)
		event.clipboardData.setData('text/plain', text)
		event.preventDefault()
		if (cut && props.canEdit) clear()
	}
	const onPaste = (event: ClipboardEvent) => {
		const area = block ?? blockOf(cursor, shape)
		if (editing || !area || !props.canEdit || !isCell(event.target)) return
		event.preventDefault()
		const pasted = readClipboard(event.clipboardData.getData('text/plain'))
		const wrong = props.onType(pastedCells(pasted, area, { rows, columns }))
		if (wrong) props.tell(wrong)
	}
	return { ref, cursor, block, marked, editing, actions, onKeyDown, onCopy, onPaste }
}

/** One cell fills the marked block; more are laid down from its corner. Counted cells are passed over. */
function pastedCells(
	pasted: readonly (readonly string[])[],
	area: { top: number; bottom: number; left: number; right: number },
	{ rows, columns }: { rows: readonly ListRow[]; columns: readonly ListColumn[] },
): TypedCell[] {
	const height = pasted.length
	const width = Math.max(...pasted.map((line) => line.length))
	const isOne = height === 1 && width === 1
	const tall = isOne ? area.bottom - area.top + 1 : height
	const wide = isOne ? area.right - area.left + 1 : width
	const cells: TypedCell[] = []
	for (let down = 0; down < tall; down++)
		for (let across = 0; across < wide; across++) {
			const row = rows[area.top + down]
			const column = columns[area.left + across]
			const typed = pasted[isOne ? 0 : down]?.[isOne ? 0 : across]
			if (row && column && typed !== undefined && whyFixed(row, column) === null)
				cells.push({ row, column, typed })
		}
	return cells
}

function choose(props: ShotGridProps, rowKey: string, extend: boolean): void {
	const next = new Set(props.chosen)
	const keys = props.groups.flatMap((group) => group.rows.map(({ key }) => key))
	const last = [...props.chosen].at(-1)
	if (extend && last !== undefined) {
		const [from, to] = [keys.indexOf(last), keys.indexOf(rowKey)].sort((a, b) => a - b)
		for (const key of keys.slice(from, (to ?? 0) + 1)) next.add(key)
	} else if (!next.delete(rowKey)) next.add(rowKey)
	props.onChosen(next)
}

function cellOf(grid: HTMLElement | null, { rowKey, columnId }: GridCursor): HTMLElement | null {
	return (
		grid?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${rowKey} ${columnId}`)}"]`) ?? null
	)
}

function isCell(target: EventTarget): boolean {
	// A copy or paste names what holds the caret, which may be the words in the cell.
	if (!(target instanceof Element) || target.closest('textarea, input')) return false
	return target.closest('[data-cell]') !== null
}
