/**
 * The rooms of a film's scenes, opened on demand: those in sight, and those one works in. A scene that
 * went out of sight is closed when others come, unless something of one's own could still be undone
 * or is not saved yet.
 */
import { atom, type Signal } from '@tldraw/state'
import type { Random } from '#core/random.ts'
import type { PresenceUser } from '#core/sync/presence.ts'
import { connectRoom } from '../sync/connect-room.ts'
import { createPlainStore } from '../sync/create-plain-store.ts'
import type { ListSettings } from './list-settings.ts'
import { openSceneRoom, type SceneRoom } from './scene-room.ts'

/** Scenes in sight that are live at once; each is a socket and a document. */
const MAX_LIVE = 6

export interface SceneRooms {
	/** By scene, those that are open. */
	readonly open: Signal<ReadonlyMap<string, SceneRoom>>
	/** Tells which scenes are in sight, first to last. */
	show(sceneIds: readonly string[]): void
	/** The room of a scene, with its document. Stays open. @throws Error when it cannot be had. */
	enter(sceneId: string): Promise<SceneRoom>
	dispose(): void
}

export interface SceneRoomsOptions {
	projectId: string
	user: PresenceUser
	canWrite: boolean
	settings: Signal<ListSettings>
	random: Random
	/** A client id and the generation for opening a scene's room. */
	issue(sceneId: string): Promise<{ clientId: number; generation: number }>
}

export function createSceneRooms(options: SceneRoomsOptions): SceneRooms {
	const { projectId, user, canWrite, settings, random, issue } = options
	const open = atom<ReadonlyMap<string, SceneRoom>>('open scenes', new Map())
	const opening = new Map<string, Promise<SceneRoom>>()
	const kept = new Set<string>()
	let shown: readonly string[] = []
	let isDisposed = false

	function openRoom(sceneId: string): Promise<SceneRoom> {
		const here = open.get().get(sceneId)
		if (here) return Promise.resolve(here)
		const job = opening.get(sceneId) ?? connect(sceneId)
		opening.set(sceneId, job)
		void job.catch(() => undefined).finally(() => opening.delete(sceneId))
		return job
	}
	async function connect(sceneId: string): Promise<SceneRoom> {
		const issued = await issue(sceneId)
		if (isDisposed) throw new Error('the page was left')
		const connection = connectRoom({
			...issued,
			...{ user, canWrite, createStore: createPlainStore },
			room: `board:${sceneId}`,
			origin: window.location.origin,
		})
		const room = openSceneRoom({ sceneId, projectId, connection, settings, random })
		open.update((rooms) => new Map(rooms).set(sceneId, room))
		return room
	}
	function closeUnseen(): void {
		const wanted = new Set([...shown, ...kept])
		for (const [sceneId, room] of open.get()) {
			if (wanted.has(sceneId) || room.connection.saveState.get().kind === 'saving') continue
			open.update((rooms) => new Map([...rooms].filter(([id]) => id !== sceneId)))
			room.dispose()
		}
	}

	return {
		open,
		show(sceneIds) {
			shown = sceneIds.slice(0, MAX_LIVE)
			for (const sceneId of shown) void openRoom(sceneId).catch(() => undefined)
			closeUnseen()
		},
		async enter(sceneId) {
			kept.add(sceneId)
			const room = await openRoom(sceneId)
			await whenTrue(room.connection.ready)
			return room
		},
		dispose() {
			isDisposed = true
			for (const room of open.get().values()) room.dispose()
			open.set(new Map())
		},
	}
}

/** How long a document may take to come, milliseconds. */
const PATIENCE_MS = 15_000

function whenTrue(signal: Signal<boolean>): Promise<void> {
	if (signal.get()) return Promise.resolve()
	return new Promise((resolve, reject) => {
		let tries = 0
		const timer = setInterval(() => {
			tries += 1
			if (signal.get()) resolve()
			else if (tries * 50 < PATIENCE_MS) return
			else reject(new Error('the scene did not come'))
			clearInterval(timer)
		}, 50)
	})
}
