/**
 * What an eye in front of a page can tell, the same on both: when the board can be drawn on, how long
 * frames take while the wall moves, how long ink takes to follow a pen. Everything is read off the page.
 */
import type { CDPSession, Page } from '@playwright/test'

/** Milliseconds from the start of the navigation to the first frame with all ink in view. */
export async function opening(page: Page, url: string): Promise<number> {
	await page.goto(url, { waitUntil: 'commit' })
	const handle = await page.waitForFunction(
		() => {
			const canvas = document.querySelector('.tl-canvas')?.getBoundingClientRect()
			if (!canvas || canvas.width === 0) return null
			const inView = (element: Element) => {
				const box = element.getBoundingClientRect()
				const x = box.left + box.width / 2
				const y = box.top + box.height / 2
				return (
					box.width > 0 &&
					x > canvas.left &&
					x < canvas.right &&
					y > canvas.top &&
					y < canvas.bottom
				)
			}
			const frames = [...document.querySelectorAll('[data-shape-type="frame"]')].filter(inView)
			const papers = [...document.querySelectorAll('[data-shape-type="panel"]')].filter(inView)
			if (frames.length + papers.length === 0) return null
			const hasInk = papers.every((paper) =>
				paper.querySelector('canvas[data-resting]:not([hidden])'),
			)
			const isLive = document.querySelectorAll('[data-shape-type="draw"] path').length > 0
			if (!(papers.length > 0 ? hasInk : isLive)) return null
			return new Promise<number>((resolve) => {
				requestAnimationFrame(() => {
					const channel = new MessageChannel()
					channel.port1.onmessage = () => resolve(performance.now())
					channel.port2.postMessage(null)
				})
			})
		},
		undefined,
		{ timeout: 120_000, polling: 30 },
	)
	return Number(await handle.jsonValue())
}

/** Zooms until the whole wall is in view. */
export async function showAll(page: Page): Promise<void> {
	await page.keyboard.press('Shift+1')
	await page.waitForTimeout(4000)
}

/** Frame times, ms, while the wheel moves the wall to and fro for `frames` frames. */
export async function panning(page: Page, frames: number, step: number): Promise<number[]> {
	return page.evaluate(
		({ count, by }) =>
			new Promise<number[]>((resolve) => {
				const canvas = document.querySelector('.tl-canvas')
				if (!canvas) throw new Error('no canvas')
				const box = canvas.getBoundingClientRect()
				const times: number[] = []
				let last = performance.now()
				const tick = (now: number) => {
					times.push(now - last)
					last = now
					if (times.length > count) return resolve(times.slice(1))
					const side = Math.floor(times.length / 30) % 2 === 0 ? 1 : -1
					canvas.dispatchEvent(
						new WheelEvent('wheel', {
							...{ bubbles: true, cancelable: true, deltaX: (side * by) / 2, deltaY: side * by },
							...{ clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 },
						}),
					)
					requestAnimationFrame(tick)
					return undefined
				}
				requestAnimationFrame(tick)
			}),
		{ count: frames, by: step },
	)
}

/** Milliseconds from each move of a pen until the frame in which its stroke has grown. */
export async function inkLatency(page: Page, moves: number): Promise<number[]> {
	await page.evaluate(() => {
		const times: number[] = []
		Object.assign(window, { inkTimes: times })
		let movedAt = 0
		window.addEventListener(
			'pointermove',
			() => {
				if (movedAt === 0) movedAt = performance.now()
			},
			{ capture: true },
		)
		const watch = new MutationObserver(() => {
			if (movedAt === 0) return
			const from = movedAt
			movedAt = 0
			requestAnimationFrame(() => {
				const channel = new MessageChannel()
				channel.port1.onmessage = () => times.push(performance.now() - from)
				channel.port2.postMessage(null)
			})
		})
		const layer = document.querySelector('.tl-shapes')
		if (layer) watch.observe(layer, { subtree: true, childList: true, attributeFilter: ['d'] })
	})
	const box = await page.locator('.tl-canvas').boundingBox()
	if (!box) throw new Error('no canvas')
	const session = await page.context().newCDPSession(page)
	const at = (step: number) => ({
		x: box.x + 60 + (step * 170) / moves,
		y: box.y + 90 + 30 * Math.sin(step / 9),
	})
	const send = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', step: number) =>
		session.send('Input.dispatchMouseEvent', {
			...{ type, ...at(step), pointerType: 'pen', force: 0.4 + 0.2 * Math.sin(step / 7) },
			...{ button: type === 'mouseMoved' ? 'none' : 'left', buttons: 1, clickCount: 1 },
		})
	await send('mousePressed', 0)
	for (let step = 1; step < moves; step++) {
		await send('mouseMoved', step)
		await pause(session)
	}
	await send('mouseReleased', moves)
	await session.detach()
	return page.evaluate(() => Reflect.get(window, 'inkTimes'))
}

function pause(_session: CDPSession): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 12))
}

export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b)
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
