/** What the service of versions promises, and what it needs to be built. */
import type { Random } from '#core/random.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { Database } from '#db/database.ts'
import type { VersionKind } from '#db/version-store.ts'
import type { Logger } from '../logger.ts'
import type { Principal, Rooms } from '../realtime/rooms-api.ts'

/** A version as lists show it. */
export interface VersionItem {
	versionId: string
	kind: VersionKind
	name: string | null
	/** Who named it, or was about to restore. */
	madeByName: string | null
	at: number
	panelCount: number
}
export interface OpenedVersion extends VersionItem {
	sceneId: string
	/** In story order. */
	panels: { panelId: string; partHash: string }[]
	restHash: string
}
/** One look of a panel, from the oldest version that shows it so. */
export interface PanelMoment {
	versionId: string
	sceneId: string
	kind: VersionKind
	name: string | null
	at: number
	partHash: string
	/** What the version holds beside its panels. */
	restHash: string
}

export interface VersionService {
	/** Newest first. */
	list(principal: Principal, sceneId: string): Promise<VersionItem[]>
	open(principal: Principal, sceneId: string, versionId: string): Promise<OpenedVersion>
	/** The records of parts of a version, in today's form, by the part's name. */
	parts(
		principal: Principal,
		input: { sceneId: string; versionId: string; partHashes: readonly string[] },
	): Promise<Record<string, DocRecord[]>>
	/** How a panel looked through the versions, oldest first, without repeating itself. */
	momentsOf(principal: Principal, sceneId: string, panelId: string): Promise<PanelMoment[]>
	/** Keeps the board as it stands, under a name, or (`safety`) because it is about to be restored. */
	keep(
		principal: Principal,
		sceneId: string,
		input: { kind: 'named'; name: string } | { kind: 'safety' },
	): Promise<VersionItem>
	/** Removes a version that somebody named. */
	remove(principal: Principal, sceneId: string, versionId: string): Promise<void>
	/** Keeps the board as it stands without anybody's asking; null when nothing changed since the last version. */
	keepAutomatically(sceneId: string): Promise<VersionItem | null>
	/** Ends the keeping; boards that changed since their last version are kept now. */
	dispose(): Promise<void>
}

export interface VersionDependencies {
	db: Pick<Database, 'versions' | 'projects' | 'auth'>
	rooms: Pick<Rooms, 'read' | 'watch'>
	now: () => number
	random: Random
	log: Logger
	/** How long a board is worked on before a version is kept, and how far apart those at the end of a session are, milliseconds. */
	paceMs?: { activity: number; leaving: number }
}
