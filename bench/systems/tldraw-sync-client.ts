/**
 * tldraw's own sync client in Node, put together as its React hook does it: the reconnecting adapter,
 * the store with tldraw's default schema, presence in full, so that it sends 30 times a second and not
 * at the slower rate of somebody alone. What of it is private is read by name, and checked.
 */
import { atom, computed } from '@tldraw/state'
import { Store } from '@tldraw/store'
import { ClientWebSocketAdapter, TLSyncClient } from '@tldraw/sync-core'
import {
	createTLSchema,
	createUserId,
	InstancePresenceRecordType,
	type TLInstancePresence,
	type TLRecord,
	type TLStore,
	type TLStoreProps,
} from '@tldraw/tlschema'
import { uniqueId } from '@tldraw/utils'
import type { WebSocket } from 'ws'
import { createPlainStore } from '../../app/features/sync/create-plain-store.ts'
import { BrowserLine, lineParam } from '../lib/browser-line.ts'
import { ByteMeter } from '../lib/byte-meter.ts'
import { Line } from '../lib/metered-socket.ts'
import { whenShapes } from '../lib/shapes.ts'
import type { BenchClient, ConnectOptions } from '../lib/system.ts'
import { until } from '../lib/until.ts'

type SyncClient = TLSyncClient<TLRecord, TLStore>

export function tldrawUrl(address: string, { room = 0, canWrite = true }: ConnectOptions): URL {
	const url = new URL(`${address}/?room=${room}&sessionId=${uniqueId()}`)
	if (!canWrite) url.searchParams.set('readonly', '1')
	return url
}

export async function connectTldraw(
	address: string,
	options: ConnectOptions = {},
): Promise<BenchClient> {
	const meter = new ByteMeter(isTldrawPresence)
	const line = new Line(meter)
	const browser = new BrowserLine(line)
	const url = tldrawUrl(address, options)
	url.searchParams.set(lineParam, browser.id)
	const adapter = new ClientWebSocketAdapter(() => browser.whenMended().then(() => url.toString()))
	const store = createTldrawStore()
	const others = store.query.ids('instance_presence')
	const presence = atom<TLRecord | null>('presence', presenceOf(store.id))
	const mode = computed<'solo' | 'full'>('mode', () => (others.get().size === 0 ? 'solo' : 'full'))
	const client = await new Promise<SyncClient>((resolve, reject) => {
		new TLSyncClient<TLRecord, TLStore>({
			...{ store, socket: adapter, presence, presenceMode: mode },
			onLoad: resolve,
			onSyncError: (reason) => reject(new Error(reason)),
			onAfterConnect: () => store.ensureStoreIsUsable(),
		})
	})
	const whenSaved = () => until(() => isSaved(client))
	return {
		store,
		bytesIn: () => meter.bytesIn,
		bytesOut: () => meter.bytesOut,
		hasAll: (count) => whenShapes(store, count),
		flush: () => flush(client),
		whenSaved,
		goOffline: () => browser.cut(),
		async goOnline() {
			browser.mend()
			await whenSaved()
		},
		async close() {
			client.close()
			adapter.close()
			browser.dispose()
		},
	}
}

function createTldrawStore(): TLStore {
	const { props } = createPlainStore()
	return new Store<TLRecord, TLStoreProps>({ id: uniqueId(), schema: createTLSchema(), props })
}

/** One presence record that never changes: the sync client counts others by theirs. */
function presenceOf(storeId: string): TLInstancePresence {
	return InstancePresenceRecordType.create({
		id: InstancePresenceRecordType.createId(storeId),
		// A valid page id by tldraw's own rule; its type is branded.
		currentPageId: 'page:page' as TLInstancePresence['currentPageId'],
		userId: createUserId(storeId),
		userName: '',
	})
}

function privateOf(client: object, name: string): unknown {
	const value: unknown = Reflect.get(client, name)
	if (value === undefined) throw new Error(`tldraw's sync client has no ${name} any more`)
	return value
}

function lengthOf(client: SyncClient, name: string): number {
	const list = privateOf(client, name)
	if (!Array.isArray(list)) throw new Error(`${name} of tldraw's sync client is no list`)
	return list.length
}

function isSaved(client: SyncClient): boolean {
	client.store._flushHistory()
	const unsent = privateOf(client, 'unsentChanges')
	const hasUnsent = Reflect.get(Object(unsent), 'nextDiff') !== undefined
	const waiting = lengthOf(client, 'pendingPushRequests') + lengthOf(client, 'incomingDiffBuffer')
	return client.isConnectedToRoom && !hasUnsent && waiting === 0
}

/** What its scheduler does when its turn comes: sends what is unsent, takes in what has arrived. */
function flush(client: SyncClient): void {
	client.store._flushHistory()
	const scheduler = Object(privateOf(client, 'fpsScheduler'))
	const run: unknown = Reflect.get(scheduler, 'flush')
	if (typeof run !== 'function') throw new Error("tldraw's scheduler has no flush any more")
	run.call(scheduler)
}

/** Presence alone: a push without a diff, or a patch of presence records only. */
export function isTldrawPresence(data: unknown): boolean {
	const text = textOf(data)
	if (text === undefined || !text.includes('"instance_presence')) return false
	return (
		!/"(shape|page|document|binding|asset):/.test(text) && !text.startsWith('{"type":"connect"')
	)
}

const LONGEST_PRESENCE = 8192

function textOf(data: Parameters<WebSocket['send']>[0] | unknown): string | undefined {
	if (typeof data === 'string') return data.length < LONGEST_PRESENCE ? data : undefined
	if (!Buffer.isBuffer(data) || data.byteLength > LONGEST_PRESENCE) return undefined
	return data.toString()
}
