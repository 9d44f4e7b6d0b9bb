/** Fields of a change, before and after, as they were then. */
import type { EditField } from '#core/suggestions/edit-fields.ts'
import styles from './replay.module.css'

export function FieldRows({ rows }: { rows: readonly EditField[] | null }) {
	if (rows === null) return <p className={styles.faint}>What it would change cannot be read.</p>
	return (
		<dl className={styles.fields}>
			{rows.map(({ key, label, before, after }) => (
				<div key={key}>
					<dt>{label}</dt>
					<dd>
						{before !== null && before !== after ? <s>{before}</s> : null}
						{before !== null && before !== after ? ' → ' : ''}
						<strong>{after ?? 'empty'}</strong>
					</dd>
				</div>
			))}
		</dl>
	)
}
