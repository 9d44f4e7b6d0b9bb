/** V2, call-out: an effect stands on the drawing, where everybody reads it. Silent unless the set-up names one and something is drawn or marked; and once words point at it. */
import { labelOf, VFX_KINDS } from '../../board/vocabulary.ts'
import { isPicture } from '../../canvas/ink.ts'
import { sketchOf } from '../render-sketch.ts'
import { panelName, type Rule } from '../rule.ts'
import type { PanelView, SceneView } from '../scene-view.ts'
import { isPanelId, only } from './shot-reading.ts'

const MAX_WORDS = 60

export const vfxCallout: Rule = {
	id: 'V2-callout',
	version: '1',
	category: 'vfx',
	title: 'Effect called out',
	source: 'VFX storyboard practice: every effect is called out on the panel, with what it takes',
	checkPanel(view, panel) {
		const { vfx, vfxNote } = panel.shot
		if (vfx === null || vfx === 'none' || !panel.startsShot || !isPanelId(panel.id)) return []
		if (hasWords(view, panel)) return []
		const target = targetOn(view, panel)
		if (!target) return []
		const name = labelOf(VFX_KINDS, vfx)
		const text = shortened(vfxNote === '' ? `VFX: ${name}` : `${name}: ${vfxNote}`)
		const isRight = target[0] > 0.5
		return only({
			targetId: panel.id,
			title: `Write “${name.toLowerCase()}” on the drawing`,
			rationale: `The set-up of ${panelName(panel)} is a ${name.toLowerCase()}, and 0 call-outs stand on its drawing. The convention points at each effect where it happens.`,
			evidence: [
				{ label: 'Effect', value: name },
				{ label: 'Call-outs', value: 0 },
			],
			confidence: 0.5,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					{
						kind: 'callout',
						at: [isRight ? 0.04 : 0.58, target[1] > 0.5 ? 0.07 : 0.8],
						to: target,
						text,
					},
				]),
			},
		})
	},
}

function hasWords(view: SceneView, panel: PanelView): boolean {
	return view.shapes(panel.id).some((shape) => shape.type === 'text' && isPicture(shape))
}

/** Who is marked, else where the drawing’s weight lies. */
function targetOn(view: SceneView, { id, marks }: PanelView): [number, number] | null {
	const [subject] = marks.subjects
	const { centroid } = view.ink(id)
	if (!subject) return centroid ? [within(centroid[0]), within(centroid[1])] : null
	const { x, y, w, h } = subject.box
	return [within(x + w / 2), within(y + h / 2)]
}

function within(share: number): number {
	return Math.min(0.9, Math.max(0.1, share))
}

function shortened(text: string): string {
	if (text.length <= MAX_WORDS) return text
	return `${text.slice(0, MAX_WORDS - 2).replace(/[\s,;]+\S*$/, '')} …`
}
