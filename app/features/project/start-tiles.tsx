/** The two ways to begin a film, always in sight: a blank wall, or the pages. */
import { Clapperboard, FileText } from 'lucide-react'
import { Icon } from '#app/ui/icon.tsx'
import styles from './start-tiles.module.css'
import { useMutation } from './use-mutation.ts'

export function StartTiles({ onImport }: { onImport: () => void }) {
	const { send, busy } = useMutation()
	return (
		<div className={styles.start}>
			<button
				type="button"
				className={styles.tile}
				aria-busy={busy}
				onClick={() => {
					if (!busy) send({ intent: 'blank' })
				}}
			>
				<Icon of={Clapperboard} size={20} />
				<b>Start with a blank wall</b>
				<span>One scene, one empty panel, pen in hand.</span>
			</button>
			<button type="button" className={styles.tile} onClick={onImport}>
				<Icon of={FileText} size={20} />
				<b>Start from a script</b>
				<span>Drop a Fountain file, or paste the pages.</span>
			</button>
		</div>
	)
}
