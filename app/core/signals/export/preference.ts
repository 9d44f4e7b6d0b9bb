/**
 * Pairs that answer the same question: of one slate, or of one suggestion. Nothing unviewed, dismissed
 * or answered by somebody else is ever in one.
 */
import { column, IMAGES, META, messages, nullable, type Row } from './columns.ts'
import { answer, carriedOut, type ExportConfig, type OpenedCase, ownVerdict } from './slate.ts'

/** A slate shows at most three; a log from elsewhere must not multiply. */
const MAX_PAIRS_PER_SLATE = 16

interface Pair {
	chosen: string
	rejected: string
	source: 'edit_pair' | 'same_slate'
	margin: number | null
	of: OpenedCase
}

export const PREFERENCE: ExportConfig = {
	meaning:
		'Chosen and rejected answers to the same question, for DPO and reward models: what a person made of a suggestion against the suggestion (edit_pair), accepted against refused on one slate (same_slate).',
	columns: {
		prompt: messages('The scene as it stood and the question.'),
		chosen: messages('The preferred edit, as JSON.'),
		rejected: messages('The other edit, as JSON.'),
		images: IMAGES,
		source: column('string', 'edit_pair or same_slate.'),
		margin: nullable('float', 'How strongly, 0–6, where the person said so; null = not said.'),
		meta: META,
	},
	rowsOf(slate, { skip }) {
		const pairs = [...slate.cases.flatMap((each) => ownPairs(each, skip)), ...across(slate.cases)]
		return pairs.slice(0, MAX_PAIRS_PER_SLATE).map(
			({ chosen, rejected, source, margin, of }): Row => ({
				prompt: slate.prompt,
				chosen: answer(chosen),
				rejected: answer(rejected),
				images: slate.pictures,
				source,
				margin,
				meta: of.meta,
			}),
		)
	},
}

/** A person's version against what was offered: after an edit, or beside a refusal. */
function ownPairs(each: OpenedCase, skip: (why: 'erased') => void): Pair[] {
	const { words, verdict } = each
	const own = ownVerdict(each)
	const wantedCid = own === 'edit_accept' ? verdict?.finalChangeCid : verdict?.expectedChangeCid
	if ((own !== 'edit_accept' && own !== 'reject') || !wantedCid) return []
	const chosen = own === 'edit_accept' ? words.final : words.expected
	const rejected = words.change
	if (chosen === null || rejected === null) {
		skip('erased')
		return []
	}
	if (chosen === rejected) return []
	const margin = verdict?.strength == null ? null : Math.abs(verdict.strength)
	return [{ chosen, rejected, source: 'edit_pair', margin, of: each }]
}

function across(cases: readonly OpenedCase[]): Pair[] {
	const refused = cases.filter((each) => ownVerdict(each) === 'reject')
	return cases.flatMap((taken) => {
		const chosen = carriedOut(taken)
		if (chosen === null) return []
		return refused.flatMap((other): Pair[] => {
			const rejected = other.words.change
			if (rejected === null || rejected === chosen || !isSamePerson(taken, other)) return []
			return [{ chosen, rejected, source: 'same_slate', margin: marginOf(taken, other), of: taken }]
		})
	})
}

/** A slate offered to nobody in particular may have been answered by two people: that is no preference. */
function isSamePerson(one: OpenedCase, other: OpenedCase): boolean {
	return one.round.decision?.actorPid === other.round.decision?.actorPid
}

function marginOf(taken: OpenedCase, refused: OpenedCase): number | null {
	const up = taken.verdict?.strength ?? null
	const down = refused.verdict?.strength ?? null
	if (up === null && down === null) return null
	return Math.max(0, (up ?? 0) - (down ?? 0))
}
