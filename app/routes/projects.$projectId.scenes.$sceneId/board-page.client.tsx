/**
 * Puts a scene's board together in the browser: opens its rooms, and sets canvas, script, suggestions
 * and the board's own parts side by side. The features know nothing of one another; here they meet.
 */
import 'tldraw/tldraw.css'
import './tldraw-theme.css'
import { type ReactNode, useMemo } from 'react'
import { createTLStore } from 'tldraw'
import { LicenseNotice, SetAsideNotice, WaitingNotice } from '#app/features/board/board-notices.tsx'
import { GhostProvider } from '#app/features/suggestions/ghost-context.tsx'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { createPlainStore } from '#app/features/sync/create-plain-store.ts'
import { useRoom } from '#app/features/sync/use-room.ts'
import { useSignal } from '#app/features/sync/use-signal.ts'
import { CommandsProvider } from '#app/ui/commands/use-commands.tsx'
import { canWriteRoom } from '#core/board/role.ts'
import { createCanvasSchema } from '#core/canvas/canvas-schema.ts'
import { Board } from './board.client.tsx'
import type { BoardData } from './route.tsx'

export default function BoardPage(props: {
	board: BoardData
	skeleton: ReactNode
	onAskConsent: (() => void) | null
}) {
	const { board } = props
	const { me, scene, project, rooms } = board
	const user = useMemo(() => ({ userId: me.userId, name: me.name, color: me.color }), [me])
	const boardRoom = useRoom({
		room: `board:${scene.sceneId}`,
		...rooms.board,
		user,
		canWrite: canWriteRoom(me.role, 'board') && !board.needsCanvasLicense,
		createStore: createBoardStore,
	})
	const projectRoom = useRoom({
		room: `project:${project.projectId}`,
		...rooms.project,
		user,
		canWrite: canWriteRoom(me.role, 'project'),
		createStore: createPlainStore,
	})
	const notesRoom = useRoom({
		room: `notes:${scene.sceneId}`,
		...rooms.notes,
		user,
		canWrite: canWriteRoom(me.role, 'notes'),
		createStore: createPlainStore,
	})
	if (board.needsCanvasLicense)
		return <LicenseNotice shotListTo={`/projects/${project.projectId}`} />
	if (!boardRoom || !projectRoom || !notesRoom) return props.skeleton
	return <WhenReady {...props} {...{ boardRoom, projectRoom, notesRoom }} />
}

function WhenReady(props: {
	board: BoardData
	boardRoom: RoomConnection
	projectRoom: RoomConnection
	notesRoom: RoomConnection
	skeleton: ReactNode
	onAskConsent: (() => void) | null
}) {
	const { board, boardRoom, projectRoom, notesRoom, onAskConsent } = props
	const ready = useSignal(boardRoom.ready)
	// Turned away before there is anything to show: said over the empty wall.
	if (!ready)
		return (
			<>
				{props.skeleton}
				<WaitingNotice room={boardRoom} onRetry={() => boardRoom.retry()} />
				<SetAsideNotice room={boardRoom} />
			</>
		)
	return (
		<CommandsProvider>
			<GhostProvider>
				<Board {...{ board, boardRoom, projectRoom, notesRoom, onAskConsent }} />
			</GhostProvider>
		</CommandsProvider>
	)
}

function createBoardStore() {
	return createTLStore({ schema: createCanvasSchema() })
}
