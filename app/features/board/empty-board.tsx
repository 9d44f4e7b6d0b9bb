/** A board without a panel: says how the first one comes. */
import { Plus } from 'lucide-react'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import styles from './board-notices.module.css'

export function EmptyBoard(props: { canEdit: boolean; onMake: () => void }) {
	return (
		<div className={styles.empty}>
			<Empty
				title="No panels yet"
				actions={
					props.canEdit ? (
						<Button variant="solid" icon={<Icon of={Plus} size={14} />} onClick={props.onMake}>
							First panel <Kbd>N</Kbd>
						</Button>
					) : null
				}
			>
				<p>
					{props.canEdit
						? 'Make one and draw in it. N makes the next one and keeps your pen.'
						: 'Nobody has drawn in this scene yet.'}
				</p>
			</Empty>
		</div>
	)
}
