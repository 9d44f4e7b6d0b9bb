/** The wall as a person sees it: panels, strokes and captions, read from what the browser shows. */
import { expect, type Locator, type Page } from '@playwright/test'

/** Waits until the board stands and says that all is saved. */
export async function expectBoard(page: Page) {
	await expect(page.getByRole('radio', { name: 'Pencil', exact: true })).toBeVisible({
		timeout: 30_000,
	})
	await expectSaved(page)
}

/** The corner of the board says so, and nothing less. */
export async function expectSaved(page: Page) {
	await expect(saveState(page)).toHaveText('Saved', { timeout: 30_000 })
}

export function saveState(page: Page): Locator {
	return page.locator('[data-save-state]')
}

/** Panels in story order, as the strip lists them. */
export function clips(page: Page): Locator {
	return page.getByRole('listbox', { name: 'Panels in story order' }).getByRole('option')
}

export async function panelIds(page: Page): Promise<string[]> {
	return clips(page).evaluateAll((all) => all.map((clip) => clip.getAttribute('data-clip') ?? ''))
}

/** Where a panel's paper lies on the page, once the wall has stopped moving. */
export async function paperOf(page: Page, panelId: string) {
	const paper = page.locator(`[data-shape-type="panel"][data-shape-id="${panelId}"]`)
	await expect(paper).toBeVisible()
	let before = ''
	await expect
		.poll(async () => {
			const now = JSON.stringify(await paper.boundingBox())
			const isStill = now === before
			before = now
			return isStill
		})
		.toBe(true)
	const box = await paper.boundingBox()
	if (!box) throw new Error(`${panelId} is not on the wall`)
	return box
}

/** Drawn strokes by id, each with the outline the browser paints. */
export async function strokes(page: Page): Promise<Record<string, string>> {
	const drawn = await page
		.locator('[data-shape-type="draw"]')
		.evaluateAll((all) =>
			all.map((shape): [string, string] => [
				shape.getAttribute('data-shape-id') ?? '',
				[...shape.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '').join(' '),
			]),
		)
	return Object.fromEntries(drawn.sort(([a], [b]) => (a < b ? -1 : 1)))
}

export async function strokeIds(page: Page): Promise<string[]> {
	return Object.keys(await strokes(page))
}

/** Length of the longest outline among strokes that are not in `known`; 0 when there is none. */
export async function newInk(page: Page, known: readonly string[]): Promise<number> {
	const fresh = Object.entries(await strokes(page)).filter(([id]) => !known.includes(id))
	return Math.max(0, ...fresh.map(([, outline]) => outline.length))
}

/** Opens the caption of a panel in place; its field for what we see. */
export async function openCaption(page: Page, panelId: string): Promise<Locator> {
	await page.locator(`[data-caption="${panelId}"]`).click()
	const field = page.getByRole('group', { name: 'Caption' }).getByLabel('What we see')
	await expect(field).toBeFocused()
	return field
}

/** Puts the caret of a focused field behind `words`. */
export async function putCaretBehind(field: Locator, words: string) {
	await field.evaluate((area, before) => {
		if (!(area instanceof HTMLTextAreaElement)) throw new Error('not a text area')
		const at = area.value.indexOf(before) + before.length
		area.setSelectionRange(at, at)
	}, words)
}

/** What stands before the caret of a field. */
export async function beforeCaret(field: Locator): Promise<string> {
	return field.evaluate((area) =>
		area instanceof HTMLTextAreaElement ? area.value.slice(0, area.selectionStart) : '',
	)
}

/** A board as it can be read off the screen, for holding two screens and the server side by side. */
export interface WallView {
	/** In story order: id, the strip's words (number, size, length), the caption's letters. */
	panels: { id: string; label: string; caption: string }[]
	strokes: Record<string, string>
}

export async function readWall(page: Page): Promise<WallView> {
	const panels = await clips(page).evaluateAll((all, placeholder) => {
		const letters = (id: string) => {
			const caption = document.querySelector(`[data-caption="${CSS.escape(id)}"]`)
			const text = caption?.textContent ?? ''
			return text === placeholder ? '' : text
		}
		return all.map((clip) => {
			const id = clip.getAttribute('data-clip') ?? ''
			return { id, label: clip.firstElementChild?.textContent ?? '', caption: letters(id) }
		})
	}, 'What we see')
	return {
		panels: panels.map((panel) => ({ ...panel, caption: lettersOf(panel.caption) })),
		strokes: await strokes(page),
	}
}

/** Letters and digits only: a caption sets names as cues, and breaks lines as it needs. */
export function lettersOf(text: string): string {
	return text.replace(/[^\p{L}\p{N}]/gu, '')
}
