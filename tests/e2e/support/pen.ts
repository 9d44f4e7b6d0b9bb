/** A pen on a tablet: strokes with pressure, sent through the browser's own input pipeline. */
import type { CDPSession, Page } from '@playwright/test'

export interface PenPoint {
	x: number
	y: number
	/** 0–1. */
	pressure: number
}

/** Draws one stroke in page pixels; `during` runs before the pen is lifted. */
export async function drawWithPen(page: Page, points: PenPoint[], during?: () => Promise<void>) {
	const [first, ...rest] = points
	const last = points.at(-1)
	if (!first || !last) return
	const session = await page.context().newCDPSession(page)
	await send(session, 'mouseMoved', first, 0)
	await send(session, 'mousePressed', first, 1)
	for (const point of rest) await send(session, 'mouseMoved', point, 1)
	await during?.()
	await send(session, 'mouseReleased', last, 0)
	await session.detach()
}

function send(
	session: CDPSession,
	type: 'mouseMoved' | 'mousePressed' | 'mouseReleased',
	point: PenPoint,
	buttons: number,
) {
	return session.send('Input.dispatchMouseEvent', {
		type,
		x: point.x,
		y: point.y,
		button: type === 'mouseMoved' ? 'none' : 'left',
		buttons,
		clickCount: 1,
		pointerType: 'pen',
		force: point.pressure,
	})
}
