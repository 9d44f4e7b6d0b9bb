/**
 * The tools at the left: one radio group over tldraw's tools, undo and redo below. Tone keeps its own
 * grey, so that choosing it never changes the ink of the pencil.
 */
import {
	Eraser,
	Hand,
	Highlighter,
	Image,
	LampDesk,
	type LucideIcon,
	MousePointer2,
	MoveUpRight,
	Pencil,
	Redo2,
	Scan,
	SquareUser,
	Type,
	Undo2,
	Wand,
} from 'lucide-react'
import { Fragment, useMemo, useRef } from 'react'
import {
	DefaultColorStyle,
	DefaultSizeStyle,
	type Editor,
	type TLDefaultColorStyle,
	useValue,
} from 'tldraw'
import type { Command } from '#app/ui/commands/command-registry.ts'
import { useCommands, useKeysOf } from '#app/ui/commands/use-commands.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import styles from './tool-rail.module.css'

interface Tool {
	id: string
	label: string
	icon: LucideIcon
	shortcut: string
	/** Its chords; `shortcut` is what the cap shows. */
	keys: readonly string[]
	storyboarder?: readonly string[]
	/** A hand that only looks may use it. */
	looking?: boolean
}
const GROUPS: readonly (readonly Tool[])[] = [
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
			id: 'draw',
			label: 'Pencil',
			icon: Pencil,
			shortcut: 'B',
			keys: ['b', 'd'],
			storyboarder: ['1'],
		},
		{
			id: 'highlight',
			label: 'Tone',
			icon: Highlighter,
			shortcut: 'Shift D',
			keys: ['shift+d'],
			storyboarder: ['3'],
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

export function ToolRail(props: {
	editor: Editor
	canEdit: boolean
	onUndo: () => void
	onRedo: () => void
	onPicture: (files: File[]) => void
	stylesOpen: boolean
	onStylesOpen: (open: boolean) => void
}) {
	const { editor, canEdit } = props
	const choose = useChooseTool(editor)
	const chosen = useRef(choose)
	chosen.current = choose
	useCommands(
		useMemo(
			() => GROUPS.flat().map((tool) => toolCommand(tool, () => chosen.current(tool.id), canEdit)),
			[canEdit],
		),
	)
	const canUndo = useValue('can undo', () => editor.getCanUndo(), [editor])
	const canRedo = useValue('can redo', () => editor.getCanRedo(), [editor])
	return (
		<nav className={styles.rail} aria-label="Tools">
			<div className={styles.tools} role="radiogroup" aria-label="Tool in hand">
				{GROUPS.map((tools, place) => (
					<Fragment key={tools[0]?.id}>
						{place > 0 ? <hr /> : null}
						{tools.map((tool) => (
							<ToolButton
								key={tool.id}
								{...{ editor, tool, choose }}
								disabled={!canEdit && !tool.looking}
							/>
						))}
					</Fragment>
				))}
				<PictureButton disabled={!canEdit} onPicture={props.onPicture} />
			</div>
			<BrushButton
				{...{ editor }}
				disabled={!canEdit}
				open={props.stylesOpen}
				onOpen={props.onStylesOpen}
			/>
			<div className={styles.end}>
				<hr />
				<IconButton
					label="Undo"
					shortcut="Ctrl Z"
					tooltipSide="right"
					disabled={!canEdit || !canUndo}
					onClick={props.onUndo}
				>
					<Icon of={Undo2} size={18} />
				</IconButton>
				<IconButton
					label="Redo"
					shortcut="Ctrl Shift Z"
					tooltipSide="right"
					disabled={!canEdit || !canRedo}
					onClick={props.onRedo}
				>
					<Icon of={Redo2} size={18} />
				</IconButton>
			</div>
		</nav>
	)
}

function toolCommand(tool: Tool, run: () => void, canEdit: boolean): Command {
	const { id, label, keys, storyboarder, looking = false } = tool
	return {
		...{ id: `tool.${id}`, group: 'Tools', label, keys, run },
		...(storyboarder ? { storyboarder } : {}),
		isOn: () => canEdit || looking,
	}
}

function ToolButton(props: {
	editor: Editor
	tool: Tool
	choose: (id: string) => void
	disabled: boolean
}) {
	const { editor, tool } = props
	const shortcut = useKeysOf(`tool.${tool.id}`) || tool.shortcut
	const chosen = useValue('chosen', () => editor.getCurrentToolId() === tool.id, [editor, tool.id])
	return (
		<IconButton
			label={tool.label}
			shortcut={shortcut}
			tooltipSide="right"
			role="radio"
			aria-checked={chosen}
			disabled={props.disabled}
			onClick={() => props.choose(tool.id)}
		>
			<Icon of={tool.icon} size={18} />
		</IconButton>
	)
}

function useChooseTool(editor: Editor): (id: string) => void {
	const colors = useRef(new Map<string, TLDefaultColorStyle>([['highlight', 'grey']]))
	return (id) => {
		const leaving = editor.getCurrentToolId()
		const isTone = (tool: string) => tool === 'highlight'
		if (isTone(leaving) !== isTone(id)) {
			colors.current.set(
				isTone(leaving) ? 'highlight' : 'ink',
				editor.getStyleForNextShape(DefaultColorStyle),
			)
			editor.setStyleForNextShapes(
				DefaultColorStyle,
				colors.current.get(isTone(id) ? 'highlight' : 'ink') ?? 'black',
			)
		}
		editor.setCurrentTool(id)
		editor.focus()
	}
}

const SIZES = { s: 4, m: 7, l: 11, xl: 16 } as const

/** Colour and size in hand, as a dot of ink on paper; opens all the styles. */
function BrushButton(props: {
	editor: Editor
	disabled: boolean
	open: boolean
	onOpen: (open: boolean) => void
}) {
	const { editor, open } = props
	const color = useValue('ink', () => {
		const name = editor.getStyleForNextShape(DefaultColorStyle)
		return editor.getCurrentTheme().colors.light[name].solid
	}, [editor])
	const size = useValue('size', () => SIZES[editor.getStyleForNextShape(DefaultSizeStyle)], [
		editor,
	])
	return (
		<IconButton
			label="Colour and size"
			tooltipSide="right"
			pressed={open}
			disabled={props.disabled}
			className={styles.brush ?? ''}
			onClick={() => props.onOpen(!open)}
		>
			<span>
				<i style={{ width: size, height: size, background: color }} />
			</span>
		</IconButton>
	)
}

function PictureButton(props: { disabled: boolean; onPicture: (files: File[]) => void }) {
	const input = useRef<HTMLInputElement>(null)
	return (
		<>
			<IconButton
				label="Picture"
				tooltipSide="right"
				disabled={props.disabled}
				onClick={() => input.current?.click()}
			>
				<Icon of={Image} size={18} />
			</IconButton>
			<input
				ref={input}
				type="file"
				accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
				multiple
				hidden
				aria-label="Choose pictures"
				onChange={(event) => {
					props.onPicture([...(event.target.files ?? [])])
					event.target.value = ''
				}}
			/>
		</>
	)
}
