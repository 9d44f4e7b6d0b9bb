/**
 * The drawing surface: tldraw over the board's store, with our panel, our handlers for what comes
 * in, and its interface trimmed to style panel, context menu and watermark. Knows nothing of rooms:
 * it is given a store and slots.
 */

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import {
	DefaultContextMenu,
	DefaultContextMenuContent,
	DefaultStylePanel,
	type Editor,
	type TLComponents,
	type TLStore,
	Tldraw,
	type TldrawOptions,
} from 'tldraw'
import { personStyle } from '#app/ui/avatar.tsx'
import { useTheme } from '#app/ui/theme.ts'
import type { PersonColor } from '#core/board/person.ts'
import { COLUMN_GAP, COLUMNS, WALL_ZOOM } from '#core/canvas/layout.ts'
import { PANEL_WIDTH } from '#core/canvas/panel-shape.ts'
import { startArranger } from './arranger.ts'
import { FreeArrowUtil, keepArrowsInPanels } from './arrows-in-panels.ts'
import styles from './canvas.module.css'
import { canvasAssetUrls } from './canvas-assets.ts'
import { type BoardHistory, canvasOverrides } from './canvas-overrides.ts'
import { canvasTheme } from './canvas-theme.ts'
import { registerContentHandlers, type Tell } from './external-content.ts'
import { guardLocks } from './guard-locks.ts'
import { guardPanels } from './guard-panels.ts'
import { InkShapeUtil, ToneShapeUtil } from './ink-shape-utils.tsx'
import { BackdropUtil } from './marks/backdrop-util.tsx'
import { restoreLayers, visibilityOf } from './marks/board-layers.ts'
import { CameraMoveUtil } from './marks/camera-move-util.tsx'
import { LightMarkUtil } from './marks/light-mark-util.tsx'
import { MARK_TOOLS } from './marks/mark-tools.ts'
import { SubjectMarkUtil } from './marks/subject-mark-util.tsx'
import { PageLayer } from './page-layer.tsx'
import { PanelShapeUtil } from './panel-shape-util.tsx'
import { type PanelWall, PanelWallProvider } from './panel-wall.tsx'
import { startPanningLayer } from './panning-layer.ts'
import { startPenAndPalm } from './pen-and-palm.ts'
import { RestingCanvas } from './resting/resting-canvas.tsx'
import { keepToolOverMenu } from './right-click.ts'
import { ShapeWrapper } from './shape-wrapper.tsx'

// tldraw makes a new editor when one of these is a new object, so they are made once.
const NO_VIDEO: readonly string[] = []
const SHAPE_UTILS = [
	PanelShapeUtil,
	InkShapeUtil,
	ToneShapeUtil,
	FreeArrowUtil,
	SubjectMarkUtil,
	LightMarkUtil,
	CameraMoveUtil,
	BackdropUtil,
]
const OPTIONS: Partial<TldrawOptions> = {
	maxShapesPerPage: 12_000,
	maxPages: 1,
	createTextOnCanvasDoubleClick: false,
	enableToolbarKeyboardShortcuts: false,
	branding: 'Storyboard',
	camera: { zoomSteps: [0.05, 0.1, 0.1875, 0.375, 0.75, 1.5, 3, 6] },
}
/** Screen pixels around the wall when a board opens. */
const WALL_MARGIN = 20
const PageLayerContent = createContext<ReactNode>(null)
const StylesOpen = createContext(false)
const WallMenuContent = createContext<ReactNode>(null)
const COMPONENTS: TLComponents = {
	Canvas: RestingCanvas,
	ShapeWrapper,
	Background: null,
	Grid: null,
	InFrontOfTheCanvas: () => <PageLayer>{useContext(PageLayerContent)}</PageLayer>,
	// Opened from the rail, so that it never lies over a panel that is being drawn.
	StylePanel: (props) => (useContext(StylesOpen) ? <DefaultStylePanel {...props} /> : null),
	ContextMenu: (props) => (
		<DefaultContextMenu {...props}>
			{useContext(WallMenuContent)}
			<DefaultContextMenuContent />
		</DefaultContextMenu>
	),
	Toolbar: null,
	PageMenu: null,
	MainMenu: null,
	MenuPanel: null,
	NavigationPanel: null,
	Minimap: null,
	ZoomMenu: null,
	QuickActions: null,
	ActionsMenu: null,
	HelpMenu: null,
	HelperButtons: null,
	DebugPanel: null,
	DebugMenu: null,
	SharePanel: null,
	TopPanel: null,
	KeyboardShortcutsDialog: null,
	CursorChatBubble: null,
	ImageToolbar: null,
	VideoToolbar: null,
	PeopleMenu: null,
	FollowingIndicator: null,
}

export interface CanvasProps {
	store: TLStore
	wall: PanelWall
	licenseKey: string | null
	personColor: PersonColor
	readOnly: boolean
	history: BoardHistory
	/** Returns what to undo when the canvas goes. */
	onEditor: (editor: Editor) => () => void
	tell: Tell
	/** Colour, size and opacity of what is drawn next. */
	stylesOpen: boolean
	onStylesOpen: (open: boolean) => void
	/** In page units, in front of the drawing: cursors, ghosts. */
	pageLayer?: ReactNode
	/** Before what a right click offers for drawings: tldraw's menu groups and items. */
	menu?: ReactNode
}

export function Canvas(props: CanvasProps) {
	const { store, wall, licenseKey, personColor, readOnly, history, onEditor, tell } = props
	const [editor, setEditor] = useState<Editor | null>(null)
	const theme = useTheme()
	// biome-ignore lint/correctness/useExhaustiveDependencies: the tokens change with the theme.
	const themes = useMemo(() => ({ default: canvasTheme(personColor) }), [personColor, theme])
	const overrides = useMemo(() => canvasOverrides(history), [history])
	useEffect(() => {
		editor?.updateInstanceState({ isReadonly: readOnly })
	}, [editor, readOnly])
	const mount = (mounted: Editor) => {
		setEditor(mounted)
		return prepare(mounted, { readOnly, onEditor, tell, history })
	}
	return (
		<div
			className={styles.canvas}
			style={personStyle(personColor)}
			onPointerDownCapture={(event) => {
				// The pen takes the styles out of the way.
				if (isOnDrawing(event.target)) props.onStylesOpen(false)
			}}
		>
			<PanelWallProvider value={wall}>
				<PageLayerContent.Provider value={props.pageLayer}>
					<StylesOpen.Provider value={props.stylesOpen}>
						<WallMenuContent.Provider value={props.menu}>
							<Tldraw
								store={store}
								shapeUtils={SHAPE_UTILS}
								tools={MARK_TOOLS}
								components={COMPONENTS}
								options={OPTIONS}
								overrides={overrides}
								assetUrls={canvasAssetUrls}
								colorScheme="light"
								themes={themes}
								{...(licenseKey ? { licenseKey } : {})}
								onMount={mount}
								acceptedVideoMimeTypes={NO_VIDEO}
								getShapeVisibility={visibilityOf}
							/>
						</WallMenuContent.Provider>
					</StylesOpen.Provider>
				</PageLayerContent.Provider>
			</PanelWallProvider>
		</div>
	)
}

function isOnDrawing(target: EventTarget): boolean {
	return target instanceof Element && target.closest('.tl-canvas') !== null
}

function prepare(
	editor: Editor,
	options: Pick<CanvasProps, 'readOnly' | 'onEditor' | 'tell' | 'history'>,
) {
	editor.updateInstanceState({ isReadonly: options.readOnly, isGridMode: false })
	editor.user.updateUserPreferences({ isSnapMode: false })
	restoreLayers(editor)
	registerContentHandlers(editor, options.tell)
	const stopGuard = guardPanels(editor, options.history)
	const stopLocks = guardLocks(editor, options.tell)
	const stopArranging = startArranger(editor)
	const stopPen = startPenAndPalm(editor)
	const stopMenu = keepToolOverMenu(editor)
	const stopPanning = startPanningLayer(editor)
	const stopArrows = keepArrowsInPanels(editor)
	showWall(editor)
	// A hand that only looks moves the wall: a selection would wash over the drawing.
	editor.setCurrentTool(options.readOnly ? 'hand' : 'draw')
	const stop = options.onEditor(editor)
	return () => {
		stop()
		stopArrows()
		stopPanning()
		stopMenu()
		stopPen()
		stopArranging()
		stopLocks()
		stopGuard()
	}
}

/** Three panels across, from the top: where a board opens. */
export function showWall(editor: Editor): void {
	const { w } = editor.getViewportScreenBounds()
	const across = COLUMNS * PANEL_WIDTH + (COLUMNS - 1) * COLUMN_GAP
	const z = Math.max(0.1, Math.min(WALL_ZOOM * 1.35, (w - 2 * WALL_MARGIN) / across))
	editor.setCamera({ x: WALL_MARGIN / z, y: (WALL_MARGIN * 0.7) / z, z })
}
