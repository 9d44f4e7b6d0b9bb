/** The first reading of a log: what it says of itself. Holds counts and names, and nothing of single rows. */
import type { SignalEvent } from '#core/signals/event.ts'
import type { LogReader } from '#db/open-reader.ts'
import type { LogFacts } from './export-types.ts'
import { takingTurns } from './take-turns.ts'

export interface FirstReading {
	/** Names of all logged features, sorted. */
	features: string[]
	/** Roles people acted in, by pseudonym; only people for whom `counts` holds. */
	roles: Map<string, Set<string>>
	/** What was viewed is counted slate by slate, in the last reading. */
	facts: LogFacts
	consentChanges: number
}

export async function firstReading(
	reader: LogReader,
	range: { projectId: string; afterSeq: number; throughSeq: number },
	options: { counts: (pid: string) => boolean; onRow: (seq: number) => void },
): Promise<FirstReading> {
	const features = new Set<string>()
	const roles = new Map<string, Set<string>>()
	const tally = createTally()
	let consentChanges = 0
	const { projectId } = range
	for await (const event of takingTurns(reader.signals.scan({ projectId }))) {
		if (event.seq > range.throughSeq) break
		tally.add(event)
		if (event.type === 'slate.shown') {
			for (const { features: own } of event.payload.candidates)
				for (const name of Object.keys(own)) features.add(name)
		}
		if (event.type === 'consent.changed' && event.seq > range.afterSeq) consentChanges++
		const { actorPid, actorRole } = event
		if (actorPid !== null && actorRole !== null && options.counts(actorPid))
			roles.set(actorPid, (roles.get(actorPid) ?? new Set()).add(actorRole))
		options.onRow(event.seq)
	}
	const facts = { ...tally.facts(), viewed: 0 }
	return { features: [...features].sort(), roles, facts, consentChanges }
}

function createTally() {
	const counts = {
		...{ events: {}, verdicts: {}, providers: {}, policies: {}, categories: {} },
	} satisfies Partial<LogFacts>
	const people = new Set<string>()
	const scenes = new Set<string>()
	const span = { firstMs: null as number | null, lastMs: null as number | null }
	const shown = { slates: 0, shown: 0 }
	return {
		add(event: SignalEvent) {
			bump(counts.events, event.type)
			span.firstMs ??= event.tsMs
			span.lastMs = event.tsMs
			if (event.actorPid !== null) people.add(event.actorPid)
			if (event.sceneId !== null) scenes.add(event.sceneId)
			if (event.type === 'suggestion.decided') bump(counts.verdicts, event.payload.verdict)
			// People's own proposals are no slates; they are counted by their maker.
			if (event.type === 'suggestion.proposed') bump(counts.providers, 'person')
			if (event.type !== 'slate.shown') return
			const { policyId, category, candidates } = event.payload
			shown.slates++
			bump(counts.policies, policyId)
			bump(counts.categories, category)
			for (const { suggestionId, position, generatorId } of candidates) {
				if (suggestionId === null || position === null) continue
				shown.shown++
				bump(counts.providers, providerOf(generatorId))
			}
		},
		facts: () => ({ ...counts, ...span, ...shown, people: people.size, scenes: scenes.size }),
	}
}

function bump(counts: Record<string, number>, name: string): void {
	counts[name] = (counts[name] ?? 0) + 1
}

/** rule, model or person. */
export function providerOf(generatorId: string): string {
	return generatorId.split(':')[0] ?? generatorId
}
