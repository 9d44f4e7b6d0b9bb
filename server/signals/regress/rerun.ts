/** Asks a provider every refused context again, one after the other, and counts what it proposes. */
import { countByCategory, countRegression, judge } from '#core/signals/regress/regression.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { editKey, findCandidates } from '#core/suggestions/engine.ts'
import { fingerprint } from '#core/suggestions/fingerprint.ts'
import { RULES } from '#core/suggestions/rules/all-rules.ts'
import type { LogReader } from '#db/open-reader.ts'
import { readProposal } from '../../models/read-answer.ts'
import { briefScene } from '../../models/scene-brief.ts'
import type { ProjectVault } from '../signal-service.ts'
import { type OpenedContext, readRefusedContexts } from './refused-contexts.ts'
import type {
	RegressAnswer,
	RegressionReport,
	RegressJob,
	RegressQuestion,
} from './regress-types.ts'

interface Around {
	reader: LogReader
	vault: ProjectVault
	/** Asks the thread that knows the models. */
	ask: (question: RegressQuestion) => Promise<RegressAnswer>
	onProgress: (share: number) => void
}
interface Proposed {
	/** What came of asking; `answered` counts, also with nothing proposed. */
	result: string
	/** A model's in the order it gave them, the engine's by how sure the rules are: each once. */
	edits: Edit[]
	unfit: number
	duplicates: number
}

/** Any change of a rule's version changes the engine's. */
const ENGINE = {
	...{ name: 'engine', generatorId: 'rule' },
	version: `rules@${fingerprint(RULES.map(({ id, version }) => `${id}@${version}`))}`,
}
/** An answer that was heard to its end, or broke off after something useful. */
const HEARD: ReadonlySet<string> = new Set(['answered', 'nothing', 'truncated'])

export async function rerun(job: RegressJob, around: Around): Promise<RegressionReport> {
	const { request, model } = job
	const { purpose, top } = request
	const { contexts, count, leftOut } = await readRefusedContexts(
		around.reader,
		around.vault,
		request,
	)
	const cases: RegressionReport['cases'] = []
	const results: Record<string, number> = {}
	const counts = { unfit: 0, duplicates: 0 }
	let asked = 0
	for await (const context of contexts()) {
		const proposed = model ? await askModel(around, context) : askEngine(context)
		results[proposed.result] = (results[proposed.result] ?? 0) + 1
		around.onProgress(++asked / count)
		// Of what broke off before anything useful, nothing is counted: not what fits, nor what does not.
		if (!HEARD.has(proposed.result)) continue
		counts.unfit += proposed.unfit
		counts.duplicates += proposed.duplicates
		cases.push(judge(context, top === null ? proposed.edits : proposed.edits.slice(0, top)))
	}
	return {
		...{ provider: model ?? ENGINE, purpose, top, ...countRegression(cases) },
		...{ byCategory: countByCategory(cases), results, ...counts, leftOut, cases },
	}
}

/** As if nothing had been refused before: what it was told not to offer again is just what is asked. */
function askEngine({ view, category, targetId }: OpenedContext): Proposed {
	const { candidates } = findCandidates(view, { category, targetId })
	const edits = candidates.map(({ edit }) => edit)
	return { result: 'answered', edits, unfit: 0, duplicates: 0 }
}

/** The same question as a round asks, without pictures: of a board as it was there are none any more. */
async function askModel({ ask }: Around, context: OpenedContext): Promise<Proposed> {
	const { view, category, targetId, sceneId } = context
	const may = await ask({ kind: 'may_texts', sceneId })
	const withTexts = 'texts' in may && may.texts
	const brief = briefScene(view, { category, targetId, words: null, withTexts })
	const { holdsTexts, scene } = brief
	const answer = await ask({ kind: 'ask', sceneId, scene, holdsTexts })
	if (!('values' in answer)) return { result: 'failed', edits: [], unfit: 0, duplicates: 0 }
	const read = answer.values.map((value) => readProposal(view, value, brief.idOf))
	const findings = read.flatMap((each) => (each.ok ? [each.finding] : []))
	const found = findCandidates(view, {
		...{ category, targetId, rules: [] },
		proposals: findings.map((finding) => ({
			...{ finding, generatorId: 'model', generatorVersion: '' },
		})),
	})
	const place = new Map(
		findings.map(({ edit }, index) => [editKey(edit), index] as const).reverse(),
	)
	const placeOf = (edit: Edit) => place.get(editKey(edit)) ?? findings.length
	return {
		result: answer.result,
		edits: found.candidates
			.map(({ edit }) => edit)
			.sort((one, other) => placeOf(one) - placeOf(other)),
		unfit: read.length - findings.length + (found.prefiltered.invalid ?? 0),
		duplicates: found.prefiltered.duplicate ?? 0,
	}
}
