/** How far a long work is, 0 to 1; say beside it what is being done and offer Cancel. */
import { Progress as Radix } from 'radix-ui'
import styles from './progress.module.css'

export function Progress(props: { value: number; label: string }) {
	const percent = Math.round(Math.min(1, Math.max(0, props.value)) * 100)
	return (
		<Radix.Root className={styles.progress} value={percent} aria-label={props.label}>
			<span className={styles.bar} style={{ width: `${percent}%` }} />
		</Radix.Root>
	)
}
