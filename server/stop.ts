/** Ends the program in order on INT, TERM and HUP: nothing half done, and never longer than seconds. */
const FORCE_AFTER_MS = 6_000

/** Runs `stop` once at the first signal, then exits 0; repeats are ignored. */
export function stopOnSignals(stop: () => Promise<void>, onError: (error: unknown) => void): void {
	let isStopping = false
	const begin = () => {
		if (isStopping) return
		isStopping = true
		// A reader that never closes must not keep the program; what is saved is on disk already.
		setTimeout(() => process.exit(0), FORCE_AFTER_MS).unref()
		stop().then(
			() => process.exit(0),
			(error: unknown) => {
				onError(error)
				process.exit(1)
			},
		)
	}
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, begin)
}
