/** What a measure is: a name, how to run it, and what we want of it, stated as data. */
import type { BenchSystem, SystemName } from './system.ts'

/** What a row is about: a system, or tldraw's editor alone. */
export type Measured = SystemName | 'tldraw'

/** One figure, as it is written with `--json`. */
export interface Row {
	measure: string
	case: string
	system: Measured
	value: number
	unit: string
}

/** What our own figure of a case must not exceed. */
export interface Target {
	case: string
	/** A fixed bound, in the case's unit. */
	most?: number
	/** A bound by the peers of the same run: `share` × the named peer, or × the best of them. */
	mostOfPeer?: { peer?: Measured; share: number }
}

export interface MeasureOptions {
	/** Ours first, then the peers when they were asked for. */
	systems: readonly BenchSystem[]
	/** Times to repeat what is timed; report medians. */
	repetitions: number
	/** True for a shorter run whose figures are rougher. */
	isQuick: boolean
	/** Tells the person what is under way (stderr). */
	say(line: string): void
	/** A new empty folder, deleted at the end of the run. */
	scratch(): string
}

export interface BenchMeasure {
	readonly name: string
	/** One sentence: what is done and what is counted. */
	readonly title: string
	readonly targets: readonly Target[]
	run(options: MeasureOptions): Promise<Row[]>
}
