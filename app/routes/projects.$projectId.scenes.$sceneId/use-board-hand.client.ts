/**
 * The board's model and its hand: what every part acts through once the editor stands. Undo is one
 * stack for the whole board, whatever has the focus.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Editor } from 'tldraw'
import { createBoardModel } from '#app/features/board/board-model.ts'
import { followCast } from '#app/features/board/follow-cast.ts'
import { followCustomFields } from '#app/features/board/follow-custom-fields.ts'
import { followHand } from '#app/features/board/follow-hand.ts'
import { followSettings } from '#app/features/board/follow-settings.ts'
import { type BoardHand, duplicatePanel, putInTrash } from '#app/features/board/panel-actions.ts'
import { followScriptNews } from '#app/features/board/script-news.ts'
import { layersOf } from '#app/features/canvas/marks/board-layers.ts'
import { wallLayout } from '#app/features/canvas/wall-layout.ts'
import { followPeople } from '#app/features/presence/people-signal.ts'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { cryptoRandom } from '#core/random.ts'
import type { BoardData } from './route.tsx'
import { useSafeUndo } from './use-safe-undo.client.ts'

export function useBoardHand(
	board: BoardData,
	boardRoom: RoomConnection,
	projectRoom: RoomConnection,
) {
	const { me, project, scene } = board
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
	useEffect(
		() => followScriptNews(model, projectRoom.store, projectRoom.ready),
		[model, projectRoom],
	)
	useEffect(() => followCast(model, projectRoom.store, scene.sceneId), [model, projectRoom, scene])
	useEffect(() => followCustomFields(model, projectRoom.store), [model, projectRoom])
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
						userId: me.userId,
						now: () => Date.now(),
						layers: layersOf(editor),
						layout: (panels) => wallLayout(editor, panels),
					}
				: null,
		[editor, model, me],
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
	const { undo: back, redo, add } = undo
	const history = useMemo(
		() => ({
			undo: back,
			redo,
			add,
			duplicatePanels() {
				const now = latest.current
				const chosen =
					now?.editor.getSelectedShapes().filter((shape) => shape.type === 'panel') ?? []
				if (now) for (const panel of chosen) duplicatePanel(now, panel.id)
				return chosen.length > 0
			},
			trashPanels(panelIds: readonly string[]) {
				if (latest.current) putInTrash(latest.current, panelIds)
			},
		}),
		[back, redo, add],
	)
	return { model, people, editor, hand, history, onEditor, news: undo.news }
}

function numberingSchemeOf(name: string) {
	return name === 'storyboarder' || name === 'dash' ? name : 'slate'
}
