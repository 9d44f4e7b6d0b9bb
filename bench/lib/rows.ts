/**
 * From repetitions to rows, and from rows to what a reader wants to know: is the target met, and how
 * do we stand beside each peer. The one rule: rows are the whole truth, the table only shows them.
 */
import type { Measured, Row, Target } from './measure.ts'
import { median } from './median.ts'

export const OURS: Measured = 'dailies'

/** One row per case and system, with the median of its values; order of first appearance. */
export function medianRows(rows: readonly Row[]): Row[] {
	const groups = new Map<string, Row[]>()
	for (const row of rows) {
		const key = JSON.stringify([row.measure, row.case, row.system])
		groups.set(key, [...(groups.get(key) ?? []), row])
	}
	return [...groups.values()].flatMap((group) => {
		const [first] = group
		return first ? [{ ...first, value: median(group.map((row) => row.value)) }] : []
	})
}

export interface Judged {
	/** What ours must not exceed; undefined when there is no target or no peer to set it. */
	most: number | undefined
	isMet: boolean | undefined
}

/** Holds our figure of one case against its target. `rows` are the rows of that case. */
export function judge(rows: readonly Row[], target: Target | undefined): Judged {
	const ours = rows.find((row) => row.system === OURS)?.value
	const most = target ? boundOf(rows, target) : undefined
	if (most === undefined || ours === undefined) return { most, isMet: undefined }
	return { most, isMet: ours <= most }
}

function boundOf(rows: readonly Row[], target: Target): number | undefined {
	if (target.most !== undefined) return target.most
	const { mostOfPeer } = target
	if (!mostOfPeer) return undefined
	const peers = rows.filter(({ system }) =>
		mostOfPeer.peer ? system === mostOfPeer.peer : system !== OURS,
	)
	if (peers.length === 0) return undefined
	return mostOfPeer.share * Math.min(...peers.map((row) => row.value))
}
