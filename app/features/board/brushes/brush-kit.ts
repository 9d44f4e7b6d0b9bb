/**
 * The brush in hand and how each brush was left: width and ink, kept per person in the browser and never
 * in a document. What is drawn gets its brush as it comes into the world, so tldraw's own pen tools draw.
 */
import { atom, type Editor, react, type Signal, type TLShape, unsafe__withoutCapture } from 'tldraw'
import { z } from 'zod'
import {
	BRUSHES,
	type BrushId,
	type BrushStyle,
	FIRST_STYLES,
	PALETTE,
	scaleOf,
	shapeTypeOf,
	stepWidth,
} from '#core/canvas/brush.ts'

type Styles = Readonly<Record<BrushId, BrushStyle>>
const STORAGE_KEY = 'dailies.brushes'

const KeptSchema = z.object({
	brush: z.enum(BRUSHES),
	styles: z.partialRecord(
		z.enum(BRUSHES),
		z.object({ width: z.number().min(1).max(200), inkLabel: z.string() }),
	),
})

export interface BrushKit {
	brush: Signal<BrushId>
	styles: Signal<Styles>
	/** Takes a brush in hand, with its own width and ink; the keyboard goes to the wall unless it stays. */
	take(brush: BrushId, keyboard?: { staysHere: boolean }): void
	setStyle(style: Partial<BrushStyle>): void
	/** `[` and `]`. */
	step(by: 1 | -1): void
	/** Gives strokes their brush until the returned function is called. */
	attach(): () => void
}

export function createBrushKit(editor: Editor): BrushKit {
	const kept = readKept()
	const brush = atom<BrushId>('brush in hand', kept.brush)
	const styles = atom<Styles>('brush styles', kept.styles)
	const setStyle = (style: Partial<BrushStyle>) => {
		const id = brush.get()
		styles.set({ ...styles.get(), [id]: { ...styles.get()[id], ...style } })
		keep(brush.get(), styles.get())
	}
	return {
		brush,
		styles,
		setStyle,
		take(id, { staysHere } = { staysHere: false }) {
			brush.set(id)
			keep(id, styles.get())
			editor.setCurrentTool(shapeTypeOf(id))
			if (!staysHere) editor.focus()
		},
		step(by) {
			setStyle({ width: stepWidth(styles.get()[brush.get()].width, by) })
		},
		attach() {
			const stopTelling = react('the canvas hears which brush is in hand', () => {
				const { meta } = unsafe__withoutCapture(() => editor.getInstanceState())
				const id = brush.get()
				if (meta.brush !== id) editor.updateInstanceState({ meta: { ...meta, brush: id } })
			})
			const stopInking = editor.sideEffects.registerBeforeCreateHandler('shape', (shape, source) =>
				source === 'user' && isBeingDrawn(editor, shape)
					? inked(shape, brush.get(), styles.get()[brush.get()])
					: shape,
			)
			return () => {
				stopInking()
				stopTelling()
			}
		},
	}
}

/** A stroke that the pen begins now; what is pasted or copied keeps its own ink. */
function isBeingDrawn(editor: Editor, shape: TLShape): boolean {
	if (shape.type !== 'draw' && shape.type !== 'highlight') return false
	return editor.isIn(`${shape.type}.drawing`) && !shape.props.isComplete
}

function inked(shape: TLShape, brush: BrushId, { width, ink }: BrushStyle): TLShape {
	const over = { opacity: ink.opacity, meta: { ...shape.meta, brush } }
	const look = { color: ink.color, size: 's' as const, scale: scaleOf(brush, width) }
	if (shape.type === 'draw') {
		const props = { ...shape.props, ...look, dash: 'draw' as const, fill: 'none' as const }
		return { ...shape, ...over, props }
	}
	return shape.type === 'highlight'
		? { ...shape, ...over, props: { ...shape.props, ...look } }
		: shape
}

function readKept(): { brush: BrushId; styles: Styles } {
	try {
		const parsed = KeptSchema.safeParse(JSON.parse(window.localStorage.getItem(STORAGE_KEY) ?? ''))
		if (!parsed.success) return { brush: 'pencil', styles: FIRST_STYLES }
		const styles = { ...FIRST_STYLES }
		for (const id of BRUSHES) {
			const own = parsed.data.styles[id]
			const ink = PALETTE.find(({ label }) => label === own?.inkLabel)?.ink
			if (own) styles[id] = { width: own.width, ink: ink ?? styles[id].ink }
		}
		return { brush: parsed.data.brush, styles }
	} catch {
		return { brush: 'pencil', styles: FIRST_STYLES }
	}
}

function keep(brush: BrushId, styles: Styles): void {
	const named = BRUSHES.map((id) => {
		const { width, ink } = styles[id]
		return [id, { width, inkLabel: labelOf(ink) }] as const
	})
	try {
		window.localStorage.setItem(
			STORAGE_KEY,
			JSON.stringify({ brush, styles: Object.fromEntries(named) }),
		)
	} catch {
		// A browser that keeps nothing still has the brushes until the page is left.
	}
}

export function labelOf(ink: BrushStyle['ink']): string {
	const same = ({ ink: one }: (typeof PALETTE)[number]) =>
		one.color === ink.color && one.opacity === ink.opacity
	return PALETTE.find(same)?.label ?? ''
}
