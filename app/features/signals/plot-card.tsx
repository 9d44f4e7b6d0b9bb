/** A card with a plot, the table behind it, and the CSV file to take along. */
import { Link, useLocation } from '@remix-run/react'
import { Download, Link2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Tooltip } from '#app/ui/tooltip.tsx'
import type { Cell, PlainTable } from '#core/signals/csv.ts'
import styles from './research.module.css'

export function PlotCard(props: {
	title: string
	note?: string
	csvHref: string
	/** Names the figure in the address of its link. */
	id?: string
	table?: PlainTable
	/** Shown instead of plot and table while there is nothing to show. */
	nothingYet: string | null
	children: ReactNode
}) {
	const { title, note, table, nothingYet } = props
	const [isTable, setIsTable] = useState(false)
	return (
		<section className={styles.card} aria-label={title} id={props.id}>
			<header className={styles.cardHead}>
				<h2>{title}</h2>
				{nothingYet === null ? (
					<div className={styles.push}>
						{table ? (
							<Button variant="plain" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
								{isTable ? 'Plot' : 'Table'}
							</Button>
						) : null}
						{props.id ? <FigureLink id={props.id} title={title} /> : null}
						<CsvLink href={props.csvHref} title={title} />
					</div>
				) : null}
			</header>
			{nothingYet === null ? (
				<>
					{note ? <p className={styles.note}>{note}</p> : null}
					{table && isTable ? <PlainDataTable title={title} table={table} /> : props.children}
				</>
			) : (
				<p className={styles.none}>{nothingYet}</p>
			)}
		</section>
	)
}

/** Filters are in the address already; the link adds which figure of the page is meant. */
function FigureLink({ id, title }: { id: string; title: string }) {
	const { search } = useLocation()
	return (
		<Tooltip label="Link to this figure">
			<Link
				className={styles.download}
				to={{ search, hash: id }}
				preventScrollReset
				aria-label={`Link to: ${title}`}
			>
				<Icon of={Link2} size={14} />
			</Link>
		</Tooltip>
	)
}

function CsvLink({ href, title }: { href: string; title: string }) {
	return (
		<Tooltip label="Download as CSV">
			<a className={styles.download} href={href} download aria-label={`Download CSV: ${title}`}>
				<Icon of={Download} size={14} />
			</a>
		</Tooltip>
	)
}

export function PlainDataTable({ title, table }: { title: string; table: PlainTable }) {
	const columns = table.header.map((header, index) => ({
		key: header,
		header,
		render: (row: Cell[]) => row[index] ?? '',
		align: isNumbers(table, index) ? ('right' as const) : ('left' as const),
	}))
	return (
		<DataTable
			caption={title}
			columns={columns}
			rows={table.rows}
			rowKey={(row) => row.join('|')}
		/>
	)
}

/** Numbers stand right, so that they can be compared. */
function isNumbers({ rows }: PlainTable, column: number): boolean {
	const cells = rows.map((row) => row[column] ?? null)
	return column > 0 && cells.every((cell) => cell === null || typeof cell === 'number')
}
