/**
 * What a sync engine must offer to be measured, ours and peers alike. The one rule: a server runs in a
 * process of its own, and a client is the real one of its system, so that nobody is measured at a
 * disadvantage or by a stand-in. An address is plain text, so that load can come from other processes.
 */
import type { TLStore } from '@tldraw/tlschema'

export type SystemName = 'dailies' | 'tldraw-sync' | 'hocuspocus'

export interface BenchSystem {
	readonly name: SystemName
	/** Name and version for the reader. */
	readonly label: string
	/** Whether an edit is committed to disk before anybody else is shown it. */
	readonly durableBeforeShown: boolean
	/** Starts a server with its data in `dir`; again on the same `dir` reopens what is there. */
	start(options: StartOptions): Promise<BenchServer>
	/** A real client of the system at `address` (from any process). */
	connect(address: string, options?: ConnectOptions): Promise<BenchClient>
	/** A client at protocol level that reads bytes and keeps no store: the crowd. */
	sink(address: string, options?: ConnectOptions): Promise<BenchSink>
}

export interface StartOptions {
	dir: string
	/** How many rooms to have, numbered from 0; 1 when not given. */
	rooms?: number
}

export interface ConnectOptions {
	/** Which room, from 0. */
	room?: number
	/** Who connects; everybody is somebody else when not given. */
	person?: string
	/** False = a viewer; true when not given. */
	canWrite?: boolean
}

export interface BenchServer {
	readonly pid: number
	readonly address: string
	connect(options?: ConnectOptions): Promise<BenchClient>
	sink(options?: ConnectOptions): Promise<BenchSink>
	/** Stops in order: what the server has, it writes. */
	stop(): Promise<void>
	/** SIGKILL; resolves when the process is gone. */
	kill(): Promise<void>
	/** Everything under the data folder, bytes as allocated by name (journals included). */
	diskBytes(): number
	/** User and system time of the server process so far, seconds (10 ms steps). */
	cpuSeconds(): number
	rssBytes(): number
}

export interface BenchClient {
	/** The client's tldraw store; bound from when `connect` resolves (joined and filled). */
	readonly store: TLStore
	/** Every WebSocket frame with its header, presence and the handshake excluded. */
	bytesIn(): number
	bytesOut(): number
	/** Resolves when the store holds at least `count` shapes. */
	hasAll(count: number): Promise<void>
	/** Sends what is pending now, as its own throttle would when its turn comes. */
	flush(): void
	/** Resolves when the server has confirmed all that was changed here. */
	whenSaved(): Promise<void>
	/** Cuts the connection and keeps it cut; edits go on. */
	goOffline(): void
	/** Lets it connect at once; resolves when both sides have what the other had. */
	goOnline(): Promise<void>
	close(): Promise<void>
}

export interface BenchSink {
	/** Every WebSocket frame with its header, presence included: the crowd does not read them. */
	bytesIn(): number
	messages(): number
	close(): Promise<void>
}
