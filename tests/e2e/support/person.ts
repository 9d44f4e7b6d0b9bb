/**
 * One person in a browser of their own. Every page of it is watched from its first moment on: an error
 * in the console, an uncaught one or a request that leaves the host fails the test. While a test says
 * that it expects trouble, what the browser itself reports of a dead or refusing server is let through,
 * by its exact words, and nothing else.
 */
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page } from '@playwright/test'

export interface Person {
	name: string
	page: Page
	/** From now on (e.g. while the server is down) the browser may report failed requests. */
	expectTrouble(): void
	expectNoTrouble(): void
	/** Console errors and requests to other hosts so far. */
	problems: string[]
	/** How many documents this page has loaded: unchanged means that it was never reloaded. */
	loads(): number
	close(): Promise<void>
}

/** The browser's own words for a request that met a dead server, or was refused by a living one. */
const TROUBLE = [
	/^Failed to load resource: net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)$/,
	/^Failed to load resource: the server responded with a status of 4\d\d \([A-Za-z ]+\)$/,
	/^WebSocket connection to 'ws:\/\/[^']+\/collab\/[^']+' failed: (Error (in connection establishment|during WebSocket handshake): net::ERR_CONNECTION_(REFUSED|RESET)|Connection closed before receiving a handshake response)$/,
	// Remix asks for the routes behind the links it sees, and says so when nobody answers.
	/^Failed to fetch manifest patches TypeError: Failed to fetch(\n|$)/,
]

export async function createPerson(
	browser: Browser,
	options: {
		name: string
		url: string
		colorScheme?: 'light' | 'dark'
		viewport?: { width: number; height: number }
		/** A tablet: its browser has fingers. */
		hasTouch?: boolean
	},
): Promise<Person> {
	const context = await browser.newContext({
		colorScheme: options.colorScheme ?? 'dark',
		viewport: options.viewport ?? { width: 1440, height: 900 },
		hasTouch: options.hasTouch ?? false,
	})
	const page = await context.newPage()
	const problems: string[] = []
	let hasTrouble = false
	let loads = 0
	page.on('load', () => {
		loads += 1
	})
	context.on('console', (message) => {
		if (message.type() !== 'error') return
		const text = message.text()
		if (hasTrouble && TROUBLE.some((words) => words.test(text))) return
		problems.push(`console: ${text} at ${message.location().url}`)
	})
	context.on('weberror', (error) => problems.push(`page: ${error.error().message}`))
	context.on('request', (request) => {
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
			hasTrouble = true
		},
		expectNoTrouble: () => {
			hasTrouble = false
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
