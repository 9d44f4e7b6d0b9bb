/** What a question to the server answers: the last answer stays while the next is on its way. */
import { useEffect, useState } from 'react'

export interface Loaded<T> {
	value: T | null
	/** A sentence for the person when it could not be had. */
	trouble: string | null
}

/** Asks when `load` changes, and again when `round` does. Memoise `load`. */
export function useLoaded<T>(load: () => Promise<T>, round: number): Loaded<T> {
	const [loaded, setLoaded] = useState<Loaded<T>>({ value: null, trouble: null })
	// biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again.
	useEffect(() => {
		let isGone = false
		load()
			.then((value) => {
				if (!isGone) setLoaded({ value, trouble: null })
			})
			.catch((error: unknown) => {
				const trouble = error instanceof Error ? error.message : 'That could not be read.'
				if (!isGone) setLoaded((now) => ({ ...now, trouble }))
			})
		return () => {
			isGone = true
		}
	}, [load, round])
	return loaded
}
