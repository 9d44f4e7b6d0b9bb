/**
 * The slates of a log on which somebody refused, as they can be asked again: the scene as it was stored,
 * the question, the refused edits and what people wanted instead. Only with everyone's leave (S32, S75).
 */
import type { SignalEvent } from '#core/signals/event.ts'
import { type Case, type CaseBook, createCaseBook } from '#core/signals/export/case-book.ts'
import type { RefusedContext, WantedBy } from '#core/signals/regress/regression.ts'
import { outcomeOf } from '#core/signals/rounds.ts'
import { type Edit, EditSchema } from '#core/suggestions/edit.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import type { LogReader } from '#db/open-reader.ts'
import { createOpenedWords, type OpenedWords } from '../export/opened-words.ts'
import { takingTurns } from '../export/take-turns.ts'
import { readWhoAllows, type WhoAllows } from '../export/who-allows.ts'
import type { ProjectVault } from '../signal-service.ts'
import type { LeftOut, RegressRequest } from './regress-types.ts'

type Shown = Extract<SignalEvent, { type: 'slate.shown' }>
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
interface Reading {
	book: CaseBook
	slates: Shown[]
	/** What colleagues proposed, by the suggestion it answers. */
	answers: Map<string, Proposed[]>
}

export async function readRefusedContexts(
	reader: LogReader,
	vault: ProjectVault,
	{ purpose, limit }: Pick<RegressRequest, 'purpose' | 'limit'>,
): Promise<RefusedContexts> {
	const allows = await readWhoAllows(reader, vault, purpose)
	const reading = await readOnce(reader, vault.projectId)
	const leftOut: LeftOut = { consent: 0, erased: 0, inWords: 0, overLimit: 0 }
	const refused = reading.slates.filter((slate) => refusedOn(reading, slate).length > 0)
	const asked = refused.filter(({ payload }) => payload.requestCid == null)
	leftOut.inWords = refused.length - asked.length
	const chosen = limit === null ? asked : asked.slice(-limit)
	leftOut.overLimit = asked.length - chosen.length
	const words = createOpenedWords(reader, vault)
	return {
		count: chosen.length,
		leftOut,
		async *contexts() {
			for (const slate of chosen) {
				const opened = await openContext({ reading, allows, words }, slate)
				if (typeof opened === 'string') leftOut[opened]++
				else yield opened
			}
		},
	}
}

async function readOnce(reader: LogReader, projectId: string): Promise<Reading> {
	const reading: Reading = { book: createCaseBook(), slates: [], answers: new Map() }
	for await (const event of takingTurns(reader.signals.scan({ projectId }))) {
		reading.book.add(event)
		if (event.type === 'slate.shown') {
			// Features are the longest part of a row, and nothing here reads them.
			const shown = event.payload.candidates
				.filter(({ position }) => position !== null)
				.map((candidate) => ({ ...candidate, features: {} }))
			reading.slates.push({ ...event, payload: { ...event.payload, candidates: shown } })
		}
		if (event.type !== 'suggestion.proposed' || event.payload.answers === null) continue
		const known = reading.answers.get(event.payload.answers) ?? []
		reading.answers.set(event.payload.answers, [...known, event])
	}
	return reading
}

function casesOf({ book }: Reading, { slateId, payload }: Shown): Case[] {
	return payload.candidates.flatMap(({ suggestionId }) => {
		const found = suggestionId === null ? undefined : book.get(suggestionId)
		return found && found.round.slateId === slateId ? [found] : []
	})
}

/** Explicit refusals by whom the slate was made for, of what they looked at (S23). */
function refusedOn(reading: Reading, slate: Shown): Case[] {
	return casesOf(reading, slate).filter((each) => ownVerdict(each) === 'reject')
}

function ownVerdict({ round }: Case) {
	return outcomeOf(round) === 'decided' ? (round.decision?.verdict ?? null) : null
}

async function openContext(
	source: { reading: Reading; allows: WhoAllows; words: OpenedWords },
	slate: Shown,
): Promise<OpenedContext | 'consent' | 'erased'> {
	const { reading, allows, words } = source
	const { sceneId, slateId, payload } = slate
	const refused = refusedOn(reading, slate).filter((each) => allows.case(each))
	if (refused.length === 0 || sceneId === null || !(await allows.scene(sceneId))) return 'consent'
	const scene = await words.scene(payload.contextCid)
	const edits = await opened(
		words,
		refused.map(({ round }) => ({ cid: round.changeCid, suggestionId: round.suggestionId })),
	)
	if (!scene || edits.length === 0) return 'erased'
	const wanted = await opened(words, wantedOn(source, slate, refused))
	const { category, targetId } = payload
	return {
		...{ slateId: slateId ?? '', sceneId, category, refused: edits, wanted },
		view: scene.view,
		targetId: targetId.startsWith('scene:') ? null : targetId,
	}
}

/** What the same person took or made on this slate, said beside a refusal, or a colleague answered it with. */
function wantedOn(
	{ reading, allows }: { reading: Reading; allows: WhoAllows },
	slate: Shown,
	refused: readonly Case[],
): { cid: string | null; by: WantedBy }[] {
	const deciders = new Set(refused.map(({ round }) => round.decision?.actorPid))
	const others = casesOf(reading, slate).filter(
		(each) => deciders.has(each.round.decision?.actorPid) && allows.case(each),
	)
	const answers = refused.flatMap(({ round }) => reading.answers.get(round.suggestionId) ?? [])
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

function editIn(text: string | null): Edit | null {
	if (text === null) return null
	try {
		const parsed = EditSchema.safeParse(JSON.parse(text))
		return parsed.success ? parsed.data : null
	} catch {
		return null
	}
}
