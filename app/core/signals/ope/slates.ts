/**
 * Logged slates -> rows: one per suggestion that its requester looked at and nobody else answered, with
 * the chance it had and would have had. Guards signals.md S67: what a log cannot answer for is left
 * out and counted, never guessed.
 */
import { type Clusters, clustersOf, OpeError, type OpeRows } from './rows.ts'
import {
	epsilonGivenShown,
	mixtureChances,
	type OfferedSlate,
	type SlateChances,
	type SlatePolicy,
} from './slate-policy.ts'

/** An observed suggestion: viewed by its requester and theirs to answer (S21–S25). */
export interface SlateCell {
	action: number
	position: number
	reward: number
	/** P(it at its place), as logged. */
	pscore: number
}
export interface LoggedSlate extends OfferedSlate {
	sceneId: string
	policyId: string
	epsilon: number
	/** P(showing nothing), as logged. */
	pNone: number
	/** P(this ordered slate), as logged. */
	pSlate: number
	/** P(each at its place | those before it), by place, as logged; null where unknown. */
	cascade: readonly number[] | null
	logWeights: readonly number[]
	cells: readonly SlateCell[]
}

export interface SlateRows {
	rows: OpeRows
	/** Per row: P_e ÷ P_b of the slate down to its place (RIPS) and of the whole slate (SIPS). */
	cascadeWeight: Float64Array | null
	slateWeight: Float64Array | null
	slates: Clusters
	people: Clusters
	scenes: Clusters
	/** Per row: its slate, candidate and place. */
	cells: { slate: LoggedSlate; cell: SlateCell; chances: SlateChances }[]
	/** Slates whose logged chances follow from their logged weights, and those where they do not. */
	replayed: { exact: number; different: number }
}

/** Logged chances count as replayed within this. */
const REPLAY_TOLERANCE = 1e-9

/** Rows for `policy` without predictions. Order and clusters are those of `slates`. */
export function slateRows(slates: readonly LoggedSlate[], policy: SlatePolicy): SlateRows {
	const replayed = { exact: 0, different: 0 }
	const cells: SlateRows['cells'] = []
	const weight: number[] = []
	const unsupported: number[] = []
	const cascade: number[] = []
	const whole: number[] = []
	const supportOf = createSupport()
	for (const slate of slates) {
		if (slate.cells.length === 0) continue
		const chances = policy.chances(slate)
		const support = supportOf(slate)
		replayed[support === null ? 'different' : 'exact']++
		const prefix = prefixWeights(slate, chances)
		for (const cell of slate.cells) {
			const wanted = chances.position[cell.position]?.[cell.action]
			if (wanted === undefined) throw outOfPlace(slate, cell)
			cells.push({ slate, cell, chances })
			weight.push(wanted / givenShown(cell.pscore, slate))
			unsupported.push(unsupportedMass(chances.position[cell.position] ?? [], cell, support))
			cascade.push(prefix?.[cell.position] ?? Number.NaN)
			whole.push(prefix?.at(-1) ?? Number.NaN)
		}
	}
	const known = (column: number[]) => (column.some(Number.isNaN) ? null : Float64Array.from(column))
	return {
		rows: {
			n: cells.length,
			reward: Float64Array.from(cells, ({ cell }) => cell.reward),
			weight: Float64Array.from(weight),
			qLogged: null,
			qPolicy: null,
			unsupported: Float64Array.from(unsupported),
		},
		cascadeWeight: known(cascade),
		slateWeight: known(whole),
		slates: clustersOf(
			'slate',
			cells.map(({ slate }) => slate.slateId),
		),
		people: clustersOf(
			'person',
			cells.map(({ slate }) => slate.personId),
		),
		scenes: clustersOf(
			'scene',
			cells.map(({ slate }) => slate.sceneId),
		),
		cells,
		replayed,
	}
}

/** Logged chances include the draw of showing something at all; rows exist only where it was. */
function givenShown(chance: number, { pNone }: LoggedSlate): number {
	return chance / (1 - pNone)
}

/**
 * The logging policy's own chances, from what it logged: where they agree with the logged ones they
 * say what could have been shown; null where they do not. Equal weights are worked out once.
 */
function createSupport(): (slate: LoggedSlate) => SlateChances['position'] | null {
	const known = new Map<LoggedSlate['logWeights'], Map<string, SlateChances['position']>>()
	return (slate) => {
		const { logWeights, order } = slate
		const epsilon = epsilonGivenShown(slate.epsilon, slate.pNone)
		const byShape = known.get(logWeights) ?? new Map<string, SlateChances['position']>()
		known.set(logWeights, byShape)
		const shape = `${epsilon} ${order.length}`
		const position =
			byShape.get(shape) ??
			mixtureChances(logWeights, { epsilon, order, places: order.length }).position
		byShape.set(shape, position)
		const isSame = slate.cells.every((cell) => {
			const again = position[cell.position]?.[cell.action] ?? Number.NaN
			return Math.abs(again - givenShown(cell.pscore, slate)) <= REPLAY_TOLERANCE
		})
		return isSame ? position : null
	}
}

function unsupportedMass(
	wanted: readonly number[],
	cell: SlateCell,
	support: SlateChances['position'] | null,
): number {
	const possible = support?.[cell.position]
	if (!possible) return cell.pscore >= 1 ? 1 - (wanted[cell.action] ?? 0) : 0
	return wanted.reduce((mass, chance, a) => ((possible[a] ?? 0) > 0 ? mass : mass + chance), 0)
}

function prefixWeights(slate: LoggedSlate, { prefix }: SlateChances): number[] | null {
	const { cascade } = slate
	if (!prefix || !cascade) return null
	// The first place's logged chance includes that of showing something.
	let logged = givenShown(1, slate)
	return prefix.map((wanted, k) => {
		logged *= cascade[k] ?? Number.NaN
		return wanted / (k === prefix.length - 1 ? givenShown(slate.pSlate, slate) : logged)
	})
}

function outOfPlace(slate: LoggedSlate, cell: SlateCell): OpeError {
	return new OpeError(
		`Slate ${slate.slateId} has no candidate ${cell.action} at place ${cell.position}.`,
	)
}
