/** The tools of the rail: brushes that draw through tldraw's pen tools, and tldraw's other tools. */
import {
	Eraser,
	Hand,
	Highlighter,
	LampDesk,
	Lasso,
	type LucideIcon,
	MousePointer2,
	MoveUpRight,
	Pencil,
	PencilLine,
	PenTool,
	Scan,
	SquareUser,
	StickyNote,
	Type,
	Wand,
} from 'lucide-react'
import type { Editor } from 'tldraw'
import { type BrushId, shapeTypeOf } from '#core/canvas/brush.ts'
import type { BrushKit } from './brushes/brush-kit.ts'

export interface Tool {
	id: string
	label: string
	icon: LucideIcon
	shortcut: string
	/** Its chords; `shortcut` is what the cap shows. */
	keys: readonly string[]
	storyboarder?: readonly string[]
	/** A hand that only looks may use it. */
	looking?: boolean
	brush?: BrushId
	/** Taken by its key and from the sheet of brushes; not a button of the rail. */
	isApart?: boolean
}
export const TOOL_GROUPS: readonly (readonly Tool[])[] = [
	[
		{
			id: 'select',
			label: 'Select',
			icon: MousePointer2,
			shortcut: 'V',
			keys: ['v'],
			looking: true,
		},
		{ id: 'hand', label: 'Move the wall', icon: Hand, shortcut: 'H', keys: ['h'], looking: true },
	],
	[
		{
			...{
				id: 'light',
				label: 'Light pencil',
				icon: PencilLine,
				shortcut: 'Shift B',
				keys: ['shift+b'],
			},
			...{ brush: 'light', storyboarder: ['1'] },
		},
		{
			...{ id: 'draw', label: 'Pencil', icon: Pencil, shortcut: 'B', keys: ['b', 'd'] },
			...{ brush: 'pencil', storyboarder: ['4'] },
		},
		{
			...{ id: 'pen', label: 'Pen', icon: PenTool, shortcut: 'I', keys: ['i'] },
			...{ brush: 'pen', storyboarder: ['2', '5'] },
		},
		{
			...{
				id: 'note',
				label: 'Note pen',
				icon: StickyNote,
				shortcut: 'Shift I',
				keys: ['shift+i'],
			},
			...{ brush: 'note', storyboarder: ['6'], isApart: true },
		},
		{
			...{
				id: 'highlight',
				label: 'Tone',
				icon: Highlighter,
				shortcut: 'Shift D',
				keys: ['shift+d'],
			},
			...{ brush: 'tone', storyboarder: ['3'] },
		},
		{
			...{ id: 'fill', label: 'Fill', icon: Lasso, shortcut: 'Shift F', keys: ['shift+f'] },
			...{ brush: 'fill', isApart: true },
		},
		{
			id: 'eraser',
			label: 'Eraser',
			icon: Eraser,
			shortcut: 'E',
			keys: ['e'],
			storyboarder: ['7'],
		},
	],
	[
		{ id: 'arrow', label: 'Arrow', icon: MoveUpRight, shortcut: 'A', keys: ['a'] },
		{ id: 'text', label: 'Text', icon: Type, shortcut: 'T', keys: ['t'] },
	],
	[
		{
			id: 'subject_mark',
			label: 'Mark a subject',
			icon: SquareUser,
			shortcut: 'U',
			keys: ['u'],
		},
		{
			id: 'light_mark',
			label: 'Place a light',
			icon: LampDesk,
			shortcut: 'Shift L',
			keys: ['shift+l'],
		},
		{ id: 'camera_move', label: 'Camera move', icon: Scan, shortcut: 'M', keys: ['m'] },
	],
	[{ id: 'laser', label: 'Laser', icon: Wand, shortcut: 'K', keys: ['k'], looking: true }],
]

/** The tool in hand, a brush by its own name; undefined for tools that only tldraw takes. */
export function toolInHand(editor: Editor, kit: BrushKit): Tool | undefined {
	const inHand = editor.getCurrentToolId()
	return TOOL_GROUPS.flat().find(({ id, brush }) =>
		brush ? inHand === shapeTypeOf(brush) && kit.brush.get() === brush : inHand === id,
	)
}
