import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { openCopyStore } from './copy-store.ts'
import { type LocalCopy, openLocalCopy } from './local-copy.ts'

const DAY_MS = 24 * 3600 * 1000
interface Tab {
	doc: Y.Doc
	copy: LocalCopy
	set(key: string, value: string): void
	keys(): string[]
}
let tabs: Tab[] = []
let tabCount = 0
let page: EventTarget

/** A tab of a browser at one copy: a room, a person and a generation are one name. */
function openTab({ name = 'u1 board:s1 3', userId = 'u1', room = 'board:s1' } = {}): Tab {
	const doc = new Y.Doc()
	const copy = openLocalCopy({ name, userId, room, tab: String(++tabCount) }, doc)
	const map = doc.getMap('r')
	const tab = {
		...{ doc, copy },
		set: (key: string, value: string) => void map.set(key, value),
		keys: () => [...map.keys()].sort(),
	}
	tabs.push(tab)
	return tab
}
/** Everything it began to write is written, and it is closed. */
async function close(tab: Tab) {
	await tab.copy.takeOver()
	tab.copy.dispose()
}
async function reopened(options?: Parameters<typeof openTab>[0]) {
	const tab = openTab(options)
	const { unsaved } = await tab.copy.loaded
	return { tab, unsaved, keys: tab.keys() }
}
async function namesKept(): Promise<string[]> {
	const store = await openCopyStore()
	const names = (await store.list()).map(({ name }) => name)
	store.close()
	return names.sort()
}

beforeEach(() => {
	// A new browser for each test.
	vi.stubGlobal('indexedDB', new IDBFactory())
	page = new EventTarget()
	vi.stubGlobal('window', page)
})
afterEach(() => {
	for (const { copy } of tabs) copy.dispose()
	tabs = []
	vi.unstubAllGlobals()
	vi.restoreAllMocks()
})

describe('the copy that a browser keeps', () => {
	it('[W8] holds after a reload what was there, and whether it was confirmed', async () => {
		const one = openTab()
		await one.copy.loaded
		one.set('a', 'drawn')
		one.copy.noteUnsaved(true)
		await close(one)
		expect(await reopened()).toMatchObject({ unsaved: true, keys: ['a'] })

		const two = openTab()
		await two.copy.loaded
		two.set('b', 'drawn')
		two.copy.noteUnsaved(true)
		two.copy.noteUnsaved(false)
		await close(two)
		expect(await reopened()).toMatchObject({ unsaved: false, keys: ['a', 'b'] })
	})

	it('[W8] keeps what was drawn while the database was still opening', async () => {
		const one = openTab()
		one.set('early', 'drawn')
		await one.copy.loaded
		await close(one)

		expect(await reopened()).toMatchObject({ keys: ['early'] })
	})

	it('[W8] is shared by two tabs: both write, and either takes over what the other left', async () => {
		const [one, two] = [openTab(), openTab()]
		await Promise.all([one.copy.loaded, two.copy.loaded])
		for (const [at, tab] of [one, two, one, two].entries()) {
			tab.set(`k${at}`, 'drawn')
			tab.copy.noteUnsaved(true)
		}
		await close(two)

		await one.copy.takeOver()
		expect(one.keys()).toEqual(['k0', 'k1', 'k2', 'k3'])
		// Confirmed by the first, which has not seen what the second marks afterwards.
		one.copy.noteUnsaved(false)
		await close(one)
		expect(await reopened()).toMatchObject({ unsaved: true, keys: ['k0', 'k1', 'k2', 'k3'] })
	})

	it('[W8] a tab that confirms all it found takes away the marks of tabs that are gone', async () => {
		const gone = openTab()
		await gone.copy.loaded
		gone.set('a', 'drawn')
		gone.copy.noteUnsaved(true)
		await close(gone)

		const { tab } = await reopened()
		tab.copy.noteUnsaved(false)
		await close(tab)
		expect(await reopened()).toMatchObject({ unsaved: false, keys: ['a'] })
	})

	it('[W8] puts many rows together into one without losing a key of either tab', async () => {
		const [one, two] = [openTab(), openTab()]
		await Promise.all([one.copy.loaded, two.copy.loaded])
		two.set('other', 'drawn')
		for (let at = 0; at < 520; at++) {
			one.set(`k${at}`, 'drawn')
			page.dispatchEvent(new Event('pagehide'))
		}
		await close(one)
		await close(two)

		const store = await openCopyStore()
		expect((await store.read('u1 board:s1 3', 0)).rows).toBeLessThan(100)
		store.close()
		const { keys } = await reopened()
		expect(keys).toHaveLength(521)
		expect(keys).toContain('other')
	})

	it('[W8] a stroke is written at its first change and then in bursts, each change with its mark', async () => {
		const begun = vi.spyOn(IDBDatabase.prototype, 'transaction')
		const one = openTab()
		await one.copy.loaded
		begun.mockClear()
		const change = (key: string) => {
			one.copy.noteUnsaved(true)
			one.set(key, 'drawn')
		}
		change('first')
		await Promise.resolve()
		expect(begun).toHaveBeenCalledTimes(1)
		for (let at = 0; at < 60; at++) {
			change(`k${at}`)
			await Promise.resolve()
		}
		// A busy machine may take longer over them than one burst.
		expect(begun.mock.calls.length).toBeLessThan(20)
		await close(one)
		const { unsaved, keys } = await reopened()
		expect({ unsaved, count: keys.length }).toEqual({ unsaved: true, count: 61 })
	})

	it('[W8] a stroke that the room confirms as it grows is written about once a second', async () => {
		const begun = vi.spyOn(IDBDatabase.prototype, 'transaction')
		const one = openTab()
		await one.copy.loaded
		begun.mockClear()
		for (let at = 0; at < 60; at++) {
			one.copy.noteUnsaved(true)
			one.set(`k${at}`, 'drawn')
			await Promise.resolve()
			one.copy.noteUnsaved(false)
		}
		expect(begun.mock.calls.length).toBeLessThan(6)
		await close(one)
		const { unsaved, keys } = await reopened()
		expect({ unsaved, count: keys.length }).toEqual({ unsaved: false, count: 60 })
	})

	it('[W8] a page that goes away begins to write what waits', async () => {
		const one = openTab()
		await one.copy.loaded
		one.set('a', 'drawn')
		await Promise.resolve()
		one.copy.noteUnsaved(true)
		one.set('b', 'drawn')
		page.dispatchEvent(new Event('pagehide'))
		// From here on the page does nothing more.
		expect(await reopened()).toMatchObject({ unsaved: true, keys: ['a', 'b'] })
	})

	it('[W8] never opens what another person, room or generation left', async () => {
		const one = openTab()
		await one.copy.loaded
		one.set('mine', 'drawn')
		one.copy.noteUnsaved(true)
		await close(one)

		const others = [
			{ name: 'u2 board:s1 3', userId: 'u2' },
			{ name: 'u1 board:s2 3', room: 'board:s2' },
			{ name: 'u1 board:s1 4' },
		]
		for (const other of others)
			expect(await reopened(other)).toMatchObject({ unsaved: false, keys: [] })
	})

	it('[W6] is gone once it is emptied, and nothing is kept of what comes after', async () => {
		const one = openTab()
		await one.copy.loaded
		one.set('a', 'refused')
		one.copy.noteUnsaved(true)

		await one.copy.clear()
		one.set('b', 'after')
		await close(one)

		expect(await namesKept()).toEqual([])
		expect(await reopened()).toMatchObject({ unsaved: false, keys: [] })
	})
})

describe('copies that nobody needs any more', () => {
	async function left(options: NonNullable<Parameters<typeof openTab>[0]>, unsaved: boolean) {
		const { tab } = await reopened(options)
		tab.set(options.name ?? '', 'drawn')
		tab.copy.noteUnsaved(unsaved)
		await close(tab)
	}

	it('[W13] of older generations go; what was unconfirmed in them is handed out first', async () => {
		await left({ name: 'u1 board:s1 1' }, false)
		await left({ name: 'u1 board:s1 2' }, true)
		const { tab } = await reopened()

		const handed = await tab.copy.tidy(Date.now())

		expect(await namesKept()).toEqual(['u1 board:s1 2', 'u1 board:s1 3'])
		expect(handed).toHaveLength(1)
		const doc = new Y.Doc()
		Y.applyUpdate(doc, handed[0]?.update ?? new Uint8Array())
		expect([...doc.getMap('r').keys()]).toEqual(['u1 board:s1 2'])
		await handed[0]?.remove()
		expect(await namesKept()).toEqual(['u1 board:s1 3'])
	})

	it('[W13] of other rooms and people go after 60 days, unless something in them is unconfirmed', async () => {
		const elsewhere = [
			{ name: 'u2 board:s1 3', userId: 'u2' },
			{ name: 'u1 board:s2 3', room: 'board:s2' },
		]
		for (const each of elsewhere) await left(each, false)
		await left({ name: 'u2 board:s9 1', userId: 'u2', room: 'board:s9' }, true)
		const { tab } = await reopened()

		expect(await tab.copy.tidy(Date.now() + 59 * DAY_MS)).toEqual([])
		expect(await namesKept()).toHaveLength(4)
		expect(await tab.copy.tidy(Date.now() + 61 * DAY_MS)).toEqual([])
		expect(await namesKept()).toEqual(['u1 board:s1 3', 'u2 board:s9 1'])
	})
})

describe('a browser that keeps nothing', () => {
	it('[W10] because its database does not open is known, and the board opens all the same', async () => {
		vi.stubGlobal('indexedDB', {
			open: () => {
				throw new DOMException('denied', 'SecurityError')
			},
		})
		const one = openTab()
		expect(await one.copy.loaded).toEqual({ unsaved: false })
		expect(one.copy.keeps.get()).toBe(false)
		one.set('a', 'drawn')
		one.copy.noteUnsaved(true)
		await close(one)
		expect(one.keys()).toEqual(['a'])
	})

	it('[W10] because it is full is known, and the next write that succeeds holds the whole document', async () => {
		const one = openTab()
		await one.copy.loaded
		one.set('before', 'drawn')
		await one.copy.takeOver()
		expect(one.copy.keeps.get()).toBe(true)

		const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
			throw new DOMException('full', 'QuotaExceededError')
		})
		const clock = vi.spyOn(performance, 'now')
		const start = performance.now()
		one.set('meanwhile', 'drawn')
		await one.copy.takeOver()
		expect(one.copy.keeps.get()).toBe(false)
		one.set('still full', 'drawn')
		await one.copy.takeOver()

		full.mockRestore()
		clock.mockReturnValue(start + 60_000)
		one.set('after', 'drawn')
		await one.copy.takeOver()
		expect(one.copy.keeps.get()).toBe(true)
		await close(one)
		expect(await reopened()).toMatchObject({ keys: ['after', 'before', 'meanwhile', 'still full'] })
	})
})
