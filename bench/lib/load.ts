/** People at work in a process of their own: each has a shape and moves it at a steady rate. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface LoadPerson {
	room: number
	name: string
	draws: boolean
}
export interface LoadTask {
	address: string
	/** Edits a second of each person who draws. */
	rate: number
	seconds: number
	people: LoadPerson[]
}
export interface LoadReport {
	/** From an edit to its acknowledgement, milliseconds, one per edit. */
	ackMs: number[]
	/** From an edit to its update at another person of the same process, milliseconds. */
	fanOutMs: number[]
	/** Connections the server ended or never let in. */
	shed: number
	/** Per person who drew, the number of the last edit that was acknowledged. */
	lastAcknowledged: { room: number; shapeId: string; edit: number }[]
}

const ENTRY = fileURLToPath(new URL('./load-process.ts', import.meta.url))

/** Lets them work and returns what they saw. @throws Error when their process fails. */
export async function runLoad(task: LoadTask): Promise<LoadReport> {
	const name = `dailies-load-${process.pid}-${task.people[0]?.name}`
	const taskFile = join(tmpdir(), `${name}.task.json`)
	const reportFile = join(tmpdir(), `${name}.report.json`)
	try {
		writeFileSync(taskFile, JSON.stringify(task))
		const args = ['--disable-warning=ExperimentalWarning', ENTRY, taskFile, reportFile]
		const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
		const leaveNobody = () => child.kill('SIGKILL')
		process.on('exit', leaveNobody)
		const [code] = await once(child, 'exit')
		process.off('exit', leaveNobody)
		if (code !== 0) throw new Error('the people at work ended early')
		// Cast: written by load-process.ts from this very type.
		return JSON.parse(readFileSync(reportFile, 'utf8')) as LoadReport
	} finally {
		for (const file of [taskFile, reportFile]) rmSync(file, { force: true })
	}
}
