/**
 * A moment in the reader's own time zone. The server cannot know it, so it writes UTC and the browser
 * changes it after hydration without a mismatch.
 */
import { useSyncExternalStore } from 'react'

const never = () => () => undefined

export function LocalTime({ ms }: { ms: number }) {
	const isHere = useSyncExternalStore(
		never,
		() => true,
		() => false,
	)
	const at = new Date(ms)
	const options: Intl.DateTimeFormatOptions = {
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit',
		...(isHere ? {} : { timeZone: 'UTC' }),
	}
	return <time dateTime={at.toISOString()}>{at.toLocaleString('en-GB', options)}</time>
}
