/**
 * Looks a board over again once the hands rest, while somebody is there: only what changed since, in a
 * thread of its own, given up when people draw on (SG80-SG83). What it does to the board: an open
 * suggestion whose ground changed is marked stale, with what its rule says now, and one whose target is
 * gone is withdrawn; both are rows of the log (SG85).
 */
import { isAppError } from '#core/errors.ts'
import type { RoomName } from '#core/ids.ts'
import { isOfferingOff } from '#core/signals/settings.ts'
import type { RoomDraft, Rooms } from '../../realtime/rooms-api.ts'
import type { ProjectVault } from '../../signals/signals.ts'
import { readMaterial, type SceneMaterial, suggestionOf, viewOf } from '../scene-material.ts'
import type { SuggestionDeps } from '../suggestion-types.ts'
import { overtaken, withdraw } from '../withdraw-stale.ts'
import type { LookOut } from './look-out.ts'
import type { Look } from './pass-types.ts'

/** The hands rest for so long before a board is looked at. */
const REST_MS = 1500
/** However busy the board, a look is not put off for longer, and that one runs through. */
const PATIENCE_MS = 30_000

export interface LivePassDeps {
	db: SuggestionDeps['db']
	rooms: Pick<Rooms, 'command' | 'read' | 'watch' | 'present'>
	signals: Pick<SuggestionDeps['signals'], 'vault' | 'settings'>
	lookOut: LookOut
	now: () => number
	log: { warn(fields: object, message: string): void }
	/** How long the hands rest; tests wait less. */
	restMs?: number
}
interface Waiting {
	timer: ReturnType<typeof setTimeout>
	/** When the first change came that no look has seen to its end. */
	since: number
}
interface Running {
	/** Cleared when it is given up. */
	go: Int32Array
	since: number
	/** Put off for long enough: nobody stops it. */
	runsThrough: boolean
}

export interface LivePasses {
	/** Looks now; null when there was nothing to look at or people drew on. */
	look(sceneId: string): Promise<Look | null>
	dispose(): void
}

export function createLivePasses(deps: LivePassDeps): LivePasses {
	const { rooms, now, log, restMs = REST_MS } = deps
	const waiting = new Map<string, Waiting>()
	const running = new Map<string, Running>()
	/** Boards whose turn came while they were being looked at. */
	const missed = new Set<string>()

	function restart(sceneId: string): void {
		const going = running.get(sceneId)
		const mayStop = going !== undefined && !going.runsThrough
		// What a look is given up for is put off with it, and no look begins its patience anew.
		const since = waiting.get(sceneId)?.since ?? (mayStop ? going.since : now())
		clearTimeout(waiting.get(sceneId)?.timer)
		const isOverdue = now() - since >= PATIENCE_MS
		if (mayStop && !isOverdue) Atomics.store(going.go, 0, 0)
		const timer = setTimeout(() => begin(sceneId), isOverdue ? 0 : restMs)
		timer.unref()
		waiting.set(sceneId, { timer, since })
	}
	function begin(sceneId: string): void {
		if (running.has(sceneId)) {
			missed.add(sceneId)
			return
		}
		const since = waiting.get(sceneId)?.since ?? now()
		waiting.delete(sceneId)
		if (rooms.present(`board:${sceneId}`).length === 0) return
		look(sceneId, since).catch((error: unknown) => {
			// A board that is being trashed or moved is nobody's fault; the next change looks again.
			if (!isAppError(error) || error.code === 'internal')
				log.warn({ sceneId, err: error }, 'a board could not be looked over')
		})
	}
	async function look(sceneId: string, since = now()): Promise<Look | null> {
		const go = new Int32Array(new SharedArrayBuffer(4)).fill(1)
		running.set(sceneId, { go, since, runsThrough: now() - since >= PATIENCE_MS })
		try {
			return await lookOver(deps, sceneId, go)
		} finally {
			running.delete(sceneId)
			if (missed.delete(sceneId)) restart(sceneId)
		}
	}

	const stop = rooms.watch({
		committed(room) {
			const sceneId = sceneOf(room)
			if (sceneId !== null) restart(sceneId)
		},
	})
	return {
		look: (sceneId) => look(sceneId),
		dispose() {
			stop()
			for (const { timer } of waiting.values()) clearTimeout(timer)
			for (const { go } of running.values()) Atomics.store(go, 0, 0)
			waiting.clear()
		},
	}
}

function sceneOf(room: RoomName): string | null {
	return room.startsWith('board:') ? room.slice('board:'.length) : null
}

async function lookOver(
	{ db, rooms, signals, lookOut }: LivePassDeps,
	sceneId: string,
	go: Int32Array,
): Promise<Look | null> {
	const material = await readMaterial({ db, rooms }, sceneId)
	const { projectId } = material
	const settings = await signals.settings.read(projectId)
	if (isOfferingOff(settings, projectId, projectId)) return null
	const records = await rooms.read(`board:${sceneId}`, (reader) => [...reader.all()])
	const found = await lookOut.look(material, records, { wants: 'overtaken', go })
	if (!found || found.overtaken.length === 0) return found
	const vault = await signals.vault(projectId)
	await rooms.command(`board:${sceneId}`, { principal: null }, (draft) =>
		mark(draft, vault, material, found),
	)
	return found
}

/** Once more on the board as it stands in the commit: meanwhile somebody may have decided, or undone. */
function mark(draft: RoomDraft, vault: ProjectVault, material: SceneMaterial, look: Look): null {
	const view = viewOf(material, draft.records)
	for (const { suggestionId, recheck } of look.overtaken) {
		if (draft.records.get(suggestionId) === undefined) continue
		const suggestion = suggestionOf(draft.records, suggestionId)
		const status = suggestion.status === 'open' ? overtaken(view, suggestion) : null
		const again = status === 'stale' ? recheck : null
		if (status)
			withdraw(draft, vault, suggestion, { sceneId: material.sceneId, status, recheck: again })
	}
	return null
}
