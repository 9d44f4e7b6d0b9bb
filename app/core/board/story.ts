/**
 * Which panels are in the story. A panel in the trash and an alternate of another panel stay in the
 * document with everything drawn in them, and stand off the wall. The one rule: whoever shows, counts,
 * numbers, plays or prints panels asks here, and nobody reads `trashedAt` or `alternateOf` for it.
 */
import { type Ordered, sortInStoryOrder } from './order.ts'

/** What a panel's props say of it; records written before document version 2 say nothing. */
export interface StandsOff {
	readonly trashedAt?: number | null
	readonly alternateOf?: string | null
}
interface Panel extends Ordered {
	readonly props: StandsOff
}
interface RankedPanel extends Panel {
	readonly props: StandsOff & { readonly alternateRank?: number }
}

/** Whether a panel with these props is in the story: not in the trash and no alternate. */
export function isInStory(props: StandsOff): boolean {
	return (props.trashedAt ?? null) === null && (props.alternateOf ?? null) === null
}

/** The panels that are in the story, in story order. */
export function storyPanels<P extends Panel>(panels: Iterable<P>): P[] {
	return sortInStoryOrder([...panels].filter(({ props }) => isInStory(props)))
}

/**
 * The panels that share a place with `panelId`: the one that plays and its alternates, in the order
 * in which they were made (A, B, C …), those in the trash included so that letters stay. Followed
 * through every step, so that two people choosing at once lose none.
 */
export function alternatesOf<P extends RankedPanel>(panels: Iterable<P>, panelId: string): P[] {
	const byId = new Map<string, P>([...panels].map((panel) => [panel.id, panel]))
	const root = playingOf(byId, panelId)
	const group = [...byId.values()].filter(({ id }) => playingOf(byId, id) === root)
	return group.sort((a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** The panel whose place `panelId` shares: itself unless it is an alternate. */
export function playingOf(byId: ReadonlyMap<string, Panel>, panelId: string): string {
	const seen = new Set<string>()
	let at = panelId
	for (;;) {
		seen.add(at)
		const next = byId.get(at)?.props.alternateOf ?? null
		if (next === null || !byId.has(next)) return at
		// Two people who chose at once may have made a circle: its smallest id stands for all.
		if (seen.has(next)) return [...seen].sort()[0] ?? at
		at = next
	}
}

function rankOf({ props }: RankedPanel): number {
	return props.alternateRank ?? 0
}

/**
 * Panels that are neither in the story nor reachable from it: in the trash, or an alternate whose
 * panel is gone. The trash lists them, last thrown away first.
 */
export function trashedPanels<P extends Panel>(panels: Iterable<P>): P[] {
	const byId = new Map<string, P>([...panels].map((panel) => [panel.id, panel]))
	const isLost = (panel: P) => {
		const playing = byId.get(playingOf(byId, panel.id))
		return playing !== undefined && playing.id === panel.id && !isInStory(panel.props)
	}
	return sortInStoryOrder(byId.values())
		.filter((panel) => (panel.props.trashedAt ?? null) !== null || isLost(panel))
		.sort((a, b) => (b.props.trashedAt ?? 0) - (a.props.trashedAt ?? 0))
}
