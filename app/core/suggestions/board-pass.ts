/**
 * One look over a whole board by every rule, which keeps what it found: a rule is asked about a panel
 * again only when something it read there has changed (SG80-SG83). `work` counts panels and rules, so
 * that tests can show that the cost grows with what changed and not with the board.
 */
import type { Edit } from './edit.ts'
import { type Finding, generatorIdOf, type Rule } from './rule.ts'
import { RULES } from './rules/all-rules.ts'
import type { PanelView, SceneView } from './scene-view.ts'
import { type ReadKey, SceneChanges, trackReads } from './tracked-view.ts'

/** A finding with what it was found by and asked about. */
export interface PassFinding extends Finding {
	generatorId: string
	/** The panel a rule was asked about; null = the scene as a whole. */
	askedOf: string | null
}
export interface PassWork {
	/** Panels at least one rule was asked about. */
	panels: number
	/** Times a rule was asked. */
	rules: number
}
export interface PassResult {
	/** In the rules' order, then the story's. */
	findings: PassFinding[]
	work: PassWork
}
interface Kept {
	reads: ReadonlySet<ReadKey>
	findings: PassFinding[]
}

export class BoardPass {
	private readonly rules: readonly Rule[]
	private readonly changes = new SceneChanges()
	private kept = new Map<string, Kept>()

	constructor(rules: readonly Rule[] = RULES) {
		this.rules = rules
	}

	/**
	 * Looks the board over. Null when `isCancelled` said so in between; what was asked by then is kept,
	 * and only the rest is asked next time.
	 */
	run(view: SceneView, isCancelled: () => boolean = () => false): PassResult | null {
		this.changes.take(view)
		this.dropChanged()
		const work = { panels: 0, rules: 0 }
		const looked = new Set<string>()
		const next = new Map<string, Kept>()
		for (const { key, rule, panel } of this.questions(view)) {
			const known = this.kept.get(key)
			if (known) {
				next.set(key, known)
				continue
			}
			if (isCancelled()) return null
			const kept = ask(view, rule, panel)
			// At once, so that a look that is cancelled loses nothing.
			this.kept.set(key, kept)
			next.set(key, kept)
			work.rules++
			if (panel) looked.add(panel.id)
		}
		this.kept = next
		work.panels = looked.size
		return { findings: [...next.values()].flatMap(({ findings }) => findings), work }
	}

	private dropChanged(): void {
		if (!this.changes.isSameScene) this.kept.clear()
		for (const [key, { reads }] of this.kept)
			for (const read of reads)
				if (!this.changes.isSame(read)) {
					this.kept.delete(key)
					break
				}
	}

	private *questions(view: SceneView) {
		for (const rule of this.rules) {
			if (rule.checkPanel)
				for (const panel of view.panels) yield { key: `${rule.id} ${panel.id}`, rule, panel }
			if (rule.checkScene) yield { key: rule.id, rule, panel: null }
		}
	}
}

function ask(view: SceneView, rule: Rule, panel: PanelView | null): Kept {
	const reads = new Set<ReadKey>()
	const tracked = trackReads(view, reads)
	if (panel) reads.add(`panel ${panel.id}`)
	const found = panel ? rule.checkPanel?.(tracked, panel) : rule.checkScene?.(tracked)
	const findings = (found ?? []).map((finding) => ({
		...finding,
		generatorId: generatorIdOf(rule),
		askedOf: panel?.id ?? null,
	}))
	return { reads, findings }
}

/** What came of a suggestion whose ground changed, when its rule looked again. */
export type Recheck = 'holds' | 'settled'

/** Whether the rule that made a suggestion still says something of that kind about its target. */
export function recheck(
	findings: readonly PassFinding[],
	{ generatorId, targetId, edit }: { generatorId: string; targetId: string; edit: Edit },
): Recheck {
	const still = findings.some(
		(each) =>
			each.generatorId === generatorId &&
			each.targetId === targetId &&
			each.edit.type === edit.type,
	)
	return still ? 'holds' : 'settled'
}
