/** The script beside the board: which lines have a panel, and a panel for those that have none. */
import { FileText, PanelLeft } from 'lucide-react'
import type { BoardModel } from '#app/features/board/board-model.ts'
import type { BoardHand } from '#app/features/board/panel-actions.ts'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import styles from './board-sides.module.css'
import type { BoardData } from './route.tsx'

export function BoardLane(props: {
	board: BoardData
	projectRoom: RoomConnection
	model: BoardModel
	hand: BoardHand | null
	canEdit: boolean
	tell: (message: string) => void
	onFold: () => void
}) {
	return (
		<section className={styles.side} aria-label="Script">
			<header className={styles.head}>
				Script
				<span className={styles.push} />
				<IconButton label="Hide script" size="small" onClick={props.onFold}>
					<Icon of={PanelLeft} size={14} />
				</IconButton>
			</header>
			<div className={styles.body}>
				<Empty icon={<Icon of={FileText} size={20} />} title="Bring the pages in">
					<p>Import a script on the film’s page. Panels you already drew stay as they are.</p>
				</Empty>
			</div>
		</section>
	)
}
