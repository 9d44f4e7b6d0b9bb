/**
 * Which panels of a large board rest: shown as a picture of their strokes, painted beside the hand's
 * thread, while the strokes themselves are not in the page. A picture is shown only while it is what
 * the strokes would look like; the moment one of them changes or is taken in hand they are live again.
 * Rule: nobody notices.
 */
import {
	type Atom,
	atom,
	type Computed,
	computed,
	type Editor,
	react,
	type Signal,
	type TLShapeId,
} from 'tldraw'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import {
	pictureScale,
	type RestingShape,
	restingShapes,
	stillHolds,
} from '#core/canvas/resting-ink.ts'
import { paintedShapes } from './painted-shapes.ts'
import type { PicturePainter } from './picture-painter.ts'
import { queueOf } from './picture-queue.ts'

/** Below this many shapes live ink costs nothing that a hand could feel. */
const REST_FROM = 400
/** Milliseconds in which a panel must not have changed before its picture is painted again. */
const SETTLE_MS = 600
const LOOK_MS = 40
/** Pictures that are being painted at a time. */
const AT_ONCE = 3
const NOTHING: ReadonlySet<TLShapeId> = new Set()

export interface PanelPicture {
	held: readonly RestingShape[]
	ids: ReadonlySet<TLShapeId>
	scale: number
	bitmap: ImageBitmap
}
interface RestingPanel {
	id: TLShapeId
	resting: Computed<readonly RestingShape[]>
	picture: Atom<PanelPicture | null>
	/** The strokes that need not be in the page now. */
	hidden: Computed<ReadonlySet<TLShapeId>>
	changedAt: number
	isPainting: boolean
}

export class RestingPanels {
	/** Strokes for which pictures stand. */
	readonly hidden: Signal<ReadonlySet<TLShapeId>>
	private readonly editor: Editor
	private readonly painter: PicturePainter | null
	private readonly panels = new Map<TLShapeId, RestingPanel>()
	private readonly scale: Computed<number | null>
	private readonly isLarge: Computed<boolean>
	private readonly inHand: Computed<ReadonlySet<TLShapeId>>
	private readonly panelIds: Computed<readonly TLShapeId[]>
	/** Panels of a board that is just opening: their paper stays empty until their first picture is painted. */
	private readonly opening = new Set<TLShapeId>()
	private readonly isBroken = atom('no pictures can be painted', false)
	private readonly stops: (() => void)[] = []
	private painting = 0
	private timer: number | null = null

	constructor(editor: Editor, painter: PicturePainter | null) {
		this.editor = editor
		this.painter = painter
		const shapes = editor.store.query.ids('shape', () => ({ type: { eq: 'panel' } }))
		this.panelIds = computed('panels that may rest', () =>
			[...shapes.get()].filter((id) => !editor.isShapeHidden(id)),
		)
		this.isLarge = computed('large board', () => editor.getCurrentPageShapeIds().size > REST_FROM)
		this.scale = computed('picture scale', () =>
			pictureScale(editor.getEfficientZoomLevel(), editor.getInstanceState().devicePixelRatio),
		)
		this.inHand = computed('panels in hand', () => panelsInHand(editor))
		this.hidden = computed('resting strokes', () => this.readHidden())
		if (!painter) return
		if (this.isLarge.get()) for (const id of this.panelIds.get()) this.opening.add(id)
		this.watch()
	}

	/** What to show on a panel's paper; null = its strokes are live. */
	shown(panelId: TLShapeId): PanelPicture | null {
		const panel = this.panel(panelId)
		const picture = panel.picture.get()
		return picture && panel.hidden.get().size > 0 ? picture : null
	}

	dispose(): void {
		for (const stop of this.stops) stop()
		if (this.timer !== null) clearTimeout(this.timer)
		for (const { picture } of this.panels.values()) picture.get()?.bitmap.close()
		this.panels.clear()
		this.painter?.dispose()
	}

	private watch(): void {
		this.stops.push(
			react('panels that want a picture', () => {
				if (!this.isLarge.get()) return
				this.scale.get()
				for (const id of this.panelIds.get()) this.panel(id).resting.get()
				this.lookSoon(LOOK_MS)
			}),
			// Where the wall stands says who is painted first.
			react('where the wall stands', () => {
				if (this.isLarge.get() && this.editor.getCameraState() === 'idle') this.lookSoon(LOOK_MS)
			}),
		)
	}

	/** Whether pictures stand for strokes at all: picture and strokes must never show both. */
	private rests(): boolean {
		return this.painter !== null && !this.isBroken.get() && this.isLarge.get()
	}

	private readHidden(): ReadonlySet<TLShapeId> {
		if (!this.rests()) return NOTHING
		const hidden = new Set<TLShapeId>()
		for (const id of this.panelIds.get()) {
			for (const shapeId of this.panel(id).hidden.get()) hidden.add(shapeId)
		}
		return hidden
	}

	private panel(id: TLShapeId): RestingPanel {
		const known = this.panels.get(id)
		if (known) return known
		const { editor } = this
		const picture = atom<PanelPicture | null>('picture', null)
		const resting = computed('resting strokes of a panel', () => {
			made.changedAt = Date.now()
			return restingShapes(paintedShapes(editor, id))
		})
		const isRightNow = computed('picture is right', () => {
			const shown = picture.get()
			return shown !== null && stillHolds(shown.held, resting.get())
		})
		const hidden = computed('hidden strokes of a panel', () => {
			if (!this.rests() || this.inHand.get().has(id)) return NOTHING
			if (this.isCloseBy(id)) return NOTHING
			if (picture.get() === null) return this.opening.has(id) ? idsOf(resting.get()) : NOTHING
			return isRightNow.get() ? (picture.get()?.ids ?? NOTHING) : NOTHING
		})
		const made: RestingPanel = { id, resting, picture, hidden, changedAt: 0, isPainting: false }
		this.panels.set(id, made)
		return made
	}

	/** Large on the screen and in view: its ink is live, to be as sharp as it can be. */
	private isCloseBy(id: TLShapeId): boolean {
		if (this.scale.get() !== null) return false
		const view = this.editor.getViewportPageBounds()
		const bounds = this.editor.getShapePageBounds(id)
		return (
			bounds !== undefined &&
			view
				.clone()
				.expandBy(view.w / 4)
				.collides(bounds)
		)
	}

	private lookSoon(delayMs: number): void {
		this.timer ??= this.editor.timers.setTimeout(() => {
			this.timer = null
			this.look()
		}, delayMs)
	}

	/** Asks for the pictures that are missing or no longer right, the nearest first. */
	private look(): void {
		const { editor, painter } = this
		if (editor.isDisposed || !painter || !this.rests()) return
		this.forgetGone()
		const wanted = queueOf(editor, this.panelIds.get(), (id, isNear) =>
			this.wantedScale(id, isNear),
		)
		// While a pen is down only what is not to be seen yet is painted.
		const isBusy = editor.inputs.getIsPointing()
		const settled = wanted.filter(({ id }) =>
			isBusy ? this.opening.has(id) : this.isSettled(this.panel(id)),
		)
		for (const { id, scale } of settled.slice(0, AT_ONCE - this.painting)) {
			void this.paint(painter, this.panel(id), scale)
		}
		if (wanted.length > 0) this.lookSoon(settled.length > 0 ? LOOK_MS : SETTLE_MS)
	}

	/** The scale of the picture that a panel should get; null when the one it has will do. */
	private wantedScale(id: TLShapeId, isNear: boolean): number | null {
		const panel = this.panel(id)
		if (panel.isPainting) return null
		const picture = panel.picture.get()
		const most = this.scale.get() ?? 1
		const scale = isNear ? most : Math.min(most, 0.25)
		if (!picture) return panel.resting.get().length > 0 ? scale : null
		const isWhole = picture.held.length === panel.resting.get().length
		if (isWhole && stillHolds(picture.held, panel.resting.get())) {
			return isNear && this.scale.get() !== null && picture.scale !== scale ? scale : null
		}
		return scale
	}

	private isSettled(panel: RestingPanel): boolean {
		return panel.picture.get() === null || Date.now() - panel.changedAt >= SETTLE_MS
	}

	private async paint(painter: PicturePainter, panel: RestingPanel, scale: number): Promise<void> {
		const record = this.editor.getShape<PanelShape>(panel.id)
		if (!record) return
		const held = panel.resting.get()
		panel.isPainting = true
		this.painting += 1
		const { w: width, h: height } = record.props
		const shapes = held.map(({ shape, matrix, opacity }) => ({ shape, matrix, opacity }))
		const bitmap = await painter.paint({ width, height, scale, shapes })
		panel.isPainting = false
		this.painting -= 1
		this.opening.delete(panel.id)
		if (this.editor.isDisposed) return
		if (!bitmap) {
			this.isBroken.set(true)
			return
		}
		const before = panel.picture.get()
		if (stillHolds(held, panel.resting.get()) || before === null) {
			panel.picture.set({ held, ids: idsOf(held), scale, bitmap })
			before?.bitmap.close()
		} else bitmap.close()
		this.lookSoon(0)
	}

	private forgetGone(): void {
		const here = new Set(this.panelIds.get())
		for (const [id, { picture }] of this.panels) {
			if (here.has(id)) continue
			picture.get()?.bitmap.close()
			this.panels.delete(id)
		}
	}
}

function idsOf(shapes: readonly RestingShape[]): ReadonlySet<TLShapeId> {
	return new Set(shapes.map(({ shape }) => shape.id))
}

/** Panels with something chosen, being written or being erased in them. */
function panelsInHand(editor: Editor): ReadonlySet<TLShapeId> {
	const ids = [...editor.getSelectedShapeIds(), ...editor.getErasingShapeIds()]
	const editing = editor.getEditingShapeId()
	const panels = new Set<TLShapeId>()
	for (const id of editing ? [...ids, editing] : ids) {
		const around = editor.findShapeAncestor(id, ({ type }) => type === 'panel')
		if (around) panels.add(around.id)
	}
	return panels
}
