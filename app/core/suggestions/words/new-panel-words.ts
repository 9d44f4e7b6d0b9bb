/**
 * Words that ask for a panel that is not there yet: an insert, a reaction, the place first. Answered only
 * where it is plain what is to be seen; things and people are called by the engine's own names for them.
 */
import { establishingSketch, insertSketch, propOf, reactionSketch } from '../proposed-panels.ts'
import type { Finding } from '../rule.ts'
import { lookingBack } from '../rules/shot-reading.ts'
import type { PanelView, SceneView } from '../scene-view.ts'
import { cueName } from '../script-reading.ts'

const INSERT = /\binsert (?:shot )?(?:of|on) ([\p{L}' -]{2,40})/iu
const REACTION = /\breaction\b/i
const FIRST =
	/\b(?:wide|establishing(?: shot)?|master)(?: shot)? first\b|\b(?:start|open)s?(?: on)?(?: a| the)? wide\b|\bshow (?:us )?where (?:we|they) are\b/i
const CONFIDENCE = 0.8
const WHY = 'The plain reading of what was asked, as a panel of its own.'
const INSERT_SECONDS = 1.5
const FIRST_SECONDS = 3

type NewPanel = Extract<Finding['edit'], { type: 'insert_panel' }>

export function readNewPanel(view: SceneView, panel: PanelView, words: string): Finding | null {
	const thing = INSERT.exec(words)?.[1]
	if (thing !== undefined) return insertOf(view, panel, thing)
	if (REACTION.test(words)) return reactionTo(view, panel)
	return FIRST.test(words) ? placeFirst(view, panel) : null
}

function insertOf(view: SceneView, panel: PanelView, thing: string): Finding | null {
	const prop = propOf(thing)
	// A box stands for what the engine cannot draw; that is a model's to answer.
	if (prop === 'box') return null
	return found(panel, `As asked: an insert of the ${prop}`, {
		...after(panel, `Insert: the ${prop}.`, Math.round(INSERT_SECONDS * view.frameRate)),
		shot: { size: 'ECU', kind: 'INSERT' },
		sketch: insertSketch(prop),
	})
}

/** Of whoever is in the scene and not the one who speaks here. */
function reactionTo(view: SceneView, panel: PanelView): Finding | null {
	const speaker = cueName(panel.dialogue.split(/[:\n]/)[0] ?? '')
	const named = panel.shot.subjects.map((name) => name.toUpperCase())
	const heard = view.speeches.filter(({ isUnseen }) => !isUnseen).map((each) => each.character)
	const people = [...new Set([...named, ...heard])]
	const listener = people.find((name) => name !== speaker)
	if (listener === undefined || people.length < 2) return null
	const other = people.includes(speaker)
		? speaker
		: (people.find((name) => name !== listener) ?? '')
	return found(panel, `As asked: the reaction of ${listener}`, {
		...after(panel, `${listener} takes it in.`, Math.round(INSERT_SECONDS * view.frameRate)),
		shot: { size: 'CU', kind: 'REACTION', framing: 'single', subjects: [listener] },
		sketch: reactionSketch(listener, other, lookingBack(panel)),
	})
}

function placeFirst(view: SceneView, panel: PanelView): Finding {
	return found(panel, 'As asked: the place first', {
		...after(null, view.heading, Math.round(FIRST_SECONDS * view.frameRate)),
		shot: { size: 'EWS', kind: 'ESTABLISHING' },
		sketch: establishingSketch(view.place, view.heading),
	})
}

function after(
	panel: PanelView | null,
	action: string,
	durationFrames: number,
): Pick<NewPanel, 'type' | 'afterPanelId' | 'panel'> {
	return {
		type: 'insert_panel',
		// Ids of panels come from the board, where the canvas schema checked them.
		afterPanelId: panel === null ? null : (panel.id as `shape:${string}`),
		panel: { action, dialogue: '', notes: '', durationFrames, scriptBlockIds: [] },
	}
}

function found({ id }: PanelView, title: string, edit: NewPanel): Finding {
	return { targetId: id, title, rationale: WHY, evidence: [], edit, confidence: CONFIDENCE }
}
