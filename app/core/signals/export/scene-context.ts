/** A slate's context blob -> the scene as it stood, for prompts and pictures. */
import type { TLShape } from '@tldraw/tlschema'
import { numberPanels } from '../../board/numbering.ts'
import type { ProjectRecord, SceneRecord, ScriptBlockRecord } from '../../board/project-records.ts'
import { backdropIdOf } from '../../canvas/backdrop.ts'
import { type BoardRecord, isPanel, isShot, isStoryPanel } from '../../suggestions/board-records.ts'
import { buildSceneView, type SceneView } from '../../suggestions/scene-view.ts'

interface StoredContext {
	sceneId: string
	board: BoardRecord[]
	project: ProjectRecord | null
	scene: SceneRecord | null
	script: ScriptBlockRecord[]
}
export interface SceneContext {
	view: SceneView
	number: string
	synopsis: string
	records: ReadonlyMap<string, BoardRecord>
}
export interface PanelDrawing {
	panel: { id: string; w: number; h: number }
	shapes: TLShape[]
	backdropId: string | null
}
const VERSION = 'scene-records@1'
const DEFAULTS = { aspectRatio: 1.85, frameRate: 24, numberingScheme: 'slate' } as const

/** Null for what is no scene of a version known here. */
export function readContext(text: string): SceneContext | null {
	const stored = parsed(text)
	if (!stored) return null
	const { board, project, scene, script, sceneId } = stored
	const records = new Map(board.map((record) => [record.id as string, record]))
	const number = scene?.number ?? ''
	const shots = new Map(board.filter(isShot).map((shot) => [shot.id as string, shot]))
	const panels = board.filter(isStoryPanel).map(({ id, index, props }) => ({ id, index, ...props }))
	const scheme = project?.numberingScheme ?? DEFAULTS.numberingScheme
	const view = buildSceneView({
		sceneId,
		records: board,
		heading: scene?.heading ?? '',
		blocks: script,
		aspectRatio: project?.aspectRatio ?? DEFAULTS.aspectRatio,
		frameRate: project?.frameRate ?? DEFAULTS.frameRate,
		numbers: numberPanels(panels, shots, { sceneNumber: number, scheme }),
	})
	return { view, number, synopsis: scene?.synopsis ?? '', records }
}

function parsed(text: string): StoredContext | null {
	try {
		const value: unknown = JSON.parse(text)
		const isScene =
			typeof value === 'object' &&
			value !== null &&
			Reflect.get(value, 'version') === VERSION &&
			Array.isArray(Reflect.get(value, 'board')) &&
			Array.isArray(Reflect.get(value, 'script'))
		// This very version was written by contextText from validated records, and sealed since.
		return isScene ? (value as StoredContext) : null
	} catch {
		return null
	}
}

/** Panels a question is about: the panel, its set-up's first, or the scene's first few. */
export function panelsAbout({ view }: SceneContext, targetId: string, most: number): string[] {
	if (view.panel(targetId)) return [targetId]
	const ofShot = view.panels.find(({ shotId }) => shotId === targetId)
	return ofShot ? [ofShot.id] : view.panels.slice(0, most).map(({ id }) => id)
}

/** What a panel's picture is drawn from; null when it is not in the scene. */
export function drawingOf({ view, records }: SceneContext, panelId: string): PanelDrawing | null {
	const panel = records.get(panelId)
	if (!isPanel(panel)) return null
	const { w, h } = panel.props
	const shot = records.get(panel.props.shotId ?? '')
	const backdropId = backdropIdOf(panel, isShot(shot) ? shot : null)
	const shapes = [panelId, backdropId ?? ''].flatMap((id) => view.shapes(id))
	return { panel: { id: panelId, w, h }, shapes, backdropId }
}
