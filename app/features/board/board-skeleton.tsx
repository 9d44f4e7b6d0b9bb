/** The board before the browser has it: every part at its real size, so that nothing jumps. */
import { Skeleton } from '#app/ui/skeleton.tsx'
import styles from './board-skeleton.module.css'

export function BoardSkeleton(props: { title: string; panelCount: number; aspectRatio: number }) {
	const count = Math.max(1, Math.min(9, props.panelCount))
	return (
		<div className={styles.board} role="status" aria-label={`Opening ${props.title}`}>
			<div className={styles.top}>{props.title}</div>
			<div className={styles.rail} />
			<div className={styles.lane} />
			<div className={styles.wall}>
				{Array.from({ length: count }, (_, place) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: nothing but its place tells one from another.
					<div key={place} className={styles.panel}>
						<Skeleton width={72} height={14} />
						<Skeleton aspect={props.aspectRatio} />
						<Skeleton width="70%" height={12} />
					</div>
				))}
			</div>
			<div className={styles.tray} />
			<div className={styles.strip} />
			<div className={styles.status} />
		</div>
	)
}
