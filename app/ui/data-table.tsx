/** A table of rows: the first column names the row, numbers stand right in tabular figures. */
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './data-table.module.css'

export interface Column<Row> {
	key: string
	header: ReactNode
	render: (row: Row) => ReactNode
	align?: 'left' | 'right'
	/** Lets long text break into lines. */
	wrap?: boolean
}

export function DataTable<Row>(props: {
	/** What the table shows; for ears only unless `showCaption`. */
	caption: string
	showCaption?: boolean
	columns: readonly Column<Row>[]
	rows: readonly Row[]
	rowKey: (row: Row) => string
	selectedKey?: string | null
	/** Shown instead of rows when there are none. */
	empty?: ReactNode
}) {
	const { columns, rows, rowKey, selectedKey, empty } = props
	return (
		<div className={styles.scroll}>
			<table className={styles.table}>
				<caption className={props.showCaption ? styles.caption : 'visually-hidden'}>
					{props.caption}
				</caption>
				<thead>
					<tr>
						{columns.map((column) => (
							<th key={column.key} scope="col" className={classOf(column)}>
								{column.header}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<TableRow
							key={rowKey(row)}
							row={row}
							columns={columns}
							selected={selectedKey === rowKey(row)}
						/>
					))}
				</tbody>
			</table>
			{rows.length === 0 && empty ? <div className={styles.none}>{empty}</div> : null}
		</div>
	)
}

function classOf(column: { align?: 'left' | 'right'; wrap?: boolean }): string {
	return cx(column.align === 'right' && styles.right, column.wrap && styles.wrap)
}

function TableRow<Row>(props: { row: Row; columns: readonly Column<Row>[]; selected: boolean }) {
	const [first, ...others] = props.columns
	return (
		<tr aria-selected={props.selected || undefined}>
			{first ? (
				<th scope="row" className={classOf(first)}>
					{first.render(props.row)}
				</th>
			) : null}
			{others.map((column) => (
				<td key={column.key} className={classOf(column)}>
					{column.render(props.row)}
				</td>
			))}
		</tr>
	)
}
