/**
 * Whether this process keeps up. While its event loop lags, nobody new is let in: those inside keep
 * their pace, and those outside are told so and come again by themselves (R22).
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { MAX_LAG_MS } from './limits.ts'

const WINDOW_MS = 1_000
const RESOLUTION_MS = 20

export interface LoadGauge {
	isOverloaded(): boolean
	dispose(): void
}

/** Watches the event loop over the last second; half of its turns must be late, not one pause. */
export function createLoadGauge(): LoadGauge {
	const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
	delay.enable()
	let lagMs = 0
	const timer = setInterval(() => {
		lagMs = delay.count > 0 ? delay.percentile(50) / 1e6 - RESOLUTION_MS : 0
		delay.reset()
	}, WINDOW_MS)
	timer.unref()
	return {
		isOverloaded: () => lagMs > MAX_LAG_MS,
		dispose() {
			clearInterval(timer)
			delay.disable()
		},
	}
}
