/** Numbers as the research page writes them: whole per cent, plain counts, seconds. */

export function percent(share: number): string {
	return `${Math.round(share * 100)} %`
}

export function count(n: number): string {
	return n.toLocaleString('en-GB')
}

/** `1 entry`, `2 entries`. */
export function counted(n: number, one: string, many: string): string {
	return `${count(n)} ${n === 1 ? one : many}`
}

/** `8.4 s`, `41 s`, `12 min`, `3 h`, `2 days`. */
export function duration(ms: number): string {
	const seconds = ms / 1000
	if (seconds < 10) return `${seconds.toFixed(1)} s`
	if (seconds < 90) return `${Math.round(seconds)} s`
	if (seconds < 5400) return `${Math.round(seconds / 60)} min`
	const hours = seconds / 3600
	return hours < 36 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`
}
