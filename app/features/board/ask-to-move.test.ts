import { describe, expect, it } from 'vitest'
import { askToMove, type MoveRequest } from './ask-to-move.ts'

const request: MoveRequest = {
	...{ fromSceneId: 's1', toSceneId: 's2', panelIds: ['shape:a'], idempotencyKey: 'key-key-key' },
}
const answering = (body: unknown, status = 200) => {
	const asked: { url: string; body: unknown }[] = []
	const send = async (url: string, init: RequestInit) => {
		asked.push({ url, body: JSON.parse(String(init.body)) })
		return Response.json(body, { status })
	}
	return { asked, send }
}

describe('asking to move panels', () => {
	it('sends the panels and the key, and answers with the way back', async () => {
		const back = { sceneId: 's1', afterPanelId: null }
		const { asked, send } = answering({ panelIds: ['shape:a'], withdrawnSuggestions: 0, back })
		expect(await askToMove(request, send)).toEqual({ ok: true, panelIds: ['shape:a'], back })
		const { fromSceneId: _from, ...body } = request
		expect(asked).toEqual([{ url: '/api/v1/boards/s1/moves', body }])
	})

	it('says the server’s sentence when it refuses', async () => {
		const { send } = answering({ code: 'conflict', message: 'Nothing was moved.' }, 409)
		expect(await askToMove(request, send)).toEqual({ ok: false, message: 'Nothing was moved.' })
	})

	it('says what is safe when nobody answers, or something else does', async () => {
		const silent = () => Promise.reject(new TypeError('offline'))
		for (const send of [silent, answering('<html>', 502).send, answering({ odd: 1 }).send])
			expect(await askToMove(request, send)).toMatchObject({
				ok: false,
				message: expect.stringContaining('Nothing was moved'),
			})
	})
})
