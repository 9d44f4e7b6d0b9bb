/**
 * A background that panels share: drawn once, seen under each of them, and part of their pictures.
 * Which one a panel shows is said here and nowhere else, so that whoever keeps pictures knows what
 * they depend on: the panel, what is drawn in it, its set-up's background, what is drawn in that.
 */
import type { TLShape } from '@tldraw/tlschema'

/** A panel that shows its set-up's background (the rule), or none. */
export const BACKDROP_OF_SHOT = 'shot'
export const NO_BACKDROP = 'none'
/** Backgrounds stand below every panel, whichever is first in the story. */
export const BACKDROP_INDEX = 'V00000'

/** `shape:<id>` of the background a panel shows; null = none. */
export function backdropIdOf(
	panel: { readonly props: { readonly backdrop?: string } },
	shot: { readonly backdropId?: string | null } | null | undefined,
): string | null {
	const { backdrop = BACKDROP_OF_SHOT } = panel.props
	if (backdrop === NO_BACKDROP) return null
	return backdrop === BACKDROP_OF_SHOT ? (shot?.backdropId ?? null) : backdrop
}

interface PanelLike {
	readonly id: string
	readonly props: { readonly backdrop: string; readonly shotId: string | null }
}
interface ShotLike {
	readonly backdropId: string | null
}

/** The panels that show a background. */
export function panelsOn<P extends PanelLike>(
	backdropId: string,
	panels: Iterable<P>,
	shots: { get(id: string): ShotLike | undefined },
): P[] {
	return [...panels].filter((panel) => {
		const { shotId } = panel.props
		return backdropIdOf(panel, shotId === null ? null : shots.get(shotId)) === backdropId
	})
}

/** Shapes by what they stand in. */
export function byParent(shapes: readonly TLShape[]): Map<string, TLShape[]> {
	const children = new Map<string, TLShape[]>()
	for (const shape of shapes) {
		const siblings = children.get(shape.parentId)
		if (siblings) siblings.push(shape)
		else children.set(shape.parentId, [shape])
	}
	return children
}

/** All shapes below one, at any depth; survives circles. */
export function shapesBelow(
	id: string,
	children: ReadonlyMap<string, readonly TLShape[]>,
	depth = 0,
): TLShape[] {
	if (depth > 20) return []
	return (children.get(id) ?? []).flatMap((shape) => [
		shape,
		...shapesBelow(shape.id, children, depth + 1),
	])
}
