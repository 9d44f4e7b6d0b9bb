/** A pen on a tablet: strokes with pressure, sent through the browser's own input pipeline. */
import type { CDPSession, Page } from '@playwright/test'

export interface PenPoint {
	x: number
	y: number
	/** 0–1. */
	pressure: number
}

/** What happens while the pen is down. */
export interface PenDown {
	/** Degrees from upright, towards the right. */
	tiltX?: number
	/** When half of the stroke is drawn. */
	halfway?: () => Promise<void>
	/** When all of it is drawn and the pen still touches the paper. */
	beforeLifting?: () => Promise<void>
}

/** Draws one stroke in page pixels. */
export async function drawWithPen(page: Page, points: readonly PenPoint[], during: PenDown = {}) {
	const [first, ...rest] = points
	const last = points.at(-1)
	if (!first || !last) return
	const session = await page.context().newCDPSession(page)
	const { tiltX = 0 } = during
	await send(session, 'mouseMoved', { ...first, tiltX }, 0)
	await send(session, 'mousePressed', { ...first, tiltX }, 1)
	const middle = Math.ceil(rest.length / 2)
	for (const point of rest.slice(0, middle))
		await send(session, 'mouseMoved', { ...point, tiltX }, 1)
	await during.halfway?.()
	for (const point of rest.slice(middle)) await send(session, 'mouseMoved', { ...point, tiltX }, 1)
	await during.beforeLifting?.()
	await send(session, 'mouseReleased', { ...last, tiltX }, 0)
	await session.detach()
}

function send(
	session: CDPSession,
	type: 'mouseMoved' | 'mousePressed' | 'mouseReleased',
	point: PenPoint & { tiltX: number },
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
		tiltX: point.tiltX,
	})
}

/** A wavering line between two places of a box (0–1 each), pressed harder towards its middle. */
export function strokeIn(
	box: { x: number; y: number; width: number; height: number },
	from: readonly [number, number],
	to: readonly [number, number],
	count = 24,
): PenPoint[] {
	return Array.from({ length: count }, (_, at) => {
		const t = at / (count - 1)
		const bend = 0.03 * Math.sin(t * Math.PI * 4)
		return {
			x: box.x + box.width * (from[0] + (to[0] - from[0]) * t + bend),
			y: box.y + box.height * (from[1] + (to[1] - from[1]) * t - bend),
			pressure: 0.15 + 0.7 * Math.sin(t * Math.PI),
		}
	})
}
