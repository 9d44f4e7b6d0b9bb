/**
 * Looking back: all versions of the board, the board as it was, one panel through time, and the way
 * back. Only looks until something is restored, and a restore is an ordinary edit (N5).
 */
import { useCallback, useMemo, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Tab, TabList, TabPanel, Tabs } from '#app/ui/tabs.tsx'
import type { NumberingScheme } from '#core/board/numbering.ts'
import type { VersionItem, VersionsClient } from './ask-versions.ts'
import { BoardAt } from './board-at.tsx'
import { type Look, PanelThrough } from './panel-through.tsx'
import type { LiveBoard } from './see-versions.ts'
import { seeBoard, seePanel } from './see-versions.ts'
import { useLoaded } from './use-loaded.ts'
import { VersionList } from './version-list.tsx'
import { momentWords, versionName } from './version-words.ts'
import styles from './versions.module.css'

export interface VersionsDialogProps {
	client: VersionsClient
	live: LiveBoard
	numbering: { sceneNumber: string; scheme: NumberingScheme }
	/** Where it begins: at the board, or at a panel. */
	panelId: string | null
	numberOf: (panelId: string) => string | null
	may: { name: boolean; remove: boolean; restore: boolean }
	onRestoreBoard: (records: Awaited<ReturnType<typeof seeBoard>>['records']) => Promise<void>
	onRestorePanel: (panelId: string, look: PanelLookRecords) => Promise<void>
	tell: (title: string, isTrouble?: boolean) => void
	onClose: () => void
}
export type PanelLookRecords = Awaited<ReturnType<typeof seePanel>>[number]['records']

export function VersionsDialog(props: VersionsDialogProps) {
	const { client, live, may, tell } = props
	const [tab, setTab] = useState(props.panelId ? 'panel' : 'board')
	const [panelId, setPanelId] = useState(props.panelId)
	const [chosenId, setChosenId] = useState<string | null>(null)
	const [isBusy, setBusy] = useState(false)
	/** A restore on its way is not left alone. */
	const [isRestoring, setRestoring] = useState(false)
	const [asked, setAsked] = useState<(() => Promise<void>) | null>(null)
	const [round, setRound] = useState(0)
	const list = useLoaded(
		useCallback(() => client.list(), [client]),
		round,
	)
	const versions = list.value ?? []
	const chosen = chosenId ?? versions[0]?.versionId ?? null
	const board = useLoaded(
		useCallback(
			async () => (chosen ? seeBoard(client, live, props.numbering, chosen) : null),
			[client, live, props.numbering, chosen],
		),
		0,
	)
	const looks = useLoaded(
		useCallback(
			async () => (panelId ? seePanel(client, live, panelId) : []),
			[client, live, panelId],
		),
		round,
	)
	const run = async (work: () => Promise<void>) => {
		setBusy(true)
		try {
			await work()
		} catch (error) {
			tell(error instanceof Error ? error.message : 'That did not work.', true)
		}
		setBusy(false)
	}
	const restore = (work: () => Promise<void>) =>
		run(async () => {
			// The board as it stands is kept before anything is changed.
			setRestoring(true)
			try {
				await client.keep({ kind: 'safety' })
				await work()
				props.onClose()
			} finally {
				setRestoring(false)
			}
		})
	const trouble = list.trouble ?? board.trouble ?? looks.trouble
	const shown = useMemo(() => looks.value ?? [], [looks.value])
	return (
		<Dialog
			open
			onOpenChange={(open) => !open && !isRestoring && props.onClose()}
			title="Versions"
			size="full"
		>
			<div className={styles.room}>
				<VersionList
					versions={versions}
					chosenId={tab === 'board' ? chosen : null}
					mayName={may.name}
					mayRemove={may.remove}
					busy={isBusy}
					onChoose={(versionId) => {
						setChosenId(versionId)
						setTab('board')
					}}
					onKeep={(name) =>
						void run(async () => {
							const made = await client.keep({ kind: 'named', name })
							// The list shows it; news of its own would take the next Escape.
							setChosenId(made.versionId)
							setRound(round + 1)
						})
					}
					onRemove={(version: VersionItem) =>
						setAsked(() => async () => {
							await client.remove(version.versionId)
							setChosenId(null)
							setRound(round + 1)
						})
					}
				/>
				<Tabs value={tab} onValueChange={setTab} className={styles.main}>
					<TabList label="What to look at">
						<Tab value="board">The board</Tab>
						<Tab value="panel" disabled={panelId === null}>
							One panel
						</Tab>
					</TabList>
					{trouble ? (
						<p className={styles.hint} role="alert">
							{trouble}
						</p>
					) : null}
					{asked ? (
						<div className={styles.question} role="alertdialog" aria-label="Are you sure">
							<span>This version is removed for good. The board itself stays as it is.</span>
							<Button size="small" onClick={() => setAsked(null)}>
								Keep it
							</Button>
							<Button
								size="small"
								variant="danger"
								onClick={() => {
									void run(asked)
									setAsked(null)
								}}
							>
								Remove
							</Button>
						</div>
					) : null}
					<TabPanel value="board" className={styles.tab ?? ''}>
						{board.value ? (
							<BoardAt
								board={board.value}
								mayRestore={may.restore}
								busy={isBusy}
								onPanel={(id) => {
									setPanelId(id)
									setTab('panel')
								}}
								onRestore={() => {
									const { records, version } = board.value ?? {}
									if (!records || !version) return
									void restore(async () => {
										await props.onRestoreBoard(records)
										tell(
											`The board is as it was: ${versionName(version)}, ${momentWords(version.at)}`,
										)
									})
								}}
							/>
						) : null}
					</TabPanel>
					<TabPanel value="panel" className={styles.tab ?? ''}>
						{looks.value && panelId ? (
							<PanelThrough
								key={panelId}
								number={props.numberOf(panelId) ?? numberAt(board.value, panelId)}
								looks={shown}
								chosenKey={shown.find(({ versionId }) => versionId === chosenId)?.key ?? null}
								mayRestore={may.restore}
								busy={isBusy}
								onRestore={(look: Look) => {
									const records = shown.find(({ key }) => key === look.key)?.records
									if (!records) return
									void restore(async () => {
										await props.onRestorePanel(panelId, records)
										tell('The panel is as it was.')
									})
								}}
							/>
						) : null}
					</TabPanel>
				</Tabs>
			</div>
		</Dialog>
	)
}

function numberAt(
	board: Awaited<ReturnType<typeof seeBoard>> | null | undefined,
	panelId: string,
): string {
	return board?.panels.find((one) => one.panelId === panelId)?.number ?? ''
}
