/** Reads one thing of a transport; the component wakes only when that one thing changes. */
import { useSyncExternalStore } from 'react'
import type { Transport, TransportState } from './transport.ts'

export function useTransport<T extends string | number | boolean | object | null>(
	transport: Transport,
	read: (state: TransportState) => T,
): T {
	const snapshot = () => read(transport.get())
	return useSyncExternalStore(transport.subscribe, snapshot, snapshot)
}
