/**
 * A scene view that notes what is read through it, and prints of everything that can be read, so that
 * what a rule said is kept until something it looked at changes (SG81). A read that were not noted would
 * keep stale findings: every member of SceneView goes through here.
 */
import type { TLShape } from '@tldraw/tlschema'
import type { PanelView, SceneView } from './scene-view.ts'

/** Something a rule read: a panel's fields, a panel's drawing, who stands beside it, the script. */
export type ReadKey = string

/** The same view, noting each read. */
export function trackReads(view: SceneView, reads: Set<ReadKey>): SceneView {
	return {
		// These hold for the whole scene; a change of them starts everything anew.
		sceneId: view.sceneId,
		heading: view.heading,
		place: view.place,
		aspectRatio: view.aspectRatio,
		frameRate: view.frameRate,
		work: view.work,
		get film() {
			reads.add('film')
			return view.film
		},
		get panels() {
			reads.add('panels')
			return view.panels
		},
		get blocks() {
			reads.add('script')
			return view.blocks
		},
		get speeches() {
			reads.add('script')
			return view.speeches
		},
		panel(id) {
			reads.add(`panel ${id}`)
			return view.panel(id)
		},
		neighbour(panel, step) {
			reads.add(`${step} ${panel.id}`)
			return view.neighbour(panel, step)
		},
		showing(blockId) {
			reads.add(`showing ${blockId}`)
			return view.showing(blockId)
		},
		shapes(panelId) {
			reads.add(`ink ${panelId}`)
			return view.shapes(panelId)
		},
		ink(panelId) {
			reads.add(`ink ${panelId}`)
			return view.ink(panelId)
		},
	}
}

/** What a scene was when it was last looked at. */
interface Standing {
	scene: string
	film: string
	script: string
	panels: ReadonlyMap<string, string>
	order: string
	drawings: ReadonlyMap<string, readonly TLShape[]>
	/** The panel before and after each. */
	beside: ReadonlyMap<string, readonly [string | null, string | null]>
	showing: ReadonlyMap<string, string>
}

/** Compares a scene with what it was, without looking at a drawing that is the same object. */
export class SceneChanges {
	private before: Standing | null = null
	private after: Standing | null = null

	/** Takes the scene as it is now; what it was taken as last is what changes are told against. */
	take(view: SceneView): void {
		this.before = this.after
		this.after = standingOf(view)
	}

	/** Whether anything may be kept at all. */
	get isSameScene(): boolean {
		return this.before !== null && this.before.scene === this.after?.scene
	}

	/** Whether what was read is what it was. */
	isSame(key: ReadKey): boolean {
		const { before, after } = this
		if (!before || !after) return false
		if (key === 'script') return before.script === after.script
		if (key === 'film') return before.film === after.film
		if (key === 'panels') return before.order === after.order
		const at = key.indexOf(' ')
		const [kind, id] = [key.slice(0, at), key.slice(at + 1)]
		if (kind === 'panel') return before.panels.get(id) === after.panels.get(id)
		if (kind === 'showing') return before.showing.get(id) === after.showing.get(id)
		if (kind === 'ink') return isSameList(before.drawings.get(id), after.drawings.get(id))
		const step = kind === '1' ? 1 : 0
		const [was, is] = [before.beside.get(id)?.[step] ?? null, after.beside.get(id)?.[step] ?? null]
		return was === is && (is === null || before.panels.get(is) === after.panels.get(is))
	}
}

function standingOf(view: SceneView): Standing {
	const prints = new Map(view.panels.map((panel) => [panel.id, JSON.stringify(panel)]))
	const showing = new Map<string, string>()
	for (const panel of view.panels)
		for (const id of panel.blockIds)
			showing.set(id, `${showing.get(id) ?? ''} ${prints.get(panel.id) ?? ''}`)
	const { heading, aspectRatio, frameRate, place } = view
	return {
		scene: JSON.stringify([heading, aspectRatio, frameRate, place]),
		film: JSON.stringify(view.film),
		script: JSON.stringify(view.blocks),
		panels: prints,
		order: [...prints.values()].join('\n'),
		drawings: new Map(view.panels.map(({ id }) => [id, view.shapes(id)])),
		beside: new Map(view.panels.map((panel) => [panel.id, besideOf(view, panel)])),
		showing,
	}
}

function besideOf(view: SceneView, panel: PanelView): [string | null, string | null] {
	return [view.neighbour(panel, -1)?.id ?? null, view.neighbour(panel, 1)?.id ?? null]
}

/** Records are never changed once read: the same objects are the same drawing. */
function isSameList(a: readonly TLShape[] = [], b: readonly TLShape[] = []): boolean {
	return a.length === b.length && a.every((shape, index) => shape === b[index])
}
