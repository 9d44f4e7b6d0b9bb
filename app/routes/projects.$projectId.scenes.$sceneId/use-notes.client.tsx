/**
 * All that a board has for notes and review: gives the board the parts to put in their places (tray,
 * wall, top bar, strip), so that it need not know how they work.
 */
import { useSearchParams } from '@remix-run/react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react'
import type { TLShapeId } from 'tldraw'
import type { BoardModel } from '#app/features/board/board-model.ts'
import { getPanel } from '#app/features/board/board-records.ts'
import { type BoardHand, takeInHand } from '#app/features/board/panel-actions.ts'
import type { SceneClock } from '#app/features/board/time/use-scene-time.ts'
import { createCrew } from '#app/features/notes/crew.ts'
import { InkNotes } from '#app/features/notes/ink-notes.tsx'
import { LockSheets } from '#app/features/notes/lock-sheets.tsx'
import { MentionsList } from '#app/features/notes/mentions-list.tsx'
import { NotePins, type Places } from '#app/features/notes/note-pins.tsx'
import { anchorWords } from '#app/features/notes/note-words.ts'
import { annotate, type NotesHand } from '#app/features/notes/notes-hand.ts'
import { createNotesModel, type NotesModel } from '#app/features/notes/notes-model.ts'
import { NotesTray } from '#app/features/notes/notes-tray.tsx'
import { ReviewBar, ReviewMark } from '#app/features/notes/review-bar.tsx'
import { askReview, createReviews, type Reviews } from '#app/features/notes/reviews.ts'
import { SceneReview, sceneReviewed } from '#app/features/notes/scene-review.tsx'
import { StripNotes } from '#app/features/notes/strip-notes.tsx'
import type { PeopleHere } from '#app/features/presence/people-signal.ts'
import type { LaneNotes } from '#app/features/screenplay/lane-notes.ts'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { useSignal } from '#app/features/sync/use-signal.ts'
import { useCommands } from '#app/ui/commands/use-commands.tsx'
import { useToast } from '#app/ui/toast.tsx'
import type { Anchor } from '#core/notes/anchor.ts'
import type { ReviewStatus } from '#core/notes/review-record.ts'
import type { Thread } from '#core/notes/threads.ts'
import { cryptoRandom } from '#core/random.ts'
import type { OwnStep } from '#core/sync/undo-rebase.ts'
import type { BoardData } from './route.tsx'
import { useLineNotes } from './use-line-notes.client.tsx'

export interface BoardNotes {
	/** In the tray. */
	tray: ReactNode
	/** How many threads are open. */
	open: number
	/** In front of the drawing, in page units. */
	layer: ReactNode
	/** In the top bar. */
	bar: ReactNode
	/** Beside the lines of the script. */
	lane: LaneNotes
	/** Over the strip: each note at its time. */
	renderOnStrip: (leftOf: (panelId: string, frame: number) => number | null) => ReactNode
}

/** How far each panel has come in review, for its head and its clip, and each scene, for their list. */
export function useReviewMarks(board: BoardData, boardRoom: RoomConnection, model: BoardModel) {
	const reviews = useMemo(() => createReviews(boardRoom.store), [boardRoom])
	const crew = useMemo(() => createCrew([...board.people, board.me]), [board])
	const renderMark = useCallback(
		(panelId: string) => <ReviewMark {...{ reviews, crew, panelId }} />,
		[reviews, crew],
	)
	const byTarget = useSignal(reviews.byTarget)
	const panelIds = useSignal(model.panelIds)
	const renderOfScene = (sceneId: string) => {
		const isHere = sceneId === board.scene.sceneId
		const stored = board.reviews[sceneId]
		const review = isHere ? sceneReviewed({ byTarget, panelIds, crew }) : stored
		const listed = board.scenes.find((scene) => scene.sceneId === sceneId)
		const panelCount = isHere ? panelIds.length : (listed?.panelCount ?? 0)
		return <SceneReview {...{ review, panelCount }} now={Date.now()} />
	}
	return { reviews, renderMark, renderOfScene }
}

export function useNotes(options: {
	board: BoardData
	boardRoom: RoomConnection
	notesRoom: RoomConnection
	projectRoom: RoomConnection
	model: BoardModel
	people: PeopleHere
	hand: BoardHand | null
	reviews: Reviews
	clock: SceneClock | null
	addStep: (step: OwnStep) => void
	/** Shows the notes in the tray. */
	onShow: () => void
	/** Shows the script; `isMeant`: also where that folds the tray. */
	onShowLane: (isMeant: boolean) => void
}): BoardNotes {
	const { board, boardRoom, notesRoom, model, people, hand, reviews } = options
	const { me, scene } = board
	const { sceneId } = scene
	const toast = useToast()
	const latest = useRef(options)
	latest.current = options
	const notes = useMemo(() => createNotesModel(notesRoom.store, me.userId), [notesRoom, me])
	// Before its room is there nothing is written: the first answer of the server would take it away.
	const canWrite = useSignal(notesRoom.ready) && notesRoom.canWrite
	const notesHand = useMemo<NotesHand>(
		() => ({
			store: notesRoom.store,
			me,
			random: cryptoRandom(window.crypto),
			canWrite,
			addStep: (step) => latest.current.addStep(step),
		}),
		[notesRoom, me, canWrite],
	)
	const others = useSignal(people.others)
	const crew = useMemo(() => createCrew([...board.people, ...others, me]), [board, others, me])
	const threads = useSignal(notes.threads)
	const numbers = useSignal(model.numbers)
	const currentPanelId = useSignal(model.currentId)
	const panelIds = useSignal(model.panelIds)
	const panels = useSignal(model.panels)
	const numberOf = (panelId: string) => numbers.get(panelId) ?? null
	const places = useMemo<Places>(() => placesOf(hand, panels), [hand, panels])

	const goTo = useCallback((anchor: Anchor, isMeant = true) => {
		const { hand: now, onShowLane } = latest.current
		if (anchor.kind === 'line') onShowLane(isMeant)
		if (now && 'panelId' in anchor && anchor.panelId !== null) takeInHand(now, anchor.panelId)
	}, [])
	const open = useCallback(
		(thread: Thread) => {
			latest.current.onShow()
			notes.activeId.set(thread.id)
			goTo(thread.anchor, false)
		},
		[notes, goTo],
	)
	const onShow = useCallback(() => latest.current.onShow(), [])
	const { lane, placeOf } = useLineNotes({
		...{ sceneId, notes, crew, canWrite: notesHand.canWrite, onOpen: open, onShow },
		projectRoom: options.projectRoom,
	})
	const whereOf = (anchor: Anchor) => anchorWords(anchor, { numberOf, placeOf })
	const begin = useCallback(() => {
		const anchor = latest.current.hand ? anchorInHand(latest.current.hand) : null
		latest.current.onShow()
		notes.draft.set(anchor ?? { kind: 'scene' })
	}, [notes])
	const beginAtPlayhead = useCallback(() => {
		const at = momentOf(latest.current)
		latest.current.onShow()
		if (at) notes.draft.set(at)
	}, [notes])
	const step = useCallback(
		(by: 1 | -1) => {
			const list = notes.shown.get()
			const at = list.findIndex(({ id }) => id === notes.activeId.get())
			const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by]
			if (next) open(next)
		},
		[notes, open],
	)
	useCommands(
		useMemo(
			() => [
				{
					...{ id: 'note.new', group: 'Notes', label: 'Note on the panel in hand' },
					...{ also: 'comment annotate pin', keys: ['c'], isOn: () => canWrite, run: begin },
				},
				{
					...{ id: 'note.atPlayhead', group: 'Notes', label: 'Note at the playhead' },
					...{ keys: ['alt+c'], isOn: () => canWrite, run: beginAtPlayhead },
				},
				{
					...{ id: 'note.ink', group: 'Notes', label: 'Draw a note over the panels' },
					...{ keys: ['alt+i'], isOn: () => canWrite, isTicked: () => notes.isInking.get() },
					run: () => notes.isInking.set(!notes.isInking.get()),
				},
				{
					...{ id: 'note.next', group: 'Notes', label: 'Next note', keys: ['alt+n'] },
					run: () => step(1),
				},
				{
					...{ id: 'note.previous', group: 'Notes', label: 'Note before', keys: ['alt+shift+n'] },
					run: () => step(-1),
				},
				{
					...{ id: 'note.list', group: 'Notes', label: 'Show the notes', keys: ['shift+c'] },
					run: () => latest.current.onShow(),
				},
			],
			[canWrite, begin, beginAtPlayhead, step, notes],
		),
	)
	useEscape(notes)
	useLinkedNote(threads, open)
	const setReview = async (targetId: string, status: ReviewStatus | null) => {
		const refusal = await askReview(sceneId, targetId, status)
		if (refusal) toast({ title: refusal, tone: 'danger' })
	}
	return {
		open: threads.filter(({ isOpen }) => isOpen).length,
		tray: (
			<NotesTray
				model={notes}
				hand={notesHand}
				{...{ crew, currentPanelId, whereOf }}
				onGo={goTo}
				onBegin={begin}
				filmHref={`/projects/${board.project.projectId}/notes`}
				review={
					<ReviewBar
						{...{ reviews, crew, currentPanelId, numberOf, role: me.role }}
						onSet={(targetId, status) => void setReview(targetId, status)}
					/>
				}
			/>
		),
		lane,
		layer: hand ? (
			<>
				<LockSheets
					{...{ reviews, places, panelIds, editor: hand.editor, canEdit: boardRoom.canWrite }}
					onPress={(panelId) => {
						takeInHand(hand, panelId)
						toast({ title: `Panel ${numberOf(panelId) ?? ''} is locked. Nothing was drawn.` })
					}}
				/>
				<InkNotes
					model={notes}
					{...{ crew, places, panelIds, userId: me.userId }}
					editor={hand.editor}
					onLine={(panelId, points) => annotate(notesHand, panelId, points)}
				/>
				<NotePins
					model={notes}
					{...{ crew, places, panelIds }}
					editor={hand.editor}
					onOpen={open}
				/>
			</>
		) : null,
		renderOnStrip: (leftOf) => <StripNotes model={notes} {...{ crew, leftOf }} onOpen={open} />,
		bar: (
			<MentionsList
				model={notes}
				{...{ crew, userId: me.userId }}
				whereOf={(thread) => whereOf(thread.anchor)}
				onGo={open}
			/>
		),
	}
}

/** What a note is about that is begun now: the one thing chosen in a panel, else the panel in hand. */
function anchorInHand({ editor, model }: BoardHand): Anchor | null {
	const shape = editor.getOnlySelectedShape()
	const panelId = model.currentId.get()
	if (shape && shape.type !== 'panel') {
		const around = editor.findShapeAncestor(shape, ({ type }) => type === 'panel')
		return { kind: 'shape', shapeId: shape.id, panelId: around?.id ?? null }
	}
	return panelId === null ? null : { kind: 'panel', panelId, x: 0.5, y: 0.5, w: 0, h: 0 }
}

/** The frame under the playhead, as a moment of the panel that plays there. */
function momentOf({ clock }: { clock: SceneClock | null }): Anchor | null {
	const frame = clock?.transport.get().frame ?? 0
	const clip = clock?.time.sequence
		.get()
		.clips.findLast(({ startFrame }) => startFrame <= Math.floor(frame))
	if (!clip) return null
	const into = Math.min(clip.durationFrames - 1, Math.floor(frame) - clip.startFrame)
	return { kind: 'time', panelId: clip.panelId, frame: Math.max(0, into), frames: 0 }
}

function placesOf(hand: BoardHand | null, panels: Parameters<BoardHand['layout']>[0]): Places {
	const onWall = hand?.layout(panels)
	return {
		panel(panelId) {
			const place = onWall?.get(panelId)
			const panel = hand && getPanel(hand.model.store, panelId)
			return place && panel ? { x: place.x, y: place.y, w: panel.props.w, h: panel.props.h } : null
		},
		shape(shapeId) {
			// A shape's id as another client names it; what is not there gives no bounds.
			const bounds = hand?.editor.getShapePageBounds(shapeId as TLShapeId)
			return bounds ? { x: bounds.x, y: bounds.y, w: bounds.w, h: bounds.h } : null
		},
	}
}

/** Opens the note that the address names (`?note=`), once, when it is there. */
function useLinkedNote(threads: readonly Thread[], open: (thread: Thread) => void): void {
	const [search] = useSearchParams()
	const asked = search.get('note')
	const done = useRef<string | null>(null)
	const thread = threads.find(({ id }) => id === `thread:${asked}`)
	useEffect(() => {
		if (!thread || done.current === asked) return
		done.current = asked
		open(thread)
	}, [thread, asked, open])
}

/** Escape lets go of a note that was begun and of the pen for drawn ones, wherever the focus is. */
function useEscape({ draft, isInking }: NotesModel): void {
	useEffect(() => {
		const listen = (event: KeyboardEvent) => {
			if (event.key !== 'Escape' || event.defaultPrevented) return
			draft.set(null)
			isInking.set(false)
		}
		window.addEventListener('keydown', listen)
		return () => window.removeEventListener('keydown', listen)
	}, [draft, isInking])
}
