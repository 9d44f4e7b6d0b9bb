import { expect, it } from 'vitest'
import { openDatabase } from '#db/open.ts'
import { createNightly } from './nightly.ts'

const KEPT = { wordsDestroyed: 0, contextsDestroyed: 0, keysDestroyed: 0, skipped: null }
const COUNTED = { suggestions: 0, effects: 0, policies: 0, undecidedPolicies: 0 }
const CHECKED = { ...COUNTED, faults: [], unread: [] }
function openGate() {
	let resolve: () => void = () => undefined
	const promise = new Promise<void>((through) => {
		resolve = through
	})
	return { promise, resolve }
}
const notAsked = () => Promise.reject(new Error('not asked'))

it('[S90] whoever ends the program waits for the film that a night is at, and for no further one', async () => {
	const db = openDatabase({ file: ':memory:' })
	for (const projectId of ['p1', 'p2']) {
		const row = { projectId, title: projectId, createdAt: 1, createdBy: null, isDemo: false }
		await db.projects.create(row)
	}
	const log: string[] = []
	const gate = openGate()
	const begun = openGate()
	const nightly = createNightly({
		...{ db, log: { error() {}, info() {} }, now: () => 1 },
		survival: { run: async () => ({ followed: 0, looks: 0, censored: 0 }) },
		retention: {
			...{ policy: notAsked, set: notAsked },
			async apply() {
				log.push('kept')
				return KEPT
			},
		},
		async check() {
			log.push('checked')
			begun.resolve()
			await gate.promise
			return CHECKED
		},
	})
	const night = nightly.run()
	await begun.promise
	const ending = nightly.dispose().then(() => log.push('ended'))
	await new Promise(setImmediate)
	gate.resolve()
	await ending
	expect(log).toEqual(['checked', 'kept', 'ended'])
	const { ok, projects, failures } = await night
	expect({ ok, done: projects.length }).toEqual({ ok: false, done: 1 })
	expect(failures).toEqual([expect.stringContaining('the program was stopped')])
	await db.close()
})
