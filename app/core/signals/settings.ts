/**
 * How people told the tool to behave, as the fold of `setting.changed` rows: the log is the one place
 * where it stands, so that what was offered can always be read beside what was asked for (SG60-SG64).
 */
import type { Role } from '../board/role.ts'
import type { SignalEvent } from './event.ts'

type Changed = Extract<SignalEvent, { type: 'setting.changed' }>
export type SettingChange = Changed['payload']

/** A convention that somebody left on purpose. */
export interface MutedRule {
	/** `rule:K2`. */
	generatorId: string
	scope: 'shot' | 'scene' | 'project'
	scopeId: string
	/** Who, by pseudonym; null = the program. */
	byPid: string | null
	tsMs: number
}
export interface Settings {
	/** By `generatorId scopeId`. */
	muted: Map<string, MutedRule>
	/** Projects and people (by pseudonym) that are offered nothing. */
	offersOff: Set<string>
	/** Share of slates drawn by chance alone; null = the ranker's own. */
	exploration: number | null
	/** Ranking is learned unless switched to uniform. */
	isUniform: boolean
	/** People whose answers are not learnt from, and who are ranked as everybody. */
	learningOff: Set<string>
	/** Answers of these people up to this seq are forgotten. */
	forgottenThrough: Map<string, number>
	/** People and their word on suggestions for text, and in which role they gave it. */
	text: Map<string, { on: boolean; role: Role | null }>
}

export function emptySettings(): Settings {
	return {
		muted: new Map(),
		offersOff: new Set(),
		exploration: null,
		isUniform: false,
		learningOff: new Set(),
		forgottenThrough: new Map(),
		text: new Map(),
	}
}

/** Takes the log's next event. */
export function foldSetting(settings: Settings, event: SignalEvent): void {
	if (event.type !== 'setting.changed') return
	const { setting, scope, scopeId, on } = event.payload
	if (setting === 'rule') foldRule(settings, event)
	if (setting === 'offers') toggle(settings.offersOff, scopeId, !on)
	if (setting === 'learning') toggle(settings.learningOff, scopeId, !on)
	if (setting === 'ranking') settings.isUniform = !on
	if (setting === 'exploration') settings.exploration = on ? (event.payload.value ?? null) : null
	if (setting === 'text_offers') settings.text.set(scopeId, { on, role: event.actorRole })
	if (setting === 'taste' && !on && scope === 'person')
		settings.forgottenThrough.set(scopeId, event.seq)
}

function foldRule(settings: Settings, { payload, actorPid, tsMs }: Changed): void {
	const { scope, scopeId, subject, on } = payload
	if (subject === null || scope === 'person') return
	const key = `${subject} ${scopeId}`
	if (on) settings.muted.delete(key)
	else settings.muted.set(key, { generatorId: subject, scope, scopeId, byPid: actorPid, tsMs })
}

function toggle(set: Set<string>, id: string, isIn: boolean): void {
	if (isIn) set.add(id)
	else set.delete(id)
}

/** Whether a rule is muted where a shot of a scene stands. */
export function isMuted(
	settings: Settings,
	generatorId: string,
	place: { projectId: string; sceneId: string; shotId: string | null },
): boolean {
	const at = (scopeId: string) => settings.muted.has(`${generatorId} ${scopeId}`)
	return at(place.projectId) || at(place.sceneId) || (place.shotId !== null && at(place.shotId))
}

/** Whether this person, or the whole project, asked to be offered nothing. */
export function isOfferingOff(settings: Settings, projectId: string, pid: string): boolean {
	return settings.offersOff.has(projectId) || settings.offersOff.has(pid)
}

/** What somebody said of AI for themselves: whether anything is offered to them, and whether on words too. */
export function choiceOf(
	settings: Settings,
	{ pid, role }: { pid: string; role: Role },
): { offers: boolean; words: boolean } {
	const offers = !settings.offersOff.has(pid)
	return { offers, words: offers && (settings.text.get(pid)?.on ?? role !== 'writer') }
}

/**
 * Whether texts may be proposed to this person: writers opt in, and one writer's no holds for
 * everybody's offers, because the captions and lines are theirs.
 */
export function allowsText(
	settings: Settings,
	{ pid, role }: { pid: string; role: Role },
): boolean {
	const own = settings.text.get(pid)
	if (own && !own.on) return false
	if (role === 'writer' && !own) return false
	return ![...settings.text.values()].some((each) => each.role === 'writer' && !each.on)
}
