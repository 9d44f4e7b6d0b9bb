/** What people do on the pages around the board, in their own words, and what must hold on all of them. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Person } from './person.ts'

export const DEMO_FILM = 'Last House'

/** No error in the console, no request that left the host, since this person came. */
export function expectQuiet(...people: readonly Person[]) {
	for (const { name, problems } of people) expect(problems, `what ${name} met`).toEqual([])
}

/** Runs `act` where the browser itself reports a refusal as an error, as it does for any 4xx. */
export async function whileRefused(person: Person, act: () => Promise<void>) {
	person.expectTrouble()
	await act()
	person.expectNoTrouble()
}

/** Every picture in view below `within` has arrived and has pixels. */
export async function expectPictures(within: Locator, atLeast: number) {
	const pictures = within.locator('img[src^="/pictures/"]')
	await expect.poll(() => pictures.count()).toBeGreaterThanOrEqual(atLeast)
	// Pictures further down load when they come near, so each is brought into view.
	await pictures.evaluateAll((all) => {
		for (const each of all) each.scrollIntoView({ block: 'nearest' })
	})
	await expect
		.poll(() =>
			pictures.evaluateAll((all) =>
				all.every(
					(each) => each instanceof HTMLImageElement && each.complete && each.naturalWidth > 0,
				),
			),
		)
		.toBe(true)
}

export function filmCard(page: Page, title: string): Locator {
	return page
		.getByRole('article')
		.filter({ has: page.getByRole('link', { name: title, exact: true }) })
}

export function sceneCards(page: Page): Locator {
	return page.getByRole('list', { name: 'Scenes in story order' }).getByRole('listitem')
}

/** Answers what may be kept of one's work, as asked on joining. */
export async function answerConsent(page: Page) {
	const dialog = page.getByRole('dialog', { name: 'What is kept of your work' })
	await dialog.getByRole('button', { name: 'Save answers' }).click()
	await expect(dialog).toBeHidden()
}

/** Opens a menu by its button and chooses from it, by keyboard alone. */
export async function chooseByKeyboard(page: Page, button: Locator, item: string) {
	await button.focus()
	await page.keyboard.press('Enter')
	const chosen = page.getByRole('menuitem', { name: item })
	await expect(chosen).toBeVisible()
	await pressUntilFocused(page, 'ArrowDown', chosen)
	await page.keyboard.press('Enter')
	await expect(chosen).toBeHidden()
}

/** Presses a key until `target` has the focus; fails when it cannot be reached. */
export async function pressUntilFocused(page: Page, key: string, target: Locator, most = 12) {
	for (let press = 0; press <= most; press++) {
		if (await target.evaluate((element) => element === document.activeElement)) return
		await page.keyboard.press(key)
	}
	await expect(target).toBeFocused()
}

/** Begins a film by its name from the home page; ends on its page. */
export async function makeFilm(page: Page, url: string, title: string) {
	await page.goto(url)
	await page.getByRole('button', { name: 'New project' }).click()
	const dialog = page.getByRole('dialog', { name: 'New project' })
	await dialog.getByLabel('Name').fill(title)
	await dialog.getByRole('button', { name: 'Make it' }).click()
	await answerConsent(page)
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

/** Opens a film from the home page for the first time, and answers what is asked there. */
export async function openFilm(page: Page, title: string) {
	await filmCard(page, title).getByRole('link', { name: title, exact: true }).click()
	await answerConsent(page)
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

/** Pastes pages into the import dialog that is open and sends them. */
export async function pasteScript(dialog: Locator, pages: string) {
	await dialog.getByLabel('Or paste the pages').fill(pages)
	await dialog.getByRole('button', { name: 'Bring these pages in' }).click()
}
