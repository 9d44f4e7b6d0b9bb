/** A part of a version (or of the board now) as what is looked at: the panel, its words, its drawing. */
import type { TLShape } from '@tldraw/tlschema'
import { type NumberingScheme, numberPanels } from '#core/board/numbering.ts'
import type { ShotRecord } from '#core/board/shot-record.ts'
import { isInStory } from '#core/board/story.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'

export interface SeenPanel {
	panel: PanelShape
	shapes: readonly TLShape[]
}

export function readPart(records: readonly DocRecord[], panelId: string): SeenPanel | null {
	const panel = records.find(({ id }) => id === panelId)
	if (!panel || !isPanel(panel)) return null
	const shapes = records.filter(
		(record): record is TLShape => record.typeName === 'shape' && record.id !== panelId,
	)
	return { panel, shapes }
}

/** Where a picture's bytes are, by tldraw asset id. */
export function assetSource(records: Iterable<DocRecord>): (assetId: string) => string | null {
	const sources = new Map<string, string>()
	for (const record of records)
		if (record.typeName === 'asset' && record.props.src) sources.set(record.id, record.props.src)
	return (assetId) => sources.get(assetId) ?? null
}

/** The numbers that panels of a version had: those in the story. */
export function numbersOf(
	panels: readonly PanelShape[],
	rest: readonly DocRecord[],
	options: { sceneNumber: string; scheme: NumberingScheme },
): ReadonlyMap<string, string> {
	const shots = new Map(
		rest
			.filter((record): record is ShotRecord => record.typeName === 'shot')
			.map((shot) => [shot.id as string, shot]),
	)
	const standing = panels.filter(({ props }) => isInStory(props))
	const numbered = standing.map(({ id, index, props }) => ({ id, index, shotId: props.shotId }))
	return numberPanels(numbered, shots, options)
}

function isPanel(record: DocRecord): record is PanelShape {
	return record.typeName === 'shape' && record.type === 'panel'
}
