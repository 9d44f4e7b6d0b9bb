/**
 * A craft rule: one published convention that can be checked on a board. It answers with typed edits
 * and the numbers behind them, and stays silent when what it needs to know has not been said.
 */
import type { Edit } from './edit.ts'
import type { PanelView, SceneView } from './scene-view.ts'
import type { Category, Evidence } from './suggestion-record.ts'

export interface Finding {
	/** The panel, shot or scene it is about. */
	targetId: string
	/** As a colleague would say it: "Give her the side the light is on". */
	title: string
	/** One or two sentences: what was measured, what the convention is. */
	rationale: string
	evidence: Evidence[]
	edit: Edit
	/** 0–1: how sure the rule is that somebody would want this. */
	confidence: number
}

export interface Rule {
	/** Its id in the craft literature list (`T1`, `K6`). */
	id: string
	version: string
	category: Category
	/** Its name in settings and research tables. */
	title: string
	/** Where the convention is written down. */
	source: string
	/** Looks at one panel (and its neighbours). */
	checkPanel?(view: SceneView, panel: PanelView): Finding[]
	/** Looks at the scene as a whole. */
	checkScene?(view: SceneView): Finding[]
}

/** The generator id under which a rule's findings are logged. */
export function generatorIdOf(rule: Rule): string {
	return `rule:${rule.id}`
}

/** A number for a sentence: at most one decimal. */
export function figure(value: number): string {
	return String(Math.round(value * 10) / 10)
}

/** A share as whole per cent. */
export function percent(share: number): string {
	return `${Math.round(share * 100)} %`
}

/** How a panel is called in a sentence. */
export function panelName(panel: PanelView): string {
	return `panel ${panel.number}`
}
