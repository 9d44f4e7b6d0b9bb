/**
 * A colleague's proposal (`suggestion.proposed`) read as a slate of one card that nobody drew: no chances, no
 * requester. Readers follow it as any card; it is kept apart from rounds, so that it is in no rate (SG71).
 */
import type { SignalEvent } from './event.ts'

type Of<T extends SignalEvent['type']> = Extract<SignalEvent, { type: T }>

/** Policy of what a person put there themselves. */
export const PERSON_POLICY = 'person'
const PREFIX = 'person:'

export function slateOfProposal(event: Of<'suggestion.proposed'>): Of<'slate.shown'> {
	const { suggestionId, payload } = event
	const { category, targetId, editType, changeCid, rationaleCid, contextCid, contextVersion } =
		payload
	return {
		...event,
		type: 'slate.shown',
		// Whoever answers it is its judge; the maker stands in the generator's name.
		...{ actorPid: null, actorRole: null, suggestionId: null, position: null },
		slateId: slateIdOfProposal(event),
		payload: {
			...{ category, targetId, contextCid, contextVersion, trigger: 'asked', prefiltered: {} },
			...{ policyId: PERSON_POLICY, rngSeed: '', epsilon: 0, temperature: null, pSlate: 1 },
			candidates: [
				{
					...{ suggestionId, editType, changeCid, rationaleCid, features: {}, score: 0 },
					...{ generatorId: `${PREFIX}${event.actorPid ?? ''}`, generatorVersion: '1' },
					...{ logWeight: 0, position: 0, pPosition: null, pCascade: null, pIncluded: 1 },
				},
			],
		},
	}
}

/** As the board names it: a proposal stands alone on a slate of its own id. */
export function slateIdOfProposal({ suggestionId }: Pick<SignalEvent, 'suggestionId'>): string {
	return (suggestionId ?? '').replace(/^suggestion:/, '')
}

/** Who proposed it, by pseudonym; null for what the program offered. */
export function proposerOf({ generatorId }: { generatorId: string }): string | null {
	return generatorId.startsWith(PREFIX) ? generatorId.slice(PREFIX.length) : null
}
