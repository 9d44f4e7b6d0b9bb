import { describe, expect, it } from 'vitest'
import type { SignalEvent } from './event.ts'
import {
	allowsText,
	choiceOf,
	emptySettings,
	foldSetting,
	isMuted,
	isOfferingOff,
	type SettingChange,
} from './settings.ts'

let seq = 0
function changed(payload: Partial<SettingChange>, role: 'owner' | 'writer' = 'owner'): SignalEvent {
	seq++
	return {
		eventId: `0190a1b2-c3d4-7e5f-8a6b-${String(seq).padStart(12, '0')}`,
		schemaVersion: 1,
		type: 'setting.changed',
		projectId: 'p1',
		sceneId: null,
		tsMs: seq,
		actorPid: 'ana',
		actorRole: role,
		slateId: null,
		suggestionId: null,
		position: null,
		payload: {
			setting: 'rule',
			scope: 'scene',
			scopeId: 'scene:1',
			subject: null,
			on: false,
			...payload,
		},
		blobCids: [],
		seq,
		recvMs: seq,
		prevHash: new Uint8Array(32),
		hash: new Uint8Array(32),
	}
}
function settingsAfter(...events: SignalEvent[]) {
	const settings = emptySettings()
	for (const event of events) foldSetting(settings, event)
	return settings
}
const place = { projectId: 'p1', sceneId: 'scene:1', shotId: 'shot:1' }

describe('what people told the tool', () => {
	it('[SG60] mutes a convention for a shot, a scene or the project, and takes it up again', () => {
		const mute = { setting: 'rule', subject: 'rule:K2' } as const
		const scene = settingsAfter(changed(mute))
		expect(isMuted(scene, 'rule:K2', place)).toBe(true)
		expect(isMuted(scene, 'rule:K3', place)).toBe(false)
		expect(isMuted(scene, 'rule:K2', { ...place, sceneId: 'scene:2' })).toBe(false)

		const shot = settingsAfter(changed({ ...mute, scope: 'shot', scopeId: 'shot:1' }))
		expect(isMuted(shot, 'rule:K2', place)).toBe(true)
		expect(isMuted(shot, 'rule:K2', { ...place, shotId: 'shot:2' })).toBe(false)

		foldSetting(scene, changed({ ...mute, on: true }))
		expect(isMuted(scene, 'rule:K2', place)).toBe(false)
	})

	it('[SG61] switches offers off for one person or for everybody', () => {
		const one = settingsAfter(changed({ setting: 'offers', scope: 'person', scopeId: 'noor' }))
		expect(isOfferingOff(one, 'p1', 'noor')).toBe(true)
		expect(isOfferingOff(one, 'p1', 'ana')).toBe(false)

		const all = settingsAfter(changed({ setting: 'offers', scope: 'project', scopeId: 'p1' }))
		expect(isOfferingOff(all, 'p1', 'ana')).toBe(true)
		foldSetting(all, changed({ setting: 'offers', scope: 'project', scopeId: 'p1', on: true }))
		expect(isOfferingOff(all, 'p1', 'ana')).toBe(false)
	})

	it('[SG62] proposes texts to a writer only after a yes, and to nobody after a writer’s no', () => {
		const writer = { pid: 'wim', role: 'writer' } as const
		const editor = { pid: 'noor', role: 'editor' } as const
		const nothing = emptySettings()
		expect([allowsText(nothing, writer), allowsText(nothing, editor)]).toEqual([false, true])

		const word = { setting: 'text_offers', scope: 'person', scopeId: 'wim' } as const
		const yes = settingsAfter(changed({ ...word, on: true }, 'writer'))
		expect([allowsText(yes, writer), allowsText(yes, editor)]).toEqual([true, true])
		const no = settingsAfter(changed({ ...word, on: false }, 'writer'))
		expect([allowsText(no, writer), allowsText(no, editor)]).toEqual([false, false])
	})

	it('[SG63] remembers who is not learnt from, and up to where a taste was forgotten', () => {
		const off = changed({ setting: 'learning', scope: 'person', scopeId: 'noor' })
		const reset = changed({ setting: 'taste', scope: 'person', scopeId: 'ana' })
		const settings = settingsAfter(off, reset, changed({ setting: 'ranking', scope: 'project' }))
		expect(settings.learningOff.has('noor')).toBe(true)
		expect(settings.forgottenThrough.get('ana')).toBe(reset.seq)
		expect(settings.isUniform).toBe(true)
	})

	it('[S95] says what each person chose: writers are not asked on words before they say yes', () => {
		const settings = emptySettings()
		const choice = (role: 'owner' | 'writer') => choiceOf(settings, { pid: 'ana', role })
		expect(choice('owner')).toEqual({ offers: true, words: true })
		expect(choice('writer')).toEqual({ offers: true, words: false })
		foldSetting(settings, changed({ setting: 'text_offers', scopeId: 'ana', on: true }, 'writer'))
		expect(choice('writer')).toEqual({ offers: true, words: true })
		foldSetting(settings, changed({ setting: 'offers', scopeId: 'ana', on: false }))
		expect(choice('writer')).toEqual({ offers: false, words: false })
	})
})
