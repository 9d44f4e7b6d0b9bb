// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot pass over rows out of sight; roving focus is on the cells.
// biome-ignore-all lint/a11y/useFocusableInteractive: a table element cannot pass over rows out of sight; roving focus is on the cells.
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: a table element cannot pass over rows out of sight; roving focus is on the cells.
// biome-ignore-all lint/a11y/noStaticElementInteractions: a table element cannot pass over rows out of sight; roving focus is on the cells.
/** One line of the shot list. Drawn again only when something in it changed. */
import { Link } from '@remix-run/react'
import { Sparkles } from 'lucide-react'
import { memo } from 'react'
import { personStyle } from '#app/ui/avatar.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { cellText, cellValue, type ListColumn, whyFixed } from '#core/shot-list/list-column.ts'
import type { ListRow } from '#core/shot-list/list-row.ts'
import type { PersonFace } from '../presence/people-signal.ts'
import { CellEditor, type CellEditorProps } from './cell-editor.tsx'
import styles from './shot-grid.module.css'

/** What happens in a row, the same object for all of them. */
export interface RowActions {
	onCell: (
		place: { rowKey: string; columnId: string },
		how: { extend: boolean; edit: boolean },
	) => void
	onChoose: (rowKey: string, how: { extend: boolean }) => void
	onToggle: (row: ListRow, column: ListColumn) => void
	onSet: (
		row: ListRow,
		column: ListColumn,
		...given: Parameters<CellEditorProps['onSet']>
	) => string | null
	onCancel: () => void
}

export interface ShotRowProps {
	row: ListRow
	rowIndex: number
	columns: readonly ListColumn[]
	frameRate: number
	pictureUrl: string | null
	boardTo: string
	isChosen: boolean
	canEdit: boolean
	/** Places of the first and last marked column; null = none. */
	marked: readonly [number, number] | null
	cursorColumn: string | null
	editing: { columnId: string; initial: string; isMarked: boolean } | null
	/** Who else is in which column. */
	people: ReadonlyMap<string, PersonFace>
	actions: RowActions
}

export const ShotRow = memo(function ShotRow(props: ShotRowProps) {
	const { row, columns, actions, isChosen, people, editing, cursorColumn } = props
	return (
		<div
			role="row"
			aria-rowindex={props.rowIndex}
			aria-selected={isChosen}
			className={cx(
				styles.row,
				isChosen && styles.chosen,
				(people.size > 0 || editing !== null || cursorColumn !== null) && styles.lively,
			)}
		>
			<div role="gridcell" className={cx(styles.cell, styles.tick)}>
				<input
					type="checkbox"
					aria-label={`Choose ${row.number}`}
					tabIndex={-1}
					checked={isChosen}
					onChange={() => undefined}
					onClick={(event) => actions.onChoose(row.key, { extend: event.shiftKey })}
				/>
			</div>
			<div role="gridcell" className={cx(styles.cell, styles.picture)}>
				<Link to={props.boardTo} tabIndex={-1} aria-label={`Open ${row.number} on its board`}>
					{props.pictureUrl ? (
						<img src={props.pictureUrl} alt="" loading="lazy" decoding="async" />
					) : null}
				</Link>
			</div>
			{columns.map((column, place) => (
				<Cell key={column.id} {...props} column={column} place={place} />
			))}
		</div>
	)
})

function Cell(props: ShotRowProps & { column: ListColumn; place: number }) {
	const { row, column, place, actions, cursorColumn, marked, editing, frameRate } = props
	const value = cellValue(row, column)
	const text = cellText(value, column, frameRate)
	const face = props.people.get(column.id)
	const isCursor = cursorColumn === column.id
	const isEditing = editing?.columnId === column.id
	const why = whyFixed(row, column)
	const isCheck = column.of.kind === 'checkbox'
	return (
		<div
			role={column.id === 'numberOverride' ? 'rowheader' : 'gridcell'}
			aria-colindex={place + 3}
			aria-selected={isMarked(marked, place)}
			aria-readonly={why !== null || !props.canEdit}
			tabIndex={isCursor ? 0 : -1}
			data-cell={`${row.key} ${column.id}`}
			title={why !== null && isCursor ? why : undefined}
			className={cx(
				styles.cell,
				column.align === 'right' && styles.right,
				column.id === 'numberOverride' && styles.number,
				isMarked(marked, place) && styles.marked,
				isCursor && styles.cursor,
				face && styles.taken,
			)}
			style={face ? personStyle(face.color) : undefined}
			onPointerDown={(event) => {
				if (event.button !== 0 || isEditing) return
				actions.onCell(
					{ rowKey: row.key, columnId: column.id },
					{ extend: event.shiftKey, edit: false },
				)
			}}
			onDoubleClick={() =>
				isCheck
					? undefined
					: actions.onCell({ rowKey: row.key, columnId: column.id }, { extend: false, edit: true })
			}
		>
			{face ? <span className={styles.who}>{face.name}</span> : null}
			{isEditing ? (
				<CellEditor
					column={column}
					label={`${column.label} of ${row.number}`}
					initial={editing.initial}
					isMarked={editing.isMarked}
					onSet={(...given) => actions.onSet(row, column, ...given)}
					onCancel={actions.onCancel}
				/>
			) : isCheck ? (
				<input
					type="checkbox"
					tabIndex={-1}
					aria-label={`${column.label} of ${row.number}`}
					disabled={!props.canEdit}
					checked={value === true}
					onChange={() => actions.onToggle(row, column)}
				/>
			) : (
				<CellWords {...{ row, column, text }} />
			)}
		</div>
	)
}

function CellWords({ row, column, text }: { row: ListRow; column: ListColumn; text: string }) {
	if (column.id === 'status' && text !== '')
		return <Tag tone={text === 'Approved' ? 'ok' : 'plain'}>{text}</Tag>
	return (
		<>
			<span className={styles.words}>{text}</span>
			{column.id === 'numberOverride' && row.panels.some((panel) => panel.isFromSuggestion) ? (
				<span role="img" aria-label="In part from a suggestion" title="In part from a suggestion">
					<Icon of={Sparkles} size={12} />
				</span>
			) : null}
		</>
	)
}

function isMarked(marked: readonly [number, number] | null, place: number): boolean {
	return marked !== null && place >= marked[0] && place <= marked[1]
}
