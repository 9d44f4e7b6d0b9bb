/**
 * The numbers a candidate is logged with: what a ranker may learn from. Names are stable: add, never
 * rename; a missing feature counts as 0.
 */
import type { Finding } from './rule.ts'
import type { SceneView } from './scene-view.ts'
import type { Category } from './suggestion-record.ts'

export const FEATURES_VERSION = 1

/** @param source `rule:K2`, `model:openai/llama3`, `words` */
export function featuresOf(
	view: SceneView,
	{ source, category }: { source: string; category: Category },
	finding: Finding,
): Record<string, number> {
	const panel = targetPanel(view, finding.targetId)
	const last = Math.max(1, view.panels.length - 1)
	return {
		bias: 1,
		confidence: finding.confidence,
		[source]: 1,
		[`category:${category}`]: 1,
		[`edit:${finding.edit.type}`]: 1,
		draws: drawsOnPanel(finding) ? 1 : 0,
		panels: view.panels.length,
		place: panel ? panel.position / last : 0.5,
		seconds: panel?.seconds ?? 0,
		timed: panel?.seconds == null ? 0 : 1,
		hasDialogue: panel?.dialogue.trim() ? 1 : 0,
		blocks: panel?.blockIds.length ?? 0,
		night: view.place.isNight ? 1 : 0,
		interior: view.place.setting === 'interior' ? 1 : 0,
		evidence: finding.evidence.length,
	}
}

/** The panel a finding is about: the panel itself, or the first of its set-up. */
export function targetPanel(view: SceneView, targetId: string) {
	return view.panel(targetId) ?? view.panels.find((panel) => panel.shotId === targetId)
}

function drawsOnPanel({ edit }: Finding): boolean {
	return edit.type === 'draw' || (edit.type === 'insert_panel' && edit.sketch !== null)
}
