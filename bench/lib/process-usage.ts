/** What a process and a folder cost, read from /proc and the file system (Linux). */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const TICKS_PER_SECOND = 100
const UTIME = 11
const STIME = 12

/** User and system seconds of a `/proc/PID/stat` line; the name in it may hold spaces and brackets. */
export function parseCpuSeconds(stat: string): number {
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
	return (Number(fields[UTIME]) + Number(fields[STIME])) / TICKS_PER_SECOND
}

/** Resident bytes of a `/proc/PID/status` text. */
export function parseRssBytes(status: string): number {
	return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1024
}

export function cpuSecondsOf(pid: number): number {
	return parseCpuSeconds(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

export function rssBytesOf(pid: number): number {
	return parseRssBytes(readFileSync(`/proc/${pid}/status`, 'utf8'))
}

/** Bytes of all files under a folder; a file that vanishes meanwhile counts nothing. */
export function folderBytes(dir: string): number {
	let sum = 0
	for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue
		sum += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0
	}
	return sum
}
