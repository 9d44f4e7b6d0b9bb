/** Reads a tldraw signal in React; works in server rendering, where it shows the first value. */
import { react, type Signal } from '@tldraw/state'
import { useCallback, useSyncExternalStore } from 'react'

export function useSignal<T>(signal: Signal<T>): T {
	const subscribe = useCallback(
		(notify: () => void) =>
			react('useSignal', () => {
				signal.get()
				notify()
			}),
		[signal],
	)
	const read = () => signal.__unsafe__getWithoutCapture()
	return useSyncExternalStore(subscribe, read, read)
}
