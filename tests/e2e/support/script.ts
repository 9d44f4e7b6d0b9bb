/** An original page of script with three scenes, and the way it comes in: from the home page, as a file. */
import { writeFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'

export const SCRIPT_TITLE = 'The Lamp Room'
export const SCENE_HEADINGS = [
	'INT. LIGHTHOUSE KITCHEN - NIGHT',
	'EXT. GALLERY - NIGHT',
	'INT. LAMP ROOM - DAWN',
] as const

const SCRIPT = `Title: ${SCRIPT_TITLE}
Author: A test of Dailies

${SCENE_HEADINGS[0]}

Rain on the window. A KETTLE rattles on the stove. MARA holds a wet letter to the light.

MARA
You left the lamp dark last night.

Teo does not turn round. He dries one cup, then the same cup again.

TEO
One night. Nobody sails in this.

MARA
Somebody did.

She lays the letter on the table between them. The ink has run.

TEO
Where did you find it?

MARA
On the rocks, in a bottle with our name on it.

The kettle screams. Neither of them moves.

${SCENE_HEADINGS[1]}

Wind. Mara leans over the rail and counts the waves.

MARA
There is a light out there.

${SCENE_HEADINGS[2]}

Grey sea. Teo strikes a match and the great lens wakes.

TEO
Go on. Turn.
`

/** Brings the script in from the home page and opens its first scene's board. */
export async function importScript(page: Page, file: string) {
	await writeFile(file, SCRIPT)
	await page.getByRole('button', { name: 'Import a script' }).first().click()
	const dialog = page.getByRole('dialog', { name: 'Import a script' })
	await dialog.locator('input[type=file]').setInputFiles(file)
	await expect(dialog.getByRole('status')).toContainText(`3 new scenes in ${SCRIPT_TITLE}`)
	for (const heading of SCENE_HEADINGS) await expect(dialog).toContainText(heading)
	await dialog.getByRole('link', { name: 'Open the board' }).click()
}

/** Addresses of the boards of the film whose board is open, in story order. */
export async function boardUrlsOf(page: Page): Promise<string[]> {
	const { origin, pathname } = new URL(page.url())
	const answer = await page.request.get(`${origin}${pathname.replace(/\/scenes\/.*$/, '')}`)
	const found = (await answer.text()).matchAll(/href="(\/projects\/[^"/]+\/scenes\/[^"/]+)"/g)
	return [...new Set([...found].map(([, path]) => `${origin}${path}`))]
}
