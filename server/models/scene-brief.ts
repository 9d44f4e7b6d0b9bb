/**
 * What of a scene a model is told: panels around the one in question, their set-ups, and, only as far
 * as everybody concerned allows, their words and the script. Ids are replaced by short ones, so that
 * nothing of ours leaves but the film itself, and what comes back can only name what was shown.
 */
import type { ShotFields } from '#core/board/shot-record.ts'
import type { PanelView, SceneView } from '#core/suggestions/scene-view.ts'
import type { Category } from '#core/suggestions/suggestion-record.ts'

/** Panels before and after the one in question; a whole scene is cut to as many. */
const AROUND = 8
const MAX_PANELS = 2 * AROUND + 1
const MAX_BLOCKS = 120
/** Pictures sent at once: the panel, the one before, the one after. */
const MAX_PICTURES = 3

export interface BriefRequest {
	/** A panel or shot, or null for the scene. */
	targetId: string | null
	category: Category | null
	/** What the person asked in their own words. */
	words: string | null
	/** Whether captions and script may leave. */
	withTexts: boolean
}
export interface SceneBrief {
	/** JSON for the model; no `<` in it, so that no word of a script can end what it stands in. */
	scene: string
	request: string | null
	/** Real id by short one. */
	idOf: ReadonlyMap<string, string>
	/** Panels whose pictures belong to it, the one in question first, and what they are called. */
	pictured: readonly { panelId: string; shortId: string }[]
	holdsTexts: boolean
}

export function briefScene(view: SceneView, request: BriefRequest): SceneBrief {
	const { withTexts, targetId } = request
	const panels = around(view, targetId)
	const names = new ShortIds()
	const shown = panels.map((panel) => describePanel(panel, names, withTexts))
	const shots = new Map<string, object>()
	for (const { shotId, shot } of panels)
		if (shotId !== null) shots.set(shotId, { id: names.of(shotId), ...said(shot, withTexts) })
	const lines = new Set(panels.flatMap(({ blockIds }) => blockIds))
	const script = withTexts ? describeScript(view, names, lines) : []
	const scene = {
		heading: withTexts ? view.heading : undefined,
		setting: view.place.setting,
		night: view.place.isNight,
		aspectRatio: view.aspectRatio,
		frameRate: view.frameRate,
		about: request.category,
		askedAbout: targetId === null ? null : names.of(targetId),
		panels: shown,
		shots: [...shots.values()],
		script,
	}
	return {
		scene: escaped(scene),
		request: request.words === null ? null : escaped(request.words),
		idOf: names.idOf,
		pictured: pictured(view, panels, targetId).map(({ id }) => ({
			panelId: id,
			shortId: names.of(id),
		})),
		holdsTexts: withTexts && (script.length > 0 || panels.some(hasWords)),
	}
}

function around(view: SceneView, targetId: string | null): readonly PanelView[] {
	const target = targetOf(view, targetId)
	if (!target) return view.panels.slice(0, MAX_PANELS)
	const from = Math.max(0, target.position - AROUND)
	return view.panels.slice(from, from + MAX_PANELS)
}

function targetOf(view: SceneView, targetId: string | null): PanelView | undefined {
	return view.panels.find(({ id, shotId }) => id === targetId || shotId === targetId)
}

function pictured(
	view: SceneView,
	panels: readonly PanelView[],
	targetId: string | null,
): readonly PanelView[] {
	const target = targetOf(view, targetId)
	if (!target) return panels.slice(0, MAX_PICTURES)
	const beside = [target, view.neighbour(target, -1), view.neighbour(target, 1)]
	return beside.filter((panel) => panel !== undefined)
}

function describePanel(panel: PanelView, names: ShortIds, withTexts: boolean): object {
	const { id, number, shotId, durationFrames, action, dialogue, notes, blockIds } = panel
	const words = withTexts ? filled({ action, dialogue, notes }) : {}
	const lines = withTexts ? { lines: blockIds.map((block) => names.of(block)) } : {}
	const shot = shotId === null ? null : names.of(shotId)
	return { id: names.of(id), number, shot, durationFrames, ...words, ...lines }
}

/** Lines that the panels show and those beside them. */
function describeScript(view: SceneView, names: ShortIds, shown: ReadonlySet<string>): object[] {
	const at = view.blocks.findIndex(({ id }) => shown.has(id))
	const from = Math.max(0, at - MAX_BLOCKS / 4)
	return view.blocks
		.slice(from, from + MAX_BLOCKS)
		.map(({ id, type, text }) => ({ id: names.of(id), type, text }))
}

/** Words that people typed; a name in a cue is one of them. */
const TYPED: ReadonlySet<string> = new Set([
	'vfxNote',
	'location',
	'subjects',
	'props',
	'coverageSubject',
])

function said(shot: ShotFields, withTexts: boolean): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(shot).filter(([name, value]) => {
			if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
				return false
			return withTexts || !TYPED.has(name)
		}),
	)
}

function filled(words: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim() !== ''))
}

function hasWords({ action, dialogue, notes }: PanelView): boolean {
	return `${action}${dialogue}${notes}`.trim() !== ''
}

function escaped(value: unknown): string {
	return JSON.stringify(value).replaceAll('<', '\\u003c')
}

/** Gives `shape:1`, `shot:1`, `script_block:1` in the order of asking. */
class ShortIds {
	readonly idOf = new Map<string, string>()
	private readonly shortOf = new Map<string, string>()
	private readonly counts = new Map<string, number>()

	of(id: string): string {
		const known = this.shortOf.get(id)
		if (known) return known
		const type = id.split(':')[0] ?? 'thing'
		const count = (this.counts.get(type) ?? 0) + 1
		this.counts.set(type, count)
		const short = `${type}:${count}`
		this.shortOf.set(id, short)
		this.idOf.set(short, id)
		return short
	}
}
