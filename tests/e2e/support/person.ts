/**
 * One person in a browser of their own. Every page is watched: an error in the console, a failed
 * request or a request that leaves the host fails the test, unless the test said to expect it.
 */
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page } from '@playwright/test'

export interface Person {
	name: string
	page: Page
	/** From now on (e.g. while the server is down) failed requests are expected. */
	expectTrouble(): void
	expectNoTrouble(): void
	/** Console errors and requests to other hosts so far. */
	problems: string[]
	/** How many documents this page has loaded: unchanged means that it was never reloaded. */
	loads(): number
	close(): Promise<void>
}

export async function createPerson(
	browser: Browser,
	options: {
		name: string
		url: string
		colorScheme?: 'light' | 'dark'
		viewport?: { width: number; height: number }
	},
): Promise<Person> {
	const context = await browser.newContext({
		colorScheme: options.colorScheme ?? 'dark',
		viewport: options.viewport ?? { width: 1440, height: 900 },
	})
	const page = await context.newPage()
	const problems: string[] = []
	let watching = true
	let loads = 0
	page.on('load', () => {
		loads += 1
	})
	page.on('console', (message) => {
		if (watching && message.type() === 'error') problems.push(`console: ${message.text()}`)
	})
	page.on('pageerror', (error) => {
		if (watching) problems.push(`page: ${error.message}`)
	})
	page.on('request', (request) => {
		const target = new URL(request.url())
		const own =
			['data:', 'blob:'].includes(target.protocol) || target.host === new URL(options.url).host
		if (!own) problems.push(`left the host: ${request.url()}`)
	})
	return {
		name: options.name,
		page,
		problems,
		loads: () => loads,
		expectTrouble: () => {
			watching = false
		},
		expectNoTrouble: () => {
			watching = true
		},
		close: () => context.close(),
	}
}

/** Chooses a name at the door and ends at `path`. */
export async function join(person: Person, url: string, path = '/') {
	await person.page.goto(`${url}${path}`)
	await person.page.getByLabel(/name/i).fill(person.name)
	await person.page.keyboard.press('Enter')
	await person.page.waitForURL((target) => !target.pathname.startsWith('/join'))
}

/** WCAG 2.2 A and AA, serious and critical. tldraw's own canvas internals are left to tldraw. */
export async function expectAccessible(page: Page) {
	const results = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.exclude('.tl-container')
		.analyze()
	const serious = results.violations.filter(
		({ impact }) => impact === 'serious' || impact === 'critical',
	)
	expect(
		serious.map(
			({ id, nodes }) =>
				`${id}: ${nodes
					.map((node) => node.html)
					.join(' | ')
					.slice(0, 400)}`,
		),
	).toEqual([])
}
