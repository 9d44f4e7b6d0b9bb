/**
 * Second opinions: a sampled share of verdicts is shown to a colleague as it was offered, without the
 * verdict, and what they would have said is a row of its own. It never changes the first (S93, S94).
 */
import { can } from '#core/board/role.ts'
import { renderPanelSvg } from '#core/canvas/panel-svg.ts'
import { AppError } from '#core/errors.ts'
import { proposerOf } from '#core/signals/proposed.ts'
import type { LoggedRound, RoundDecision } from '#core/signals/rounds.ts'
import { isSampled, opinionEventId, SECOND_OPINION_SHARE } from '#core/signals/second-opinion.ts'
import { isOfferingOff } from '#core/signals/settings.ts'
import type { EditField } from '#core/suggestions/edit-fields.ts'
import { CATEGORY_LABELS, type ReasonCode } from '#core/suggestions/suggestion-record.ts'
import type { Database } from '#db/database.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { createBreather } from './breathe.ts'
import type { Permissions } from './consents.ts'
import { mayCount } from './figures.ts'
import { readStoredScene, type ScenePicture } from './research/stored-scene.ts'
import { editOf, rationaleIn, textOf } from './sealed-words.ts'
import type { Tallies } from './tallies.ts'
import type { Vaults } from './vaults.ts'

/** What a colleague is shown: the offer and the scene as they stood, and nothing of what followed. */
export interface AskedOpinion {
	suggestionId: string
	/** The decision it is about; says nothing of how it went. */
	decisionEventId: string
	heading: string
	category: string
	title: string
	rationale: string
	rows: EditField[]
	/** The panel with what was offered on it, as SVG. */
	picture: string | null
}
export interface OpinionGiven {
	suggestionId: string
	decisionEventId: string
	verdict: 'accept' | 'reject'
	reasonCodes: ReasonCode[]
	strength: number | null
	/** A sentence of their own, if they liked. */
	critique?: string | undefined
}
export interface Opinions {
	/** The few that wait for whoever asks, newest first. */
	asked(principal: Principal, projectId: string): Promise<AskedOpinion[]>
	/** How many wait for whoever asks; what `asked` would show. */
	waiting(principal: Principal, projectId: string): Promise<number>
	/** Once each: what was said first stands. @throws AppError('forbidden' | 'not_found') when it was not theirs to give. */
	give(principal: Principal, projectId: string, opinion: OpinionGiven): Promise<void>
}

/** More at once is homework. */
const ASKED_AT_ONCE = 3
/** Later nobody remembers the scene as it stood. */
const ASKED_FOR_MS = 14 * 24 * 3_600_000

interface Source {
	db: Database
	vaults: Vaults
	tallies: Tallies
	permissions: (projectId: string) => Promise<Permissions>
	now: () => number
	/** Another share, for tests. */
	share?: number
}

export function createOpinions(source: Source): Opinions {
	const { db, vaults, share = SECOND_OPINION_SHARE } = source
	return {
		async asked(principal, projectId) {
			const asked: AskedOpinion[] = []
			for (const each of await newestRounds(source, principal, projectId)) {
				const card = await describe(source, projectId, each)
				if (card) asked.push(card)
			}
			return asked
		},
		async waiting(principal, projectId) {
			let count = 0
			for (const each of await newestRounds(source, principal, projectId)) {
				if (await canBeShown(source, projectId, each)) count += 1
			}
			return count
		},
		async give(principal, projectId, opinion) {
			if (!can(principal.role, 'suggestion.decide')) throw new AppError('forbidden')
			const open = await openRounds(source, principal, projectId)
			const asked = open.find(
				({ round, decision }) =>
					round.suggestionId === opinion.suggestionId &&
					decision.eventId === opinion.decisionEventId,
			)
			if (!asked || !(await canBeShown(source, projectId, asked))) throw new AppError('not_found')
			await vaults.ensureAuthor(projectId, principal.userId)
			const vault = await vaults.vault(projectId)
			const { round, decision } = asked
			const text = opinion.critique?.trim()
			const now = source.now()
			const words = text
				? vault.seal(text, { authorId: principal.userId, mediaType: 'text/plain', now })
				: null
			const blobs = words ? [words] : []
			const event = vault.event('suggestion.opinion', {
				principal,
				sceneId: round.sceneId,
				slateId: round.slateId,
				suggestionId: round.suggestionId,
				position: round.position,
				tsMs: now,
				blobs,
				payload: {
					otherEventId: decision.eventId,
					verdict: opinion.verdict,
					reasonCodes: opinion.verdict === 'reject' ? opinion.reasonCodes : [],
					critiqueCid: words?.cid ?? null,
					strength: opinion.strength,
					pAsked: share,
				},
			})
			// Sent twice, or from two screens at once, it is one row.
			event.eventId = opinionEventId(decision, vault.pid(principal.userId))
			await db.signals.append(projectId, [event], blobs)
		},
	}
}

interface OpenRound {
	round: LoggedRound
	decision: RoundDecision
}

async function newestRounds(
	source: Source,
	principal: Principal,
	projectId: string,
): Promise<OpenRound[]> {
	const open = await openRounds(source, principal, projectId)
	return open.sort((a, b) => b.decision.tsMs - a.decision.tsMs).slice(0, ASKED_AT_ONCE)
}

/** Sampled verdicts that nobody gave a second opinion on; not whoever asks decided, asked for or contested them. */
async function openRounds(
	{ vaults, tallies, permissions, now, share }: Source,
	principal: Principal,
	projectId: string,
): Promise<OpenRound[]> {
	if (!can(principal.role, 'suggestion.decide')) return []
	const me = (await vaults.vault(projectId)).pid(principal.userId)
	const allowed = await permissions(projectId)
	if (!allowed.allows('operate', [me])) return []
	const { book, settings } = await tallies.read(projectId)
	// To be asked what one would have said is an offer, too.
	if (isOfferingOff(settings, projectId, me)) return []
	const since = now() - ASKED_FOR_MS
	const breathe = createBreather()
	const open: OpenRound[] = []
	for (const round of book.rounds()) {
		await breathe()
		const { decision } = round
		if (!decision || decision.tsMs < since || !isSampled(decision.eventId, share)) continue
		const knows =
			decision.actorPid === me ||
			round.requesterPid === me ||
			proposerOf(round) === me ||
			round.contestedBy.some(({ actorPid }) => actorPid === me)
		const isGiven = round.opinions.some(({ otherEventId }) => otherEventId === decision.eventId)
		if (!knows && !isGiven && mayCount(round, allowed)) open.push({ round, decision })
	}
	return open
}

/** What was offered and the scene as it stood; null when they are past their age or erased. */
async function storedOffer({ db, vaults }: Source, projectId: string, { round }: OpenRound) {
	const vault = await vaults.vault(projectId)
	const words = { signals: db.signals, vault }
	const said = rationaleIn(await textOf(words, round.rationaleCid))
	const edit = await editOf(words, round.changeCid)
	const context = await textOf(words, round.contextCid)
	const scene = context === null ? null : readStoredScene(context, { projectId, number: '' })
	return edit && scene ? { said, edit, scene } : null
}

async function canBeShown(source: Source, projectId: string, open: OpenRound): Promise<boolean> {
	return (await storedOffer(source, projectId, open)) !== null
}

async function describe(
	source: Source,
	projectId: string,
	open: OpenRound,
): Promise<AskedOpinion | null> {
	const offer = await storedOffer(source, projectId, open)
	// Nobody is asked about what cannot be shown.
	if (!offer) return null
	const { round, decision } = open
	const { said, edit, scene } = offer
	const picture = scene.picture(edit, round.suggestionId)
	return {
		suggestionId: round.suggestionId,
		decisionEventId: decision.eventId,
		heading: scene.heading,
		category: CATEGORY_LABELS[round.category],
		title: said?.title ?? CATEGORY_LABELS[round.category],
		rationale: said?.rationale ?? '',
		rows: scene.rows(edit),
		picture: picture && svgOf(picture),
	}
}

/** The panel of then, with what was offered; pictures that were placed on it are left out. */
function svgOf({ panelId, records, ghost, isNew }: ScenePicture): string | null {
	const panel = records.get(panelId)
	if (panel?.typeName !== 'shape' || panel.type !== 'panel') return null
	const { w, h } = panel.props
	const shapes = [...records.all()].flatMap((record) =>
		record.typeName === 'shape' ? [record] : [],
	)
	return renderPanelSvg({ panel: { id: panelId, w, h }, shapes: isNew ? [] : shapes, ghost })
}
