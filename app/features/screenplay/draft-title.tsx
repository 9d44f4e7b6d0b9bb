/** A draft by the colour of its pages: `Blue draft`, with a slip of that paper before it. */
import { revisionColor, revisionName } from '#core/screenplay/revision-colors.ts'
import styles from './drafts.module.css'

export function DraftTitle({ revision }: { revision: number }) {
	return (
		<span className={styles.title}>
			<i className={styles.paper} style={{ background: revisionColor(revision).paper }} />
			{revisionName(revision)} draft
		</span>
	)
}
