/**
 * The tools at the left: one radio group of brushes and tldraw's other tools, undo and redo below.
 */
import { Image, Redo2, Undo2 } from 'lucide-react'
import { Fragment, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { DefaultColorStyle, type Editor, useValue } from 'tldraw'
import type { Command } from '#app/ui/commands/command-registry.ts'
import { useCommands, useKeysOf } from '#app/ui/commands/use-commands.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { shadesOf } from '#core/canvas/svg-paint.ts'
import type { BrushKit } from './brushes/brush-kit.ts'
import { BrushPanel } from './brushes/brush-panel.tsx'
import { TOOL_GROUPS, type Tool, toolInHand } from './rail-tools.ts'
import styles from './tool-rail.module.css'

export function ToolRail(props: {
	editor: Editor
	kit: BrushKit
	canEdit: boolean
	onUndo: () => void
	onRedo: () => void
	onPicture: (files: File[]) => void
	stylesOpen: boolean
	onStylesOpen: (open: boolean) => void
	/** Onion skin and guides. */
	aids?: ReactNode
}) {
	const { editor, kit, canEdit } = props
	useEffect(() => kit.attach(), [kit])
	const choose = (tool: Tool) => {
		if (tool.brush) return kit.take(tool.brush)
		editor.setCurrentTool(tool.id)
		editor.focus()
		return undefined
	}
	const chosen = useRef(choose)
	chosen.current = choose
	useCommands(
		useMemo(
			() => [
				...TOOL_GROUPS.flat().map((tool) => toolCommand(tool, () => chosen.current(tool), canEdit)),
				...widthCommands(kit, canEdit),
			],
			[canEdit, kit],
		),
	)
	const canUndo = useValue('can undo', () => editor.getCanUndo(), [editor])
	const canRedo = useValue('can redo', () => editor.getCanRedo(), [editor])
	return (
		<nav className={styles.rail} aria-label="Tools">
			<div className={styles.scroll}>
				<div className={styles.tools} role="radiogroup" aria-label="Tool in hand">
					{TOOL_GROUPS.map((tools, place) => (
						<Fragment key={tools[0]?.id}>
							{place > 0 ? <hr /> : null}
							{tools
								.filter(({ isApart }) => !isApart)
								.map((tool) => (
									<ToolButton
										key={tool.id}
										{...{ editor, kit, tool, choose }}
										disabled={!canEdit && !tool.looking}
									/>
								))}
						</Fragment>
					))}
					<PictureButton disabled={!canEdit} onPicture={props.onPicture} />
				</div>
				<BrushButton
					{...{ editor, kit }}
					disabled={!canEdit}
					open={props.stylesOpen}
					onOpen={props.onStylesOpen}
				/>
				{props.aids}
			</div>
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
	kit: BrushKit
	tool: Tool
	choose: (tool: Tool) => void
	disabled: boolean
}) {
	const { editor, kit, tool } = props
	const shortcut = useKeysOf(`tool.${tool.id}`) || tool.shortcut
	const chosen = useValue('chosen', () => toolInHand(editor, kit)?.id === tool.id, [
		editor,
		kit,
		tool,
	])
	return (
		<IconButton
			label={tool.label}
			shortcut={shortcut}
			tooltipSide="right"
			role="radio"
			aria-checked={chosen}
			disabled={props.disabled}
			onClick={() => props.choose(tool)}
		>
			<Icon of={tool.icon} size={18} />
		</IconButton>
	)
}

function widthCommands(kit: BrushKit, canEdit: boolean): Command[] {
	const small = { group: 'Tools', isSmall: true, isOn: () => canEdit } as const
	return [
		{ ...small, id: 'brush.wider', label: 'Wider brush', keys: [']'], run: () => kit.step(1) },
		{
			...small,
			id: 'brush.narrower',
			label: 'Narrower brush',
			keys: ['['],
			run: () => kit.step(-1),
		},
	]
}

/** Ink and width in hand, as a dot on paper; with another tool it opens that tool's own styles. */
function BrushButton(props: {
	editor: Editor
	kit: BrushKit
	disabled: boolean
	open: boolean
	onOpen: (open: boolean) => void
}) {
	const { editor, kit, open } = props
	const isBrush = useValue('brush', () => editor.isInAny('draw', 'highlight'), [editor])
	const dot = useValue('dot', () => {
		if (!isBrush) {
			const background = shadesOf(editor.getStyleForNextShape(DefaultColorStyle)).solid
			return { width: 7, height: 7, background, opacity: 1 }
		}
		const { width, ink } = kit.styles.get()[kit.brush.get()]
		const size = Math.max(3, Math.min(20, width))
		return {
			width: size,
			height: size,
			background: shadesOf(ink.color).solid,
			opacity: ink.opacity,
		}
	}, [editor, kit, isBrush])
	const button = (
		<IconButton
			label="Colour and size"
			tooltipSide="right"
			pressed={isBrush ? undefined : open}
			disabled={props.disabled}
			className={styles.brush ?? ''}
			onClick={isBrush ? undefined : () => props.onOpen(!open)}
		>
			<span>
				<i style={dot} />
			</span>
		</IconButton>
	)
	return isBrush ? <BrushPanel kit={kit} trigger={button} /> : button
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
