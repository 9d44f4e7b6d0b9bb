/**
 * The board's model and its hand: what every part acts through once the editor stands. Undo is the
 * room's (safe among others); a part that has something younger to take back goes first.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Editor } from 'tldraw'
import { createBoardModel } from '#app/features/board/board-model.ts'
import { followHand } from '#app/features/board/follow-hand.ts'
import { followSettings } from '#app/features/board/follow-settings.ts'
import { type BoardHand, duplicatePanel } from '#app/features/board/panel-actions.ts'
import { wallLayout } from '#app/features/canvas/wall-layout.ts'
import { followPeople } from '#app/features/presence/people-signal.ts'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { useToast } from '#app/ui/toast.tsx'
import { cryptoRandom } from '#core/random.ts'
import type { BoardData } from './route.tsx'

/** Takes back something younger than the last own change; false when there is nothing. */
export type UndoFirst = () => boolean

export function useBoardHand(
	board: BoardData,
	boardRoom: RoomConnection,
	projectRoom: RoomConnection,
) {
	const { project, scene } = board
	const model = useMemo(
		() =>
			createBoardModel(boardRoom.store, {
				aspectRatio: project.aspectRatio,
				frameRate: project.frameRate,
				numberingScheme: numberingSchemeOf(project.numberingScheme),
				sceneNumber: scene.number,
			}),
		[boardRoom, project, scene],
	)
	useEffect(
		() => followSettings(model, projectRoom.store, scene.sceneId),
		[model, projectRoom, scene],
	)
	const people = useMemo(() => followPeople(boardRoom), [boardRoom])
	useEffect(() => () => people.dispose(), [people])
	const [editor, setEditor] = useState<Editor | null>(null)
	const hand = useMemo<BoardHand | null>(
		() =>
			editor
				? {
						editor,
						model,
						random: cryptoRandom(window.crypto),
						layout: (panels) => wallLayout(editor, panels),
					}
				: null,
		[editor, model],
	)
	const undo = useSafeUndo(boardRoom)
	const { attach } = undo
	const onEditor = useCallback(
		(mounted: Editor) => {
			const stops = [attach(mounted), followHand(mounted, model)]
			setEditor(mounted)
			return () => {
				setEditor(null)
				for (const stop of stops) stop()
			}
		},
		[attach, model],
	)
	const latest = useRef(hand)
	latest.current = hand
	const { undo: back, redo } = undo
	const history = useMemo(
		() => ({
			undo: back,
			redo,
			duplicatePanels() {
				const now = latest.current
				const chosen =
					now?.editor.getSelectedShapes().filter((shape) => shape.type === 'panel') ?? []
				if (now) for (const panel of chosen) duplicatePanel(now, panel.id)
				return chosen.length > 0
			},
		}),
		[back, redo],
	)
	return { model, people, editor, hand, history, onEditor, undoFirst: undo.first }
}

function useSafeUndo(room: RoomConnection) {
	const toast = useToast()
	const first = useRef<UndoFirst>(() => false)
	const attached = useRef<ReturnType<RoomConnection['attachHistory']> | null>(null)
	const attach = useCallback(
		(editor: Editor) => {
			const history = room.attachHistory(editor)
			attached.current = history
			return () => {
				history.dispose()
				attached.current = null
			}
		},
		[room],
	)
	const tell = useCallback(
		({ changed, overtaken }: { changed: boolean; overtaken: number }) => {
			if (overtaken > 0 && !changed)
				toast({ title: 'Others have changed that since, so theirs was kept.' })
		},
		[toast],
	)
	const undo = useCallback(() => {
		if (first.current()) return
		if (attached.current) tell(attached.current.undo())
	}, [tell])
	const redo = useCallback(() => {
		if (attached.current) tell(attached.current.redo())
	}, [tell])
	return { attach, undo, redo, first }
}

function numberingSchemeOf(name: string) {
	return name === 'storyboarder' || name === 'dash' ? name : 'slate'
}
