/** C2, reverse: who is seen over a shoulder is answered over the other. Silent unless an over-the-shoulder names both people, or the scene’s script has two. */
import { reverseSketch } from '../proposed-panels.ts'
import type { Rule } from '../rule.ts'
import type { PanelView, SceneView } from '../scene-view.ts'
import { isPanelId, lookingBack, only } from './shot-reading.ts'

const OVER = ['ots', 'hip']
const ANSWERS = ['ots', 'hip', 'reverse']

export const reverseShot: Rule = {
	id: 'C2-reverse',
	version: '1',
	category: 'new_frame',
	title: 'Reverse',
	source: 'Shot and reverse: an over-the-shoulder is answered from the other side of the line',
	checkPanel(view, panel) {
		const { framing, size, angle, lensMm } = panel.shot
		if (!OVER.includes(framing ?? '') || !isPanelId(panel.id)) return []
		const [seen, over] = pairIn(view, panel)
		if (seen === null || over === null || isAnswered(view, over)) return []
		// One proposal for a pair, however many panels look that way.
		if (view.panels.some((each) => each.position < panel.position && looksAt(each, seen))) return []
		return only({
			targetId: panel.id,
			title: `Turn round: ${over} over the shoulder of ${seen}`,
			rationale: `Panel ${panel.number} looks over the shoulder of ${over} at ${seen}, and 0 panels look back. The convention answers a shot with its reverse, at the same size and lens.`,
			evidence: [
				{ label: `Over ${over}`, value: 1, unit: 'or more' },
				{ label: `Over ${seen}`, value: 0 },
			],
			confidence: 0.6,
			edit: {
				type: 'insert_panel',
				afterPanelId: lastOfRun(view, panel),
				panel: {
					action: `Reverse: ${over} over the shoulder of ${seen}.`,
					dialogue: '',
					notes: '',
					durationFrames: panel.durationFrames,
					scriptBlockIds: [],
				},
				shot: {
					framing: 'reverse',
					subjects: [over, seen],
					...(size !== null && { size }),
					...(angle !== null && { angle }),
					...(lensMm !== null && { lensMm }),
				},
				sketch: reverseSketch(over, seen, lookingBack(panel)),
			},
		})
	},
}

/** Who is looked at and over whose shoulder; the second is the other one who speaks when only one is named. */
function pairIn(view: SceneView, { shot }: PanelView): [string | null, string | null] {
	const [seen = null, named = null] = shot.subjects.map((name) => name.toUpperCase())
	if (seen === null || named !== null) return [seen, named]
	const people = new Set(view.speeches.filter((s) => !s.isUnseen).map((s) => s.character))
	const others = [...people].filter((name) => name !== seen)
	return people.has(seen) && others.length === 1 ? [seen, others[0] ?? null] : [seen, null]
}

function isAnswered(view: SceneView, who: string): boolean {
	return view.panels.some((panel) => looksAt(panel, who))
}

/** The first named is the one who is looked at. */
function looksAt({ shot }: PanelView, who: string): boolean {
	return ANSWERS.includes(shot.framing ?? '') && shot.subjects[0]?.toUpperCase() === who
}

function lastOfRun(view: SceneView, panel: PanelView): `shape:${string}` | null {
	let last = panel
	let next = view.neighbour(panel, 1)
	for (; next && !next.startsShot; next = view.neighbour(next, 1)) last = next
	return isPanelId(last.id) ? last.id : null
}
