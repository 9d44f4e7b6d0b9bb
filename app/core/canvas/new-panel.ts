/**
 * The records of a new, empty panel: the panel shape and, unless it joins a set-up, its shot. One
 * factory for everybody who makes panels (pen, import, suggestions, first panel of a scene), so that
 * none can differ. Its place on the wall is derived from `index` (layout.ts): x and y are always 0.
 */
import type { TLPageId } from '@tldraw/tlschema'
import type { IndexKey } from '@tldraw/utils'
import {
	EMPTY_PRODUCTION,
	EMPTY_SHOT,
	type ShotFields,
	type ShotRecord,
} from '../board/shot-record.ts'
import { createId } from '../ids.ts'
import type { Random } from '../random.ts'
import {
	PANEL_STANDING,
	PANEL_WIDTH,
	type PanelShape,
	type PanelShapeProps,
} from './panel-shape.ts'

/** The one tldraw page of a board; every panel stands directly on it. (tldraw brands its ids.) */
export const BOARD_PAGE_ID = 'page:page' as TLPageId

export interface NewPanelInput {
	/** Story position: a fractional index key between the neighbours'. */
	index: string
	/** Width ÷ height of the project's panels. */
	sceneAspect: number
	random: Random
	/** Fields of the new set-up; ignored when the panel joins one. */
	shot?: Partial<ShotFields>
	panel?: Partial<PanelShapeProps>
	/** An existing set-up (`shot:…`) to continue; then no shot is made. */
	joinShotId?: string | null
}

/** Makes a panel and its shot (null when it joins one). Sizes are page units. */
export function newPanelRecords(input: NewPanelInput): {
	panel: PanelShape
	shot: ShotRecord | null
} {
	const { index, sceneAspect, random, joinShotId } = input
	const shot = joinShotId ? null : newShotRecord(random, input.shot)
	const props: PanelShapeProps = {
		w: PANEL_WIDTH,
		h: Math.round(PANEL_WIDTH / sceneAspect),
		action: '',
		dialogue: '',
		notes: '',
		durationFrames: null,
		scriptBlockIds: [],
		backdrop: 'shot',
		...PANEL_STANDING,
		...input.panel,
		shotId: shot?.id ?? joinShotId ?? null,
	}
	return { panel: panelShape(createId(random), index, props), shot }
}

/** A new set-up in which nothing is said but `fields`. */
export function newShotRecord(random: Random, fields: Partial<ShotFields> = {}): ShotRecord {
	return {
		id: `shot:${createId(random)}`,
		typeName: 'shot',
		...structuredClone({ ...EMPTY_SHOT, ...EMPTY_PRODUCTION }),
		...fields,
		numberOverride: null,
		backdropId: null,
		lockedNumber: null,
		meta: {},
	}
}

function panelShape(id: string, index: string, props: PanelShapeProps): PanelShape {
	return {
		// tldraw brands its ids; this is the one place that makes a panel's.
		id: `shape:${id}` as PanelShape['id'],
		typeName: 'shape',
		type: 'panel',
		parentId: BOARD_PAGE_ID,
		// Checked by the index validator when the record enters a store or a room.
		index: index as IndexKey,
		x: 0,
		y: 0,
		rotation: 0,
		isLocked: false,
		opacity: 1,
		meta: {},
		props,
	}
}
