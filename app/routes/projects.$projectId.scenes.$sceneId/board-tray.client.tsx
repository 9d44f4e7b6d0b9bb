/** The tray: suggestions for the panel in hand, and what is said about its set-up. */
import { PanelRight } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useValue } from 'tldraw'
import type { BoardModel } from '#app/features/board/board-model.ts'
import { MergedText } from '#app/features/board/merged-text.tsx'
import { type BoardHand, takeInHand } from '#app/features/board/panel-actions.ts'
import { ShotInspector } from '#app/features/board/shot-inspector.tsx'
import { useGhost } from '#app/features/suggestions/ghost-context.tsx'
import { SuggestionTray } from '#app/features/suggestions/suggestion-tray.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Tab, TabList, TabPanel, Tabs } from '#app/ui/tabs.tsx'
import { can } from '#core/board/role.ts'
import type { OwnStep } from '#core/sync/undo-rebase.ts'
import styles from './board-sides.module.css'
import type { BoardData } from './route.tsx'
import type { BoardNotes } from './use-notes.client.tsx'

export interface Writing {
	canEdit: boolean
	onUndo: () => void
	onRedo: () => void
	onWriting: (panelId: string, path: string | null) => void
	renderWriters: (panelId: string, path: string) => ReactNode
}

export interface BoardTrayProps {
	board: BoardData
	model: BoardModel
	hand: BoardHand | null
	writing: Writing
	waiting: number
	notes: BoardNotes
	tab: string
	onTab: (tab: string) => void
	/** Hears of each own decision, for undo. */
	onStep: (step: OwnStep) => void
	onFold: () => void
	onAskConsent: (() => void) | null
}

export function BoardTray(props: BoardTrayProps) {
	const { hand, writing, waiting, notes, tab, onTab } = props
	const { focusRequest } = useGhost()
	const latestTab = useRef(onTab)
	latestTab.current = onTab
	useEffect(() => {
		if (focusRequest.count > 0) latestTab.current('suggestions')
	}, [focusRequest])
	return (
		<Tabs value={tab} onValueChange={onTab} className={styles.tray}>
			<div className={styles.tabs}>
				<TabList label="Tray">
					<Tab value="suggestions">
						Suggestions{' '}
						{waiting > 0 ? <Badge count={waiting} label="waiting" tone="suggest" /> : null}
					</Tab>
					<Tab value="notes">
						Notes {notes.open > 0 ? <Badge count={notes.open} label="open" /> : null}
					</Tab>
					<Tab value="shot">Shot</Tab>
				</TabList>
				<IconButton label="Hide the tray" size="small" onClick={props.onFold}>
					<Icon of={PanelRight} size={14} />
				</IconButton>
			</div>
			<TabPanel value="suggestions" keepMounted className={styles.panel ?? ''}>
				<div className={styles.asked}>
					{props.onAskConsent ? (
						<Notice
							title="Say first how your decisions may be used"
							actions={
								<Button size="small" onClick={props.onAskConsent}>
									Answer now
								</Button>
							}
						/>
					) : null}
					<Suggestions {...props} />
				</div>
			</TabPanel>
			<TabPanel value="notes" keepMounted className={styles.panel ?? ''}>
				{notes.tray}
			</TabPanel>
			<TabPanel value="shot" className={styles.panel ?? ''}>
				{hand ? <ShotTab hand={hand} writing={writing} /> : null}
			</TabPanel>
		</Tabs>
	)
}

function Suggestions({ board, model, hand, onStep }: BoardTrayProps) {
	const { me, project, scene } = board
	const currentPanelId = useValue('panel in hand', () => model.currentId.get(), [model])
	const numbers = useValue('numbers', () => model.numbers.get(), [model])
	const settings = useValue('settings', () => model.settings.get(), [model])
	return (
		<SuggestionTray
			sceneId={scene.sceneId}
			projectId={project.projectId}
			store={model.store}
			editor={hand?.editor ?? null}
			person={me}
			canDecide={can(me.role, 'suggestion.decide')}
			canPropose={can(me.role, 'suggestion.propose')}
			frameRate={settings.frameRate}
			aspectRatio={settings.aspectRatio}
			onFocusPanel={(panelId) => hand && takeInHand(hand, panelId)}
			numberOf={(panelId) => numbers.get(panelId) ?? null}
			currentPanelId={currentPanelId}
			onStep={onStep}
		/>
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
