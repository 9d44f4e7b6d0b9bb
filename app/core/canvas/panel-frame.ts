/**
 * What ends at a panel's frame and what may reach over it. The frame is what the camera sees: all that
 * is drawn ends there, also in every picture that is played, read or kept. Arrows and words are said
 * about the picture, not in it: on the wall they go on outside. So do marks.
 */
import type { TLShape } from '@tldraw/tlschema'
import { isMark } from './mark-shapes.ts'

/** Whether a shape that lies in a panel may be seen outside its frame. */
export function reachesOutside(shape: TLShape): boolean {
	return shape.type === 'arrow' || shape.type === 'text' || isMark(shape)
}
