/**
 * The panel shape: one drawing of the storyboard. Its story order IS its tldraw `index`; where it
 * stands on the wall is derived from that order (layout.ts), so its x and y never travel.
 */
import {
	createShapePropsMigrationIds,
	createShapePropsMigrationSequence,
	type RecordProps,
	type TLShape,
} from '@tldraw/tlschema'
import { T } from '@tldraw/validate'

/** Width of every panel in page units; the wall shows 240 px of it at "100 %". */
export const PANEL_WIDTH = 640
export const MAX_CAPTION_LENGTH = 10_000

export interface PanelShapeProps {
	w: number
	h: number
	/** What we see; merges by character. */
	action: string
	/** What is said; merges by character. */
	dialogue: string
	notes: string
	/** Whole frames at the project's frame rate; null = not timed yet. */
	durationFrames: number | null
	/** The set-up this panel belongs to, `shot:<id>`. */
	shotId: string | null
	/** Script blocks this panel shows, `script_block:<id>`. */
	scriptBlockIds: string[]
	/** The background under its drawing: its set-up's, none, or one chosen for it (`shape:<id>`). */
	backdrop: string
	/** When it was put in the trash, ms UTC; null = it was not. Ask app/core/board/story.ts. */
	trashedAt: number | null
	/** Who put it there, by user id. */
	trashedBy: string | null
	/** The panel it is an alternate of; it then stands off the wall. */
	alternateOf: string | null
	/** Order among the alternates of one place: 0 is A. */
	alternateRank: number
	/** Its printed number once numbers are locked; null = derived. */
	lockedNumber: string | null
	/** Width ÷ height of this panel alone; null = the project's. */
	aspectOverride: number | null
}

declare module '@tldraw/tlschema' {
	interface TLGlobalShapePropsMap {
		panel: PanelShapeProps
	}
}
export type PanelShape = TLShape<'panel'>

const caption = T.string.check((value) => {
	if (value.length > MAX_CAPTION_LENGTH)
		throw new Error(`a caption has at most ${MAX_CAPTION_LENGTH} letters`)
})

export const panelShapeProps: RecordProps<PanelShape> = {
	w: T.nonZeroNumber,
	h: T.nonZeroNumber,
	action: caption,
	dialogue: caption,
	notes: caption,
	durationFrames: T.positiveInteger.nullable(),
	shotId: T.string.nullable(),
	scriptBlockIds: T.arrayOf(T.string),
	backdrop: T.string,
	trashedAt: T.positiveNumber.nullable(),
	trashedBy: T.string.nullable(),
	alternateOf: T.string.nullable(),
	alternateRank: T.positiveInteger,
	lockedNumber: T.string.nullable(),
	aspectOverride: T.nonZeroNumber.nullable(),
}

/** What a panel is until somebody says otherwise: in the story, numbered by order, the project's shape. */
export const PANEL_STANDING = {
	trashedAt: null,
	trashedBy: null,
	alternateOf: null,
	alternateRank: 0,
	lockedNumber: null,
	aspectOverride: null,
} as const satisfies Partial<PanelShapeProps>

const versions = createShapePropsMigrationIds('panel', { AddBackdrop: 1, AddStanding: 2 })

export const panelShapeMigrations = createShapePropsMigrationSequence({
	sequence: [
		{
			id: versions.AddBackdrop,
			up: (props) => {
				props.backdrop = 'shot'
			},
			down: (props) => {
				delete props.backdrop
			},
		},
		{
			id: versions.AddStanding,
			up: (props) => {
				for (const [key, value] of Object.entries(PANEL_STANDING)) props[key] ??= value
			},
			down: (props) => {
				for (const key of Object.keys(PANEL_STANDING)) delete props[key]
			},
		},
	],
})

/** Text fields that merge by character (Y.Text), by shape type or record type name. */
export const TEXT_PATHS: Readonly<Record<string, readonly string[]>> = {
	panel: ['props.action', 'props.dialogue', 'props.notes'],
	scene: ['heading', 'synopsis'],
	script_block: ['text'],
}
