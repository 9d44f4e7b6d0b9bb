/** The script beside the board: which lines have a panel, and a panel for those that have none. */
import { PanelLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { BoardModel } from '#app/features/board/board-model.ts'
import type { BoardHand } from '#app/features/board/panel-actions.ts'
import {
	blocksOfCurrent,
	coveredBlocks,
	makePanelFromScript,
	scriptOfScene,
} from '#app/features/board/script-cover.ts'
import { ImportDialog } from '#app/features/screenplay/import-dialog.tsx'
import { ScriptLane } from '#app/features/screenplay/script-lane.tsx'
import { useAsk } from '#app/features/suggestions/use-ask.ts'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { useSignal } from '#app/features/sync/use-signal.ts'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { can } from '#core/board/role.ts'
import styles from './board-sides.module.css'
import type { BoardData } from './route.tsx'

export function BoardLane(props: {
	board: BoardData
	projectRoom: RoomConnection
	model: BoardModel
	hand: BoardHand | null
	/** Shows the tray, where a breakdown arrives. */
	onRound: () => void
	onFold: () => void
}) {
	const { board, projectRoom, model, hand, onRound, onFold } = props
	const { me, project, scene } = board
	const script = useSignal(
		useMemo(() => scriptOfScene(projectRoom.store, scene.sceneId), [projectRoom, scene]),
	)
	const covered = useSignal(useMemo(() => coveredBlocks(model), [model]))
	const current = useSignal(useMemo(() => blocksOfCurrent(model), [model]))
	const { sceneNumber } = useSignal(model.settings)
	const asking = useAsk({ sceneId: scene.sceneId, onRound })
	const [importing, setImporting] = useState(false)
	const mayImport = can(me.role, 'script.import')
	return (
		<>
			<ScriptLane
				blocks={script}
				coveredBlockIds={covered}
				currentPanelBlockIds={current}
				canEdit={can(me.role, 'room.board.write') && hand !== null}
				sceneNumber={sceneNumber}
				isBreakingDown={asking.question !== null}
				onBreakDown={() => asking.ask({ ask: 'breakdown' })}
				onMakePanel={(blockIds) => hand && makePanelFromScript(hand, script, blockIds)}
				{...(mayImport ? { onImport: () => setImporting(true) } : {})}
				headActions={
					<IconButton label="Hide script" size="small" onClick={onFold}>
						<Icon of={PanelLeft} size={14} />
					</IconButton>
				}
			/>
			{asking.message ? (
				<p className={styles.message} role="status">
					{asking.message}
				</p>
			) : null}
			{mayImport ? (
				<ImportDialog projectId={project.projectId} open={importing} onOpenChange={setImporting} />
			) : null}
		</>
	)
}
