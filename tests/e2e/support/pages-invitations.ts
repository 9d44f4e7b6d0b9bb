/** Invitation links as the operator sees them printed, and doors tried with a hand-made socket. */
import type { BrowserContext } from '@playwright/test'
import { TestClient } from '#tests/support/test-client.ts'
import type { TestServer } from './server.ts'

const LINK = /^ {2}(owner|editor|writer|commenter|viewer) +http:\/\/\S+?(\/join\/\S+)$/gm

/** The path of each role's link, as the newest start printed it. */
export function printedLinks(server: TestServer): Record<string, string> {
	const found = [...server.output().matchAll(LINK)]
	return Object.fromEntries(found.map(([, role = '', path = '']) => [role, path]))
}

export async function cookieOf(context: BrowserContext): Promise<string> {
	const cookies = await context.cookies()
	return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** A hand-made client at a board's room, as no honest page would be one. */
export function handMadeClient(server: TestServer, sceneId: string, cookie: string): TestClient {
	const url = `${server.url.replace('http', 'ws')}/collab`
	// An id like the server's own: random and below 2^21.
	const clientId = 1 + Math.floor(Math.random() * (2 ** 21 - 2))
	return new TestClient(url, { room: `board:${sceneId}`, cookie, clientId })
}

/** Writes the first panel's length past any page. @throws Error on a board without panels. */
export function overwriteFirstPanel(client: TestClient, durationFrames: number) {
	const panel = [...client.records.all()].find(
		(record) => record.typeName === 'shape' && record.type === 'panel',
	)
	if (!panel) throw new Error('there is no panel to write on')
	client.records.update(panel.id, { 'props.durationFrames': durationFrames })
}
