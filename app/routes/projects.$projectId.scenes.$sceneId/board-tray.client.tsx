/** The tray: suggestions for the panel in hand, and what is said about its set-up. */
import { PanelRight } from 'lucide-react'
import type { MutableRefObject } from 'react'
import { type ReactNode, useState } from 'react'
import { MergedText } from '#app/features/board/merged-text.tsx'
import type { BoardHand } from '#app/features/board/panel-actions.ts'
import { ShotInspector } from '#app/features/board/shot-inspector.tsx'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Tab, TabList, TabPanel, Tabs } from '#app/ui/tabs.tsx'
import styles from './board-sides.module.css'
import type { BoardData } from './route.tsx'
import type { UndoFirst } from './use-board-hand.client.ts'

export interface Writing {
	canEdit: boolean
	onUndo: () => void
	onRedo: () => void
	onWriting: (panelId: string, path: string | null) => void
	renderWriters: (panelId: string, path: string) => ReactNode
}

export function BoardTray(props: {
	board: BoardData
	boardRoom: RoomConnection
	hand: BoardHand | null
	writing: Writing
	waiting: number
	undoFirst: MutableRefObject<UndoFirst>
	onFold: () => void
}) {
	const { hand, writing } = props
	const [tab, setTab] = useState('shot')
	return (
		<Tabs value={tab} onValueChange={setTab} className={styles.tray}>
			<div className={styles.tabs}>
				<TabList label="Tray">
					<Tab value="shot">Shot</Tab>
				</TabList>
				<IconButton label="Hide the tray" size="small" onClick={props.onFold}>
					<Icon of={PanelRight} size={14} />
				</IconButton>
			</div>
			<TabPanel value="shot" className={styles.body ?? ''}>
				{hand ? <ShotTab hand={hand} writing={writing} /> : null}
			</TabPanel>
		</Tabs>
	)
}

function ShotTab({ hand, writing }: { hand: BoardHand; writing: Writing }) {
	const { renderWriters, onWriting, ...shared } = writing
	return (
		<ShotInspector
			hand={hand}
			canEdit={writing.canEdit}
			renderText={({ panelId, field, label, placeholder }) => (
				<MergedText
					key={`${panelId} ${field}`}
					{...{ hand, panelId, field, label, placeholder, ...shared }}
					writers={renderWriters(panelId, `props.${field}`)}
					onWriting={(path) => onWriting(panelId, path)}
				/>
			)}
		/>
	)
}
