/** Looking back from the board: the button, its keys, and the dialog with all it needs of the board. */
import { History } from 'lucide-react'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { type BoardHand, takeInHand } from '#app/features/board/panel-actions.ts'
import { readAsData } from '#app/features/board/picture-source.ts'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { createVersionsClient } from '#app/features/versions/ask-versions.ts'
import { carryOut } from '#app/features/versions/restore.ts'
import { VersionsDialog } from '#app/features/versions/versions-dialog.tsx'
import { useCommands, useKeysOf } from '#app/ui/commands/use-commands.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { useToast } from '#app/ui/toast.tsx'
import { can } from '#core/board/role.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { planBoardRestore, planPanelRestore } from '#core/sync/plan-restore.ts'
import type { BoardData } from './route.tsx'

export interface Versions {
	button: ReactNode
	dialog: ReactNode
}

export function useVersions(options: {
	board: BoardData
	room: RoomConnection
	hand: BoardHand | null
}): Versions {
	const { board, room, hand } = options
	const { me, scene } = board
	const toast = useToast()
	const [openAt, setOpenAt] = useState<{ panelId: string | null } | null>(null)
	const client = useMemo(
		() => createVersionsClient(scene.sceneId, (...args) => window.fetch(...args)),
		[scene],
	)
	const live = useMemo(() => ({ records: () => recordsOf(room), readPicture: readAsData }), [room])
	const tell = useCallback(
		(title: string, isTrouble = false) => toast(isTrouble ? { title, tone: 'danger' } : { title }),
		[toast],
	)
	useCommands(
		useMemo(
			() => [
				{
					...{ id: 'versions.board', group: 'Together', label: 'Versions of the board' },
					...{ also: 'history look back restore', keys: ['shift+v'] },
					run: () => setOpenAt({ panelId: null }),
				},
				{
					...{ id: 'versions.panel', group: 'Together', label: 'This panel through time' },
					...{ also: 'history versions compare', keys: ['shift+h'] },
					run: () => setOpenAt({ panelId: hand?.model.currentId.get() ?? null }),
				},
			],
			[hand],
		),
	)
	const settings = hand?.model.settings.get()
	const numbering = useMemo(
		() => ({
			sceneNumber: settings?.sceneNumber ?? scene.number,
			scheme: settings?.numberingScheme ?? ('slate' as const),
		}),
		[settings, scene],
	)
	const target = hand && {
		editor: hand.editor,
		flush: () => room.flush(),
		whenSaved: () => room.whenSaved(),
	}
	return {
		button: <VersionsButton onOpen={() => setOpenAt({ panelId: null })} />,
		dialog:
			openAt && hand ? (
				<VersionsDialog
					{...{ client, live, numbering, tell }}
					panelId={openAt.panelId}
					numberOf={(panelId) => hand.model.numbers.get().get(panelId) ?? null}
					may={{
						name: can(me.role, 'version.name'),
						remove: can(me.role, 'project.manage'),
						restore: room.canWrite,
					}}
					onRestoreBoard={async (records) => {
						const by = { userId: me.userId, now: Date.now() }
						if (target) await carryOut(target, planBoardRestore(recordsOf(room), records, by))
					}}
					onRestorePanel={async (panelId, { part, rest }) => {
						const version = { panelId, part, rest }
						if (target) await carryOut(target, planPanelRestore(recordsOf(room), version))
						takeInHand(hand, panelId)
					}}
					onClose={() => setOpenAt(null)}
				/>
			) : null,
	}
}

/** Apart, since keys may change while the board stays. */
function VersionsButton({ onOpen }: { onOpen: () => void }) {
	const keys = useKeysOf('versions.board')
	return (
		<IconButton label="Versions" shortcut={keys} onClick={onOpen}>
			<Icon of={History} />
		</IconButton>
	)
}

/** All of the board that travels, as the document has it. */
function recordsOf(room: RoomConnection): readonly DocRecord[] {
	room.flush()
	return [...room.records.all()]
}
