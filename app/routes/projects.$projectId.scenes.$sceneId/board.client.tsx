/** The board with its rooms open: one model and one editor, handed to every part as props and slots. */
import { useMemo, useState } from 'react'
import { AidsButtons } from '#app/features/board/aids/aids-buttons.tsx'
import { AidsLayer } from '#app/features/board/aids/aids-layer.tsx'
import { createAids } from '#app/features/board/aids/drawing-aids.ts'
import { BoardDialogs } from '#app/features/board/board-dialogs.tsx'
import { BoardFrame, useBoardFolds } from '#app/features/board/board-frame.tsx'
import {
	DamagedNotice,
	HeldNotice,
	OfflineBanner,
	SaveStateLabel,
	SetAsideNotice,
} from '#app/features/board/board-notices.tsx'
import { BoardTopbar } from '#app/features/board/board-topbar.tsx'
import { createBrushKit } from '#app/features/board/brushes/brush-kit.ts'
import { CaptionEditor } from '#app/features/board/caption-editor.tsx'
import { boardCommands } from '#app/features/board/commands.ts'
import { ContactSheet } from '#app/features/board/contact-sheet.tsx'
import { EmptyBoard } from '#app/features/board/empty-board.tsx'
import { FilmMenu } from '#app/features/board/film-menu.tsx'
import { KeptAside } from '#app/features/board/kept-aside.tsx'
import { KeysDialog } from '#app/features/board/keys-dialog.tsx'
import { BackdropBanner } from '#app/features/board/marks/backdrop-section.tsx'
import { MoveToScene } from '#app/features/board/move-to-scene.tsx'
import { insertPanel, middleOfCurrent } from '#app/features/board/panel-actions.ts'
import { WallMenu } from '#app/features/board/panel-menu.tsx'
import { createPictureSource } from '#app/features/board/picture-source.ts'
import { type SceneEntry, SceneMenu } from '#app/features/board/scene-menu.tsx'
import { ShareDialog } from '#app/features/board/share-dialog.tsx'
import { StatusLine } from '#app/features/board/status-line.tsx'
import { useSceneTime } from '#app/features/board/time/use-scene-time.ts'
import { TimeStrip } from '#app/features/board/time-strip.tsx'
import { ToolRail } from '#app/features/board/tool-rail.tsx'
import { useBoardKeys } from '#app/features/board/use-board-keys.ts'
import { WallViews } from '#app/features/board/wall-views.tsx'
import { Canvas } from '#app/features/canvas/canvas.tsx'
import { Cursors } from '#app/features/presence/cursors.tsx'
import { PeopleOnClip, Writers } from '#app/features/presence/people.tsx'
import { usePublishPresence } from '#app/features/presence/use-publish-presence.ts'
import { useGhost } from '#app/features/suggestions/ghost-context.tsx'
import { GhostLayer } from '#app/features/suggestions/suggestion-ghost.tsx'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { usePresence } from '#app/features/sync/use-presence.ts'
import { useSignal } from '#app/features/sync/use-signal.ts'
import { useWorseRoom } from '#app/features/sync/worse-room.ts'
import { personStyle } from '#app/ui/avatar.tsx'
import { useCommands } from '#app/ui/commands/use-commands.tsx'
import { useToast } from '#app/ui/toast.tsx'
import { can } from '#core/board/role.ts'
import { BoardLane } from './board-lane.client.tsx'
import { BoardTray } from './board-tray.client.tsx'
import type { BoardData } from './route.tsx'
import { useBoardHand } from './use-board-hand.client.ts'
import { useGhostInView } from './use-ghost-in-view.client.ts'
import { useNotes, useReviewMarks } from './use-notes.client.tsx'
import { usePanelWall } from './use-panel-wall.client.tsx'
import { useBoardNews, useTogether } from './use-together.client.tsx'
import { useVersions } from './use-versions.client.tsx'

export interface BoardProps {
	board: BoardData
	boardRoom: RoomConnection
	projectRoom: RoomConnection
	notesRoom: RoomConnection
	/** Opens the question how one's decisions may be used; null when it is answered. */
	onAskConsent: (() => void) | null
}

export function Board(props: BoardProps) {
	const { board, boardRoom, projectRoom, notesRoom } = props
	const { me, project, scene } = board
	const { model, people, editor, hand, history, onEditor, news } = useBoardHand(
		board,
		boardRoom,
		projectRoom,
	)
	const shownRoom = useWorseRoom(boardRoom, notesRoom)
	const sceneNews = useBoardNews(board)
	const clock = useSceneTime(model)
	const [isPlayedWhole, setPlayedWhole] = useState(false)
	const reviews = useReviewMarks(board, boardRoom, model)
	const wall = usePanelWall(boardRoom, model, people, {
		news: sceneNews.renderMark,
		review: reviews.renderMark,
	})
	const folds = useBoardFolds()
	const ghost = useGhost()
	useGhostInView(hand)
	const toast = useToast()
	const tell = useMemo(() => (title: string) => toast({ title, tone: 'danger' }), [toast])
	const aids = useMemo(createAids, [])
	const kit = useMemo(() => (editor ? createBrushKit(editor) : null), [editor])
	const pictures = useMemo(() => (editor ? createPictureSource(editor) : null), [editor])
	const publish = usePresence(boardRoom)
	usePublishPresence({ room: boardRoom, editor, sceneId: scene.sceneId, panelId: model.currentId })
	const [keysOpen, setKeysOpen] = useState(false)
	const [stylesOpen, onStylesOpen] = useState(false)
	const [shareOpen, setShareOpen] = useState(false)
	const waiting = useSignal(model.withSuggestion).size
	const others = useSignal(people.others)
	const damaged = useSignal(boardRoom.damaged)
	const held = useSignal(boardRoom.held)
	const settings = useSignal(model.settings)
	const isEmpty = useSignal(model.panelIds).length === 0
	const canEdit = !useSignal(reviews.reviews.isSceneLocked) && boardRoom.canWrite
	const isNoting = useSignal(notesRoom.ready)
	useCommands(
		useMemo(
			() =>
				hand &&
				boardCommands({
					...{ hand, canEdit, canNote: isNoting && notesRoom.canWrite },
					onKeys: () => setKeysOpen(true),
					onSuggestion: () => {
						folds.setTrayOpen(true)
						ghost.focusTray(null)
					},
					onUndo: history.undo,
					onRedo: history.redo,
				}),
			[hand, canEdit, isNoting, notesRoom, history, folds, ghost],
		),
	)
	useBoardKeys(hand)
	const [tab, setTab] = useState('suggestions')
	const notes = useNotes({
		...{ board, boardRoom, notesRoom, projectRoom, model, people, hand, clock },
		addStep: history.add,
		reviews: reviews.reviews,
		onShow() {
			folds.setTrayOpen(true)
			setTab('notes')
		},
		onShowLane(isMeant) {
			if (isMeant || !folds.narrow) folds.setLaneOpen(true)
		},
	})
	const versions = useVersions({ board, room: boardRoom, hand })
	const together = useTogether({
		...{ board, boardRoom, projectRoom, model, people, hand, news: sceneNews },
	})
	const writing = {
		canEdit,
		onUndo: history.undo,
		onRedo: history.redo,
		onWriting: (panelId: string, path: string | null) =>
			publish({ textField: path === null ? null : { recordId: panelId, path } }),
		renderWriters: (panelId: string, path: string) => (
			<Writers people={people} recordId={panelId} path={path} />
		),
	}
	return (
		<div style={personStyle(me.color)}>
			<BoardFrame
				folds={folds}
				waiting={waiting}
				topbar={
					<BoardTopbar
						project={{ label: project.title, to: `/projects/${project.projectId}` }}
						sceneMenu={
							<SceneMenu
								scenes={scenesOf(board)}
								currentId={scene.sceneId}
								frameRate={project.frameRate}
								renderPeople={(sceneId) => (
									<>
										{reviews.renderOfScene(sceneId)}
										{together.peopleOnScene(sceneId)}
									</>
								)}
							/>
						}
						{...neighboursOf(board)}
						panelActions={
							hand && canEdit ? (
								<MoveToScene
									hand={hand}
									scenes={scenesOf(board)}
									currentId={scene.sceneId}
									flush={() => boardRoom.flush()}
								/>
							) : null
						}
						more={<FilmMenu projectId={project.projectId} sceneId={scene.sceneId} />}
						saveState={<SaveStateLabel room={shownRoom} />}
						together={
							<>
								{together.bar}
								{notes.bar}
								{versions.button}
							</>
						}
						people={together.people}
						onShare={() => setShareOpen(true)}
						onPlay={() => {
							setPlayedWhole(true)
							clock?.transport.seek(0)
							clock?.transport.play()
						}}
					/>
				}
				banner={
					<>
						{together.banner}
						<OfflineBanner
							room={boardRoom}
							onRetry={() => {
								boardRoom.retry()
								projectRoom.retry()
								notesRoom.retry()
							}}
						/>
						<KeptAside room={boardRoom} />
						<KeptAside room={notesRoom} />
						<DamagedNotice count={damaged.size} />
						<HeldNotice count={held} />
					</>
				}
				rail={
					editor && kit ? (
						<ToolRail
							aids={<AidsButtons kit={aids} />}
							{...{ editor, kit, canEdit, stylesOpen, onStylesOpen }}
							onUndo={history.undo}
							onRedo={history.redo}
							onPicture={(files) => {
								const point = hand ? middleOfCurrent(hand) : undefined
								void editor.putExternalContent({ type: 'files', files, ...(point && { point }) })
							}}
						/>
					) : null
				}
				lane={
					<BoardLane
						{...{ board, projectRoom, model, hand }}
						notes={notes.lane}
						onRound={() => folds.setTrayOpen(true)}
						onFold={() => folds.setLaneOpen(false)}
					/>
				}
				wall={
					<>
						<Canvas
							store={boardRoom.store}
							wall={wall}
							licenseKey={board.canvasLicenseKey}
							personColor={me.color}
							readOnly={!canEdit}
							history={history}
							onEditor={onEditor}
							tell={tell}
							{...{ stylesOpen, onStylesOpen }}
							menu={canEdit ? <WallMenu /> : null}
							pageLayer={
								hand ? (
									<>
										<GhostLayer
											store={model.store}
											frameRate={settings.frameRate}
											aspectRatio={settings.aspectRatio}
											layout={hand.layout}
										/>
										{notes.layer}
										<Cursors people={people} editor={hand.editor} />
										{pictures ? <AidsLayer {...{ hand, pictures }} kit={aids} /> : null}
										<CaptionEditor hand={hand} {...writing} />
									</>
								) : null
							}
						/>
						{isEmpty && hand ? (
							<EmptyBoard canEdit={canEdit} onMake={() => insertPanel(hand, null)} />
						) : null}
						{hand ? (
							<WallViews hand={hand} projectId={project.projectId} sceneId={scene.sceneId} />
						) : null}
						{hand && pictures ? <ContactSheet {...{ hand, pictures, canEdit }} /> : null}
						{together.over}
						<SetAsideNotice room={boardRoom} notesRoom={notesRoom} />
						{hand ? <BackdropBanner hand={hand} /> : null}
					</>
				}
				tray={
					<BoardTray
						{...{ board, model, hand, writing, waiting, notes, tab }}
						onTab={setTab}
						onStep={history.add}
						onAskConsent={props.onAskConsent}
						onFold={() => folds.setTrayOpen(false)}
					/>
				}
				strip={
					hand && pictures && clock ? (
						<TimeStrip
							{...{ hand, pictures, clock, canEdit }}
							isWhole={isPlayedWhole}
							onWhole={setPlayedWhole}
							renderOver={notes.renderOnStrip}
							renderPeople={(panelId) => (
								<>
									{sceneNews.renderMark(panelId)}
									{reviews.renderMark(panelId)}
									<PeopleOnClip people={people} panelId={panelId} />
								</>
							)}
						/>
					) : null
				}
				status={
					<StatusLine
						{...{ editor, kit, model, canEdit, news }}
						here={others.length + 1}
						onKeys={() => setKeysOpen(true)}
					/>
				}
			/>
			{versions.dialog}
			<KeysDialog open={keysOpen} onOpenChange={setKeysOpen} />
			{hand && pictures ? (
				<BoardDialogs
					{...{ hand, pictures, canEdit }}
					film={{
						...{ projectId: project.projectId, projectStore: projectRoom.store },
						canManage: canEdit && can(me.role, 'project.manage'),
						canSetModels: can(me.role, 'model.manage'),
						flush: () => boardRoom.flush(),
					}}
					nameOf={(userId) =>
						[me, ...others].find((person) => person.userId === userId)?.name ?? null
					}
				/>
			) : null}
			<ShareDialog open={shareOpen} onOpenChange={setShareOpen} shared={board.shared} />
		</div>
	)
}

function scenesOf({ scenes, project }: BoardData): SceneEntry[] {
	return scenes.map((scene) => ({
		...scene,
		to: `/projects/${project.projectId}/scenes/${scene.sceneId}`,
		pictureUrl:
			scene.firstPanelId && scene.firstPictureHash
				? `/pictures/${scene.sceneId}/${scene.firstPanelId.replace('shape:', '')}/${scene.firstPictureHash}-480.png`
				: null,
	}))
}

function neighboursOf({ scenes, scene, project }: BoardData) {
	const place = scenes.findIndex(({ sceneId }) => sceneId === scene.sceneId)
	const to = (at: number) => {
		const other = place < 0 ? undefined : scenes[at]
		return other ? `/projects/${project.projectId}/scenes/${other.sceneId}` : null
	}
	return { previousTo: to(place - 1), nextTo: to(place + 1) }
}
