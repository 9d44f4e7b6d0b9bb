/**
 * SVG to PNG in a process of its own, one job at a time, so that neither a slow drawing nor a crash
 * of the renderer touches the rooms' thread. The process starts with the first job and leaves when
 * nothing was asked for a while.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'

const IDLE_MS = 30_000
const JOB_MS = 20_000
const MAX_WAITING = 400
const AnswerSchema = z.object({
	id: z.number(),
	png: z.instanceof(Uint8Array).optional(),
	failure: z.string().optional(),
})

interface Job {
	id: number
	svg: string
	width: number
	resolve(png: Uint8Array): void
	reject(error: unknown): void
}

export interface Rasterizer {
	/** @throws AppError('too_many' | 'internal') */
	render(svg: string, width: number): Promise<Uint8Array>
	dispose(): void
}

export function createRasterizer(): Rasterizer {
	const waiting: Job[] = []
	let current: Job | null = null
	let child: ChildProcess | null = null
	let timer: NodeJS.Timeout | undefined
	let lastId = 0
	let isDisposed = false

	function next(): void {
		clearTimeout(timer)
		current = waiting.shift() ?? null
		if (current === null) {
			timer = setTimeout(stop, IDLE_MS)
			timer.unref()
			return
		}
		const { id, svg, width } = current
		child ??= start()
		child.send({ id, svg, width })
		timer = setTimeout(() => stop(), JOB_MS)
		timer.unref()
	}
	function start(): ChildProcess {
		const file = fileURLToPath(new URL('./render-process.ts', import.meta.url))
		const started = fork(file, {
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		})
		started.on('message', answered)
		started.on('exit', () => {
			if (child === started) child = null
			settle((job) => job.reject(failed('the renderer stopped')))
		})
		started.on('error', (error) => settle((job) => job.reject(error)))
		started.unref()
		started.channel?.unref?.()
		return started
	}
	function answered(message: unknown): void {
		const answer = AnswerSchema.safeParse(message)
		if (!answer.success || answer.data.id !== current?.id) return
		const { png, failure } = answer.data
		settle((job) => (png ? job.resolve(png) : job.reject(failed(failure ?? 'no picture'))))
	}
	function settle(finish: (job: Job) => void): void {
		const job = current
		if (job === null) return
		current = null
		finish(job)
		if (!isDisposed) next()
	}
	function stop(): void {
		child?.kill()
		child = null
		settle((job) => job.reject(failed('the renderer was stopped')))
	}

	return {
		render(svg, width) {
			if (isDisposed || waiting.length >= MAX_WAITING) {
				return Promise.reject(new AppError('too_many'))
			}
			return new Promise((resolve, reject) => {
				waiting.push({ id: ++lastId, svg, width, resolve, reject })
				if (current === null) next()
			})
		},
		dispose() {
			isDisposed = true
			clearTimeout(timer)
			for (const job of waiting.splice(0)) job.reject(failed('stopping'))
			stop()
		},
	}
}

function failed(why: string): AppError {
	return new AppError('internal', {
		userMessage: 'This picture could not be drawn. The drawing itself is safe.',
		details: { why },
	})
}
