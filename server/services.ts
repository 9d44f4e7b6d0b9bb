/**
 * Composition root: every service is built once here and wired by hand. The `Services` type is what
 * routes call; each service's own interface lives beside it.
 */
import type { Database } from '#db/database.ts'
import type { AssetService } from './assets/assets.ts'
import type { AuthService } from './auth/auth.ts'
import type { Env } from './env.ts'
import type { PictureService } from './pictures/pictures.ts'
import type { ProjectService } from './projects/projects.ts'
import type { Rooms } from './realtime/rooms-api.ts'
import type { ScreenplayService } from './screenplay/import-screenplay.ts'
import type { SignalService } from './signals/signals.ts'
import type { SuggestionService } from './suggestions/suggestions.ts'

export interface Services {
	env: Env
	db: Database
	rooms: Rooms
	auth: AuthService
	projects: ProjectService
	screenplay: ScreenplayService
	suggestions: SuggestionService
	signals: SignalService
	pictures: PictureService
	assets: AssetService
}
