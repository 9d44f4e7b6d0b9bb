/** What the canvas keeps for this tab beside the drawing; the route hands it to the board's parts. */
import type { TLShapeId } from 'tldraw'

export interface BackdropInHand {
	backdropId: TLShapeId
	panelId: TLShapeId
}
export interface BoardLayers {
	areMarksShown(): boolean
	showMarks(shown: boolean): void
	/** The background under the pen, and the panel in whose place it is drawn. */
	backdropInHand(): BackdropInHand | null
	takeBackdrop(hand: BackdropInHand | null): void
}
