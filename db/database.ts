/** The whole database as the server sees it; only open.ts knows which dialect is behind it. */
import type { AssetStore } from './asset-store.ts'
import type { AuthStore } from './auth-store.ts'
import type { DraftStore } from './draft-store.ts'
import type { ModelStore } from './model-store.ts'
import type { ProjectStore } from './project-store.ts'
import type { ResearchStore } from './research-store.ts'
import type { RoomStore } from './room-store.ts'
import type { SignalStore } from './signal-store.ts'
import type { UpkeepStore } from './upkeep-store.ts'
import type { VersionStore } from './version-store.ts'
import type { VisitStore } from './visit-store.ts'

export interface Database {
	rooms: RoomStore
	projects: ProjectStore
	signals: SignalStore
	research: ResearchStore
	auth: AuthStore
	assets: AssetStore
	upkeep: UpkeepStore
	versions: VersionStore
	visits: VisitStore
	models: ModelStore
	drafts: DraftStore
	/** A consistent copy of the database in a new file. */
	backup(file: string): Promise<void>
	close(): Promise<void>
}
