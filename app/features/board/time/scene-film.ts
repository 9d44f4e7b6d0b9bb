/** The open version of a scene as a film that is still being drawn: every change is in it at once. */
import { useMemo } from 'react'
import { react, useValue } from 'tldraw'
import { cameraAt } from '#core/canvas/camera-move.ts'
import { readPanelMarks } from '#core/canvas/panel-marks.ts'
import { getPanel } from '../board-records.ts'
import type { BoardHand } from '../panel-actions.ts'
import type { PictureSource } from '../picture-source.ts'
import type { SceneTime } from './scene-time.ts'
import type { PlayedFilm } from './stage.tsx'

export function useSceneFilm(
	hand: BoardHand,
	time: SceneTime,
	pictures: PictureSource,
): PlayedFilm {
	const { model } = hand
	const clips = useValue('clips played', () => time.played.get(), [time])
	const settings = useValue('settings', () => model.settings.get(), [model])
	const source = useMemo(
		() => ({
			draw: (panelId: string) => pictures.draw(panelId, true),
			watch(panelId: string, changed: () => void) {
				let isFirst = true
				return react('playing panel', () => {
					pictures.read(panelId)
					if (!isFirst) changed()
					isFirst = false
				})
			},
		}),
		[pictures],
	)
	return useMemo(
		() => ({
			clips,
			source,
			aspectRatio: settings.aspectRatio,
			cameraOf(panelId, t) {
				const panel = getPanel(model.store, panelId)
				if (!panel) return null
				const shapes = [panel, ...pictures.read(panelId)]
				const { cameraMove } = readPanelMarks(shapes, panelId)
				return cameraMove && cameraAt(cameraMove, t)
			},
			numberOf: (panelId) => model.numbers.get().get(panelId) ?? '',
			dialogueOf: (panelId) => getPanel(model.store, panelId)?.props.dialogue ?? '',
		}),
		[clips, source, settings, model, pictures],
	)
}
