/** The suggestions tray: asking, and each verdict as a person gives it. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Person } from './person.ts'

/** Cards in the order in which they stand. */
export function cards(page: Page): Locator {
	return page.locator('[data-suggestion]')
}

export function card(page: Page, suggestionId: string): Locator {
	return page.locator(`[data-suggestion="${suggestionId}"]`)
}

/** Ids of the cards that wait for an answer. */
export async function waitingIds(page: Page): Promise<string[]> {
	return page
		.locator('[data-suggestion][data-open="true"]')
		.evaluateAll((all) => all.map((each) => each.getAttribute('data-suggestion') ?? ''))
}

/** Asks and waits for `count` new cards; their ids. */
async function newCards(page: Page, count: number, ask: () => Promise<void>): Promise<string[]> {
	const before = await waitingIds(page)
	await ask()
	const fresh = async () => (await waitingIds(page)).filter((id) => !before.includes(id))
	await expect.poll(async () => (await fresh()).length).toBe(count)
	return fresh()
}

export function breakDownScene(page: Page, count: number): Promise<string[]> {
	return newCards(page, count, () =>
		page.getByRole('button', { name: 'Break down this scene' }).click(),
	)
}

/** "What about…" one category, for the whole scene. */
export function askAbout(page: Page, category: string, count: number): Promise<string[]> {
	return newCards(page, count, async () => {
		await page.getByRole('button', { name: 'What about…' }).click()
		await page.getByRole('menuitem', { name: new RegExp(`^${category}`) }).click()
	})
}

/** Opens a card, so that its verdicts show. */
export async function openCard(page: Page, suggestionId: string): Promise<Locator> {
	const chosen = card(page, suggestionId)
	await chosen.getByRole('heading').click()
	await expect(chosen.getByRole('button', { name: 'Accept' })).toBeVisible()
	return chosen
}

export async function accept(page: Page, suggestionId: string) {
	const chosen = await openCard(page, suggestionId)
	await chosen.getByRole('button', { name: 'Accept' }).click()
	await expect(card(page, suggestionId)).toContainText('Accepted by you')
}

/** Changes the words of what a proposed panel shows, then accepts it. */
export async function editAndAccept(page: Page, suggestionId: string, action: string) {
	const chosen = await openCard(page, suggestionId)
	await chosen.getByRole('button', { name: 'Edit' }).click()
	const form = chosen.getByRole('form', { name: 'Change it, then accept' })
	await form.getByLabel('Action').fill(action)
	await form.getByRole('button', { name: 'Accept this' }).click()
	await expect(card(page, suggestionId)).toContainText('Accepted, changed by you')
}

/** Rejects by the key, with reasons by name and a sentence. */
export async function reject(
	page: Page,
	suggestionId: string,
	why: { reasons: readonly string[]; sentence: string },
) {
	await openCard(page, suggestionId)
	await card(page, suggestionId).focus()
	await page.keyboard.press('x')
	const chosen = card(page, suggestionId)
	await expect(chosen).toContainText('Rejected')
	await chosen.getByRole('button', { name: 'Other…' }).click()
	for (const reason of why.reasons) {
		const chip = chosen.getByRole('button', { name: reason, exact: true })
		await chip.click()
		await expect(chip).toHaveAttribute('aria-pressed', 'true')
	}
	await chosen.getByLabel('In a sentence, if you like').fill(why.sentence)
	await chosen.getByRole('button', { name: 'Keep it' }).click()
	await expect(chosen.getByRole('button', { name: 'Kept' })).toBeVisible()
}

export async function takeBack(page: Page, suggestionId: string) {
	await card(page, suggestionId).getByRole('button', { name: 'Take back' }).click()
	await expect(card(page, suggestionId)).toHaveAttribute('data-open', 'true')
}

const DECISIONS = '**/api/v1/boards/*/decisions'

/**
 * Both people press at once: each one's verdict is held on its way until the other's has left too,
 * so that neither could have known.
 */
export async function decideAtOnce(
	one: { person: Person; press: () => Promise<void> },
	other: { person: Person; press: () => Promise<void> },
) {
	const pages = [one.person.page, other.person.page]
	let left = 0
	let letGo: () => void = () => undefined
	const bothLeft = new Promise<void>((resolve) => {
		letGo = resolve
	})
	for (const page of pages) {
		await page.route(DECISIONS, async (route) => {
			left += 1
			if (left === pages.length) letGo()
			await bothLeft
			await route.continue()
		})
	}
	const answers = pages.map((page) => page.waitForResponse(DECISIONS))
	await Promise.all([one.press(), other.press()])
	await Promise.all(answers)
	for (const page of pages) await page.unroute(DECISIONS)
}

/** What became of each suggestion, as the tray tells it: `title: status`, sorted. */
export async function readOutcomes(page: Page): Promise<string[]> {
	const onCards = await cards(page).evaluateAll((all) =>
		all.map((each) => ({
			title: each.querySelector('h4')?.textContent ?? '',
			isOpen: each.getAttribute('data-open') === 'true',
			text: each.textContent ?? '',
		})),
	)
	const earlier = await page.locator('details li').evaluateAll((all) =>
		all.map((each) => ({
			title: each.querySelector('span[title]')?.getAttribute('title') ?? '',
			isOpen: false,
			text: each.textContent ?? '',
		})),
	)
	return [...onCards, ...earlier]
		.map(({ title, isOpen, text }) => `${title}: ${isOpen ? 'open' : statusIn(text, title)}`)
		.sort()
}

function statusIn(text: string, title: string): string {
	const words = text.replace(title, '').toLowerCase()
	if (/accepted, changed|changed and accepted/.test(words)) return 'edited'
	if (words.includes('accepted')) return 'accepted'
	if (words.includes('rejected')) return 'rejected'
	return words
}
