/**
 * A moment in the reader's own time zone. The server cannot know it, so it writes UTC and the browser
 * changes it after hydration without a mismatch.
 */
import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** `seconds`: the time of day to the second, without the day. */
export function LocalTime({ ms, seconds = false }: { ms: number; seconds?: boolean }) {
	const isHere = useSyncExternalStore(
		never,
		() => true,
		() => false,
	)
	const at = new Date(ms)
	const options: Intl.DateTimeFormatOptions = {
		...(seconds ? { second: '2-digit' } : { day: 'numeric', month: 'short' }),
		hour: '2-digit',
		minute: '2-digit',
		...(isHere ? {} : { timeZone: 'UTC' }),
	}
	return <time dateTime={at.toISOString()}>{at.toLocaleString('en-GB', options)}</time>
}
