/** The members' own copy of the log: what is in it, what stays behind, and the download. */
import { Download } from 'lucide-react'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { DatasetForm } from './dataset-form.tsx'
import { count } from './format.ts'
import styles from './research.module.css'

export function ExportCard(props: {
	projectId: string
	href: string
	rows: number
	suppressed: number
	canExport: boolean
}) {
	return (
		<section className={`${styles.card} ${styles.top}`} aria-label="Export">
			<header className={styles.cardHead}>
				<h2>Export</h2>
			</header>
			<p className={styles.note}>
				Every entry of the log in order, one a line: what was offered with what chance, who looked,
				what was decided and why. People are codes; words are readable only where their writer
				allows it.
			</p>
			<dl className={styles.facts}>
				<Fact name="Format" value="JSONL" />
				<Fact name="Drawings and scenes" value="by reference" />
				<Fact name="Entries" value={count(props.rows)} />
				<Fact name="Left out, not allowed by somebody in it" value={count(props.suppressed)} />
			</dl>
			<div className={styles.exportActions}>
				{props.canExport ? (
					<DownloadForm href={props.href} />
				) : (
					<p className={styles.note}>
						Your role can read this page. Editors and owners can export.
					</p>
				)}
			</div>
			{props.canExport ? <DatasetForm projectId={props.projectId} /> : null}
		</section>
	)
}

/** A form, because a download is no page to go to; posted, because the copy is noted. */
function DownloadForm({ href }: { href: string }) {
	return (
		<form action={href} method="post">
			<Button type="submit" variant="line" icon={<Icon of={Download} size={14} />}>
				Download JSONL
			</Button>
		</form>
	)
}

function Fact({ name, value }: { name: string; value: string }) {
	return (
		<div className={styles.fact}>
			<dt>{name}</dt>
			<dd>{value}</dd>
		</div>
	)
}
