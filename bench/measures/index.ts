/** All measures, in the order in which they run. A new one is a file here and a line below. */
import type { BenchMeasure } from '../lib/measure.ts'

export const MEASURES: Record<string, () => Promise<{ measure: BenchMeasure }>> = {
	stroke: () => import('./stroke.ts'),
	fanout: () => import('./fanout.ts'),
	join: () => import('./join.ts'),
	growth: () => import('./growth.ts'),
	crash: () => import('./crash.ts'),
	reconnect: () => import('./reconnect.ts'),
	canvas: () => import('./canvas.ts'),
	load: () => import('./load.ts'),
	export: () => import('./export.ts'),
}
