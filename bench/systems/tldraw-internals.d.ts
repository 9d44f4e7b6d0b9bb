/**
 * What tldraw's React hook uses of its own packages and their published types leave out. Anything
 * that changes there shows as an error when the bench runs.
 */
import type { UnknownRecord } from '@tldraw/store'
import type { TLPersistentClientSocket } from '@tldraw/sync-core'

declare module '@tldraw/sync-core' {
	export class ClientWebSocketAdapter implements TLPersistentClientSocket {
		constructor(getUri: () => Promise<string> | string)
		connectionStatus: TLPersistentClientSocket['connectionStatus']
		sendMessage: TLPersistentClientSocket['sendMessage']
		onReceiveMessage: TLPersistentClientSocket['onReceiveMessage']
		onStatusChange: TLPersistentClientSocket['onStatusChange']
		restart(): void
		close(): void
	}
	export function getTlsyncProtocolVersion(): number
	// The parameters must be named as in the class they are merged with.
	interface TLSyncClient<R extends UnknownRecord, S> {
		readonly store: S
		readonly isConnectedToRoom: boolean
	}
}

declare module '@tldraw/store' {
	interface Store<R extends UnknownRecord, Props> {
		ensureStoreIsUsable(): void
	}
}
