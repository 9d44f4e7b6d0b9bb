/**
 * Reads and changes how people told the tool to behave. Every change is a row of the log before it is
 * in effect; whom a switch is for is decided here and never taken from a browser (SG60-SG64).
 */
import { can, type Role } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import { allowsText, choiceOf, type SettingChange, type Settings } from '#core/signals/settings.ts'
import { RANKER_DEFAULTS } from '#core/suggestions/rank/ranker.ts'
import type { Database } from '#db/database.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { namesOf } from './latest-decisions.ts'
import type { ProjectVault } from './signal-service.ts'
import type { Tallies } from './tallies.ts'
import type { Vaults } from './vaults.ts'

/** A switch as somebody turns it; a person's own switches carry no id. */
export type SettingRequest = Pick<SettingChange, 'setting' | 'on' | 'value'> & {
	scope: SettingChange['scope']
	/** The shot or scene, for `rule`. */
	scopeId?: string | undefined
	subject?: string | undefined
}
export interface SettingsLog {
	/** As the log stands now; read-only. */
	read(projectId: string): Promise<Settings>
	/** As one person sees them, with names. */
	view(principal: Principal, projectId: string): Promise<SettingsView>
	/** Everybody who came in, with what they said of AI for themselves; for everybody to see. */
	people(projectId: string): Promise<PersonChoice[]>
	/** @throws AppError('forbidden' | 'bad_request') */
	change(principal: Principal, projectId: string, request: SettingRequest): Promise<void>
}

export function createSettingsLog(options: {
	db: Database
	vaults: Vaults
	tallies: Tallies
	now: () => number
}): SettingsLog {
	const { db, vaults, tallies, now } = options
	const store = db.signals
	const requireVault = async (projectId: string) => {
		if (!(await db.projects.get(projectId))) throw new AppError('not_found')
		return vaults.vault(projectId)
	}
	return {
		async read(projectId) {
			return (await tallies.read(projectId)).settings
		},
		async view(principal, projectId) {
			const vault = await requireVault(projectId)
			const { settings } = await tallies.read(projectId)
			const names = await namesOf(db, vault)
			const pid = vault.pid(principal.userId)
			const people = await peopleOf(db, vault, settings)
			return { ...viewOf(settings, { principal, projectId, pid, names }), people }
		},
		async people(projectId) {
			const vault = await requireVault(projectId)
			return peopleOf(db, vault, (await tallies.read(projectId)).settings)
		},
		async change(principal, projectId, request) {
			await requireVault(projectId)
			const vault = await vaults.vault(projectId)
			const payload = changeOf(principal, vault.pid(principal.userId), projectId, request)
			const event = vault.event('setting.changed', {
				principal,
				sceneId: null,
				slateId: null,
				suggestionId: null,
				position: null,
				tsMs: now(),
				payload,
			})
			await store.append(projectId, [event], [])
		},
	}
}

/** A person's switches, and what is muted, as a screen shows them. */
export interface SettingsView {
	offers: { mine: boolean; film: boolean }
	text: boolean
	learning: boolean
	isRanked: boolean
	/** Share of slates drawn by chance alone. */
	exploration: number
	mayManage: boolean
	muted: {
		generatorId: string
		scope: 'shot' | 'scene' | 'project'
		scopeId: string
		byName: string | null
	}[]
	people: PersonChoice[]
}
export interface PersonChoice {
	userId: string
	name: string
	color: string
	role: Role
	/** False = AI off for themselves. */
	offers: boolean
	/** On words too; writers say yes first. */
	words: boolean
}

/** Whoever has a session, in the role they last came in, by name. */
async function peopleOf(
	db: Pick<Database, 'auth'>,
	vault: ProjectVault,
	settings: Settings,
): Promise<PersonChoice[]> {
	const people: PersonChoice[] = []
	for (const { userId, name, color } of await db.auth.listUsers()) {
		const [session] = await db.auth.listSessions(userId)
		if (!session) continue
		const { role } = session
		const choice = choiceOf(settings, { pid: vault.pid(userId), role })
		people.push({ userId, name, color, role, ...choice })
	}
	return people.sort((a, b) => a.name.localeCompare(b.name))
}

function viewOf(
	settings: Settings,
	given: { principal: Principal; projectId: string; pid: string; names: Map<string, string> },
): Omit<SettingsView, 'people'> {
	const { principal, projectId, pid, names } = given
	return {
		offers: { mine: !settings.offersOff.has(pid), film: !settings.offersOff.has(projectId) },
		text: allowsText(settings, { pid, role: principal.role }),
		learning: !settings.learningOff.has(pid),
		isRanked: !settings.isUniform,
		exploration: settings.exploration ?? RANKER_DEFAULTS.epsilon,
		mayManage: can(principal.role, 'project.manage'),
		muted: [...settings.muted.values()].map(({ generatorId, scope, scopeId, byPid }) => ({
			...{ generatorId, scope, scopeId },
			byName: byPid === null ? null : (names.get(byPid) ?? null),
		})),
	}
}

/** The least share of slates drawn by chance alone. */
const MIN_EXPLORATION = 0.01
/** What may be switched where. */
const SCOPES: Record<SettingChange['setting'], readonly SettingChange['scope'][]> = {
	rule: ['shot', 'scene', 'project'],
	offers: ['person', 'project'],
	ranking: ['project'],
	exploration: ['project'],
	learning: ['person'],
	taste: ['person'],
	text_offers: ['person'],
}

/** The row's payload. @throws AppError('forbidden' | 'bad_request') */
export function changeOf(
	principal: Principal,
	pid: string,
	projectId: string,
	request: SettingRequest,
): SettingChange {
	const { setting, scope, on } = request
	if (!SCOPES[setting].includes(scope)) throw new AppError('bad_request')
	if (setting === 'rule') {
		if (!can(principal.role, 'suggestion.decide')) throw new AppError('forbidden')
		const scopeId = scope === 'project' ? projectId : request.scopeId
		if (!scopeId || !request.subject?.startsWith('rule:')) throw new AppError('bad_request')
		return { setting, scope, scopeId, subject: request.subject, on }
	}
	if (scope === 'project' && !can(principal.role, 'project.manage')) throw new AppError('forbidden')
	const scopeId = scope === 'project' ? projectId : pid
	if (setting !== 'exploration') return { setting, scope, scopeId, subject: null, on }
	// None at all would leave nothing to judge another policy by.
	const { value } = request
	if (value === undefined || value < MIN_EXPLORATION) throw new AppError('bad_request')
	return { setting, scope, scopeId, subject: null, on, value }
}
