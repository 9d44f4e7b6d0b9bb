/**
 * Reads and changes how people told the tool to behave. Every change is a row of the log before it is
 * in effect; whom a switch is for is decided here and never taken from a browser (SG60-SG64).
 */
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import type { SettingChange, Settings } from '#core/signals/settings.ts'
import type { SignalStore } from '#db/signal-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { Tallies } from './tallies.ts'
import type { Vaults } from './vaults.ts'

/** A switch as somebody turns it; a person's own switches carry no id. */
export type SettingRequest = Pick<SettingChange, 'setting' | 'on'> & {
	scope: SettingChange['scope']
	/** The shot or scene, for `rule`. */
	scopeId?: string | undefined
	subject?: string | undefined
}
export interface SettingsLog {
	/** As the log stands now; read-only. */
	read(projectId: string): Promise<Settings>
	/** @throws AppError('forbidden' | 'bad_request') */
	change(principal: Principal, projectId: string, request: SettingRequest): Promise<void>
}

export function createSettingsLog(options: {
	store: SignalStore
	vaults: Vaults
	tallies: Tallies
	now: () => number
}): SettingsLog {
	const { store, vaults, tallies, now } = options
	return {
		async read(projectId) {
			return (await tallies.read(projectId)).settings
		},
		async change(principal, projectId, request) {
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

/** What may be switched where. */
const SCOPES: Record<SettingChange['setting'], readonly SettingChange['scope'][]> = {
	rule: ['shot', 'scene', 'project'],
	offers: ['person', 'project'],
	ranking: ['project'],
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
	return { setting, scope, scopeId: scope === 'project' ? projectId : pid, subject: null, on }
}
