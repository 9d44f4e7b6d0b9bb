/**
 * The rows of a shot list: one per set-up, or one per panel, in story order. Built from panels as the
 * projections keep them, so that a row read from the database and one read from an open board are alike.
 */
import type { PanelFrame } from '../board/board-projection.ts'
import type { NumberingScheme } from '../board/numbering.ts'

/** A panel as `projectBoard` gives it. */
export interface ListedPanel {
	readonly panelId: string
	readonly sceneId: string
	readonly position: number
	readonly number: string
	readonly shotId: string | null
	readonly shotNumberOverride: string | null
	readonly action: string
	readonly dialogue: string
	readonly notes: string
	readonly durationFrames: number | null
	readonly pictureHash: string
	readonly shotFields: Readonly<Record<string, unknown>>
	readonly isFromSuggestion: boolean
	/** What paper needs to know; left out where nobody prints. */
	readonly frame?: PanelFrame | null
}
export interface ListedScene {
	readonly sceneId: string
	/** As printed. */
	readonly number: string
	readonly heading: string
}

export type RowKind = 'shot' | 'panel'

export interface ListRow {
	/** The set-up's id, or the panel's. */
	readonly key: string
	readonly scene: ListedScene
	/** As printed: `4A`, or `4A-2` for a panel. */
	readonly number: string
	readonly first: ListedPanel
	/** In story order; one in a list of panels. */
	readonly panels: readonly ListedPanel[]
}

export interface RowOptions {
	kind: RowKind
	scheme: NumberingScheme
}

/** The rows of one scene. A set-up that is come back to later stands where it is first seen. */
export function rowsOfScene(
	scene: ListedScene,
	panels: readonly ListedPanel[],
	{ kind, scheme }: RowOptions,
): ListRow[] {
	if (kind === 'panel')
		return panels.map((panel) => {
			return { key: panel.panelId, scene, number: panel.number, first: panel, panels: [panel] }
		})
	const setUps = new Map<string, ListedPanel[]>()
	for (const panel of panels) {
		const key = panel.shotId ?? panel.panelId
		const those = setUps.get(key)
		if (those) those.push(panel)
		else setUps.set(key, [panel])
	}
	return [...setUps].flatMap(([key, those]) => {
		const first = those[0]
		return first
			? [{ key, scene, number: shotNumberOf(first.number, scheme), first, panels: those }]
			: []
	})
}

/** The set-up's part of a panel's number, whatever decided it: `4A-2` -> `4A`, `3B` -> `3` (Storyboarder). */
export function shotNumberOf(panelNumber: string, scheme: NumberingScheme): string {
	const suffix = scheme === 'storyboarder' ? /(?<=.)[A-Z]+\d*$/ : /-\d+[A-Z]*$/
	return panelNumber.replace(suffix, '')
}
