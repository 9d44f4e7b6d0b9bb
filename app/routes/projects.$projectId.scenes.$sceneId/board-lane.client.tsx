/** The script beside the board: which lines have a panel, and a panel for those that have none. */
import { FileUp, PanelLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { BoardModel } from '#app/features/board/board-model.ts'
import { type BoardHand, bringIntoView, takeInHand } from '#app/features/board/panel-actions.ts'
import { glowPanels, pointedPanel } from '#app/features/board/panel-glow.ts'
import {
	blocksOfPanel,
	makePanelFromScript,
	makePanelFromWords,
	panelsOfBlocks,
	scriptOfScene,
} from '#app/features/board/script-cover.ts'
import { ScriptNewsTray } from '#app/features/board/script-news-tray.tsx'
import { ImportDialog } from '#app/features/screenplay/import-dialog.tsx'
import type { LaneNotes } from '#app/features/screenplay/lane-notes.ts'
import { ScriptLane } from '#app/features/screenplay/script-lane.tsx'
import { useScriptWriting } from '#app/features/screenplay/use-script-writing.ts'
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
	/** What is noted about lines. */
	notes: LaneNotes
	/** Shows the tray, where a breakdown arrives. */
	onRound: () => void
	onFold: () => void
}) {
	const { board, projectRoom, model, hand, onRound, onFold } = props
	const { me, project, scene } = board
	const lines = useMemo(
		() => scriptOfScene(projectRoom.store, scene.sceneId),
		[projectRoom, scene.sceneId],
	)
	const script = useSignal(lines)
	const panelsOf = useSignal(useMemo(() => panelsOfBlocks(model, lines), [model, lines]))
	const covered = useMemo(
		() => new Set([...panelsOf].flatMap(([id, panels]) => (panels.length > 0 ? [id] : []))),
		[panelsOf],
	)
	const current = useSignal(
		useMemo(() => blocksOfPanel(model, lines, model.currentId), [model, lines]),
	)
	const pointed = useMemo(() => pointedPanel(hand), [hand])
	const glowing = useSignal(
		useMemo(() => blocksOfPanel(model, lines, pointed), [model, lines, pointed]),
	)
	const writing = useScriptWriting(projectRoom, scene.sceneId)
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
				panelsOf={panelsOf}
				glowingBlockIds={glowing}
				writing={writing}
				notes={props.notes}
				onPoint={(ids) =>
					glowPanels(
						hand,
						ids.flatMap((id) => panelsOf.get(id) ?? []),
					)
				}
				onShowPanel={(panelId) => hand && takeInHand(hand, panelId)}
				onScrollTo={(panelId) => hand && bringIntoView(hand, panelId)}
				onMakeFromWords={(words) => hand && makePanelFromWords(hand, script, words)}
				canEdit={can(me.role, 'room.board.write') && hand !== null}
				sceneNumber={sceneNumber}
				isBreakingDown={asking.question !== null}
				onBreakDown={() => asking.ask({ ask: 'breakdown' })}
				onMakePanel={(blockIds) => hand && makePanelFromScript(hand, script, blockIds)}
				{...(mayImport ? { onImport: () => setImporting(true) } : {})}
				tray={<ScriptNewsTray {...{ model, hand }} canEdit={can(me.role, 'room.board.write')} />}
				headActions={
					<>
						{mayImport ? (
							<IconButton label="Import new pages" size="small" onClick={() => setImporting(true)}>
								<Icon of={FileUp} size={14} />
							</IconButton>
						) : null}
						<IconButton label="Hide script" size="small" onClick={onFold}>
							<Icon of={PanelLeft} size={14} />
						</IconButton>
					</>
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
