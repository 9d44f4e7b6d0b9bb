/** Waiting for what no event tells. */
const POLL_MS = 1

/** Resolves when `isDone` holds. */
export async function until(isDone: () => boolean): Promise<void> {
	while (!isDone()) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
}
