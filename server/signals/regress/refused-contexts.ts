/**
 * The slates of a log on which somebody refused, as they can be asked again: the scene as it was stored,
 * the question, the refused edits and what people wanted instead. Only with everyone's leave (S32, S75).
 */
import type { SignalEvent } from '#core/signals/event.ts'
import type { Case } from '#core/signals/export/case-book.ts'
import { PERSON_POLICY } from '#core/signals/proposed.ts'
import type { RefusedContext, WantedBy } from '#core/signals/regress/regression.ts'
import { outcomeOf } from '#core/signals/rounds.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import type { LogReader } from '#db/open-reader.ts'
import { createOpenedWords, type OpenedWords } from '../export/opened-words.ts'
import { type Shown, type SlateCases, slateCases } from '../export/slate-cases.ts'
import { takingTurns } from '../export/take-turns.ts'
import { readWhoAllows, type WhoAllows } from '../export/who-allows.ts'
import { editIn } from '../sealed-words.ts'
import type { ProjectVault } from '../signal-service.ts'
import type { LeftOut, RegressRequest } from './regress-types.ts'

type Proposed = Extract<SignalEvent, { type: 'suggestion.proposed' }>
export interface OpenedContext extends RefusedContext {
	sceneId: string
	view: SceneView
	/** A panel or shot; null = the scene. */
	targetId: string | null
}
export interface RefusedContexts {
	/** How many will be read, those included that turn out not to open. */
	count: number
	leftOut: LeftOut
	contexts(): AsyncGenerator<OpenedContext>
}
/** A slate with a refusal, and everything of it that may be used. */
interface Refused {
	slate: Shown
	/** Explicit refusals by whom the slate was made for, of what they looked at (S23). */
	refused: Case[]
	cases: Case[]
}

/** Whoever does not allow it is looked at first, so that a limit counts only what may be asked. */
export async function readRefusedContexts(
	reader: LogReader,
	vault: ProjectVault,
	{ purpose, limit }: Pick<RegressRequest, 'purpose' | 'limit'>,
): Promise<RefusedContexts> {
	const { projectId } = vault
	const allows = await readWhoAllows(reader, vault, purpose)
	const leftOut: LeftOut = { consent: 0, erased: 0, inWords: 0, overLimit: 0 }
	const chosen: Refused[] = []
	const throughSeq = (await reader.signals.head(projectId))?.seq ?? 0
	for await (const found of slateCases(reader, { projectId, throughSeq })) {
		if (found.slate.payload.policyId === PERSON_POLICY) continue
		if (!found.cases.some((each) => ownVerdict(each) === 'reject')) continue
		const allowed = await allowedOf(allows, found)
		if (!allowed) leftOut.consent++
		else if (found.slate.payload.requestCid != null) leftOut.inWords++
		else chosen.push(allowed)
		if (limit === null || chosen.length <= limit) continue
		chosen.shift()
		leftOut.overLimit++
	}
	const answers = await readAnswers(reader, { projectId, throughSeq })
	const words = createOpenedWords(reader, vault)
	return {
		count: chosen.length,
		leftOut,
		async *contexts() {
			for (const each of chosen) {
				const opened = await openContext({ answers, allows, words }, each)
				if (opened) yield opened
				else leftOut.erased++
			}
		},
	}
}

async function allowedOf(allows: WhoAllows, { slate, cases }: SlateCases): Promise<Refused | null> {
	const allowed = cases.filter((each) => allows.case(each))
	const refused = allowed.filter((each) => ownVerdict(each) === 'reject')
	if (refused.length === 0 || slate.sceneId === null) return null
	if (!(await allows.scene(slate.sceneId))) return null
	// Features are the longest part of a row, and nothing here reads them.
	return {
		slate: { ...slate, payload: { ...slate.payload, candidates: [] } },
		refused,
		cases: allowed,
	}
}

/** What colleagues proposed, by the suggestion it answers. */
async function readAnswers(
	reader: LogReader,
	range: { projectId: string; throughSeq: number },
): Promise<Map<string, Proposed[]>> {
	const answers = new Map<string, Proposed[]>()
	const types = ['suggestion.proposed']
	for await (const event of takingTurns(reader.signals.scan({ ...range, types }))) {
		if (event.type !== 'suggestion.proposed' || event.payload.answers === null) continue
		const known = answers.get(event.payload.answers) ?? []
		answers.set(event.payload.answers, [...known, event])
	}
	return answers
}

function ownVerdict({ round }: Case) {
	return outcomeOf(round) === 'decided' ? (round.decision?.verdict ?? null) : null
}

interface Opening {
	answers: ReadonlyMap<string, Proposed[]>
	allows: WhoAllows
	words: OpenedWords
}

/** Null when its words were erased. */
async function openContext(source: Opening, found: Refused): Promise<OpenedContext | null> {
	const { words } = source
	const { slate, refused } = found
	const { sceneId, slateId, payload } = slate
	const scene = await words.scene(payload.contextCid)
	const edits = await opened(
		words,
		refused.map(({ round }) => ({ cid: round.changeCid, suggestionId: round.suggestionId })),
	)
	if (!scene || edits.length === 0) return null
	const wanted = await opened(words, wantedOn(source, found))
	const { category, targetId } = payload
	return {
		...{ slateId: slateId ?? '', sceneId: sceneId ?? '', category, refused: edits, wanted },
		view: scene.view,
		targetId: targetId.startsWith('scene:') ? null : targetId,
	}
}

/** What the same person took or made on this slate, said beside a refusal, or a colleague answered it with. */
function wantedOn(
	{ answers: proposed, allows }: Opening,
	{ refused, cases }: Refused,
): { cid: string | null; by: WantedBy }[] {
	const deciders = new Set(refused.map(({ round }) => round.decision?.actorPid))
	const others = cases.filter(({ round }) => deciders.has(round.decision?.actorPid))
	const answers = refused.flatMap(({ round }) => proposed.get(round.suggestionId) ?? [])
	return [
		...refused.map(({ verdict }) => ({
			cid: verdict?.expectedChangeCid ?? null,
			by: 'expected' as const,
		})),
		...others.flatMap((each): { cid: string | null; by: WantedBy }[] => {
			const own = ownVerdict(each)
			if (own === 'edit_accept')
				return [{ cid: each.verdict?.finalChangeCid ?? null, by: 'edited' }]
			return own === 'accept' ? [{ cid: each.round.changeCid, by: 'taken' }] : []
		}),
		...answers
			.filter(({ actorPid, payload }) => allows.person(actorPid) && allows.blob(payload.changeCid))
			.map(({ payload }) => ({ cid: payload.changeCid, by: 'proposed' as const })),
	]
}

/** With the edits; those that were erased or do not open are passed over. */
async function opened<T extends { cid: string | null }>(
	words: OpenedWords,
	all: readonly T[],
): Promise<(Omit<T, 'cid'> & { edit: Edit })[]> {
	const found: (Omit<T, 'cid'> & { edit: Edit })[] = []
	for (const { cid, ...each } of all) {
		const edit = editIn(await words.text(cid))
		if (edit) found.push({ ...each, edit })
	}
	return found
}
