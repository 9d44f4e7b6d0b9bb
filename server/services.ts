/**
 * Composition root: every service is built once here and wired by hand. The `Services` type is what
 * routes call; each service's own interface lives beside it.
 */
import { join } from 'node:path'
import { createId } from '#core/ids.ts'
import { cryptoRandom, type Random } from '#core/random.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/open.ts'
import { type AssetService, createAssetService } from './assets/assets.ts'
import { createSoundService, type SoundService } from './assets/sounds.ts'
import { type ApiTokens, createApiTokens } from './auth/api-tokens.ts'
import { type AuthService, createAuthService } from './auth/auth.ts'
import type { Env } from './env.ts'
import { createPrintService, type PrintService } from './exports/prints.ts'
import type { Logger } from './logger.ts'
import { createModelService, type ModelService } from './models/models.ts'
import { createNoteService, type NoteService } from './notes/notes.ts'
import { createPictureService, type PictureService } from './pictures/pictures.ts'
import { createFilmReelService, type FilmReelService } from './projects/film-reel.ts'
import { createProjectService, type ProjectService } from './projects/projects.ts'
import { createRealtimeMetrics, type RealtimeMetrics } from './realtime/metrics-sink.ts'
import { createRooms, type RoomHost } from './realtime/rooms.ts'
import type { Rooms } from './realtime/rooms-api.ts'
import { createScreenplayService, type ScreenplayService } from './screenplay/import-screenplay.ts'
import { createShotListService, type ShotListService } from './shot-list/shot-list.ts'
import { checkInvariants } from './signals/check-invariants.ts'
import { loadMasterKey } from './signals/master-key.ts'
import { createNightly, type Nightly } from './signals/nightly.ts'
import { createRegressions, type Regressions } from './signals/regress/regressions.ts'
import { createSignalService, type SignalService } from './signals/signals.ts'
import { createSurvival } from './signals/survival.ts'
import { createLivePasses } from './suggestions/passes/live-passes.ts'
import { createLookOut } from './suggestions/passes/look-out.ts'
import { createSuggestionService, type SuggestionService } from './suggestions/suggestions.ts'
import type { VersionService } from './versions/version-service.ts'
import { createVersionService } from './versions/versions.ts'
import { createVisitService, type VisitService } from './visits/visits.ts'

export interface Services {
	env: Env
	db: Database
	rooms: Rooms
	auth: AuthService
	/** Keys for programs, on /api/v1 only. */
	tokens: ApiTokens
	projects: ProjectService
	screenplay: ScreenplayService
	shotList: ShotListService
	prints: PrintService
	suggestions: SuggestionService
	models: ModelService
	/** Reviews, who can be called in a note, and erasing a person's notes. */
	notes: NoteService
	signals: SignalService
	/** What is done to every log once a night. */
	nightly: Nightly
	/** Providers asked again where people refused. */
	regressions: Regressions
	pictures: PictureService
	assets: AssetService
	versions: VersionService
	visits: VisitService
	sounds: SoundService
	/** Whole films as they play. */
	reels: FilmReelService
}

/** A running program's services, the rooms' own door, and how to end them. */
export interface BuiltServices {
	services: Services
	rooms: RoomHost
	metrics: RealtimeMetrics
	/** Flushes the rooms, closes their sockets and the database. */
	dispose(): Promise<void>
}

/** Name of the database file in DATA_DIR. */
export const DATABASE_FILE = 'dailies.db'

/** Opens the database in DATA_DIR and builds everything on it. @throws AppError whose sentence says why it cannot. */
export function buildServices(env: Env, log: Logger): BuiltServices {
	const db = openDatabase({
		file: join(env.DATA_DIR, DATABASE_FILE),
		backupDir: join(env.DATA_DIR, 'backups'),
	})
	const now = () => Date.now()
	const random: Random = cryptoRandom(globalThis.crypto)
	const metrics = createRealtimeMetrics()
	const rooms = createRooms({ db, random, now, log, metrics })
	const databaseFile = join(env.DATA_DIR, DATABASE_FILE)
	const signals = createSignalService({ db, env, now, random, log, databaseFile })
	const projects = createProjectService({ db, rooms, signals, now, random, log })
	const lookOut = createLookOut({ log })
	const livePasses = createLivePasses({ db, rooms, signals, lookOut, now, log })
	const assets = createAssetService({ db, env, now })
	const pictures = createPictureService({ db, rooms, assets, env })
	const masterKey = loadMasterKey(env)
	const models = createModelService({ db, signals, pictures, assets, masterKey, env, now, random })
	const suggestions = createSuggestionService({
		...{ db, rooms, signals, now, random },
		...{ rankers: signals.rankers, lookOut, models },
	})
	const versions = createVersionService({ db, rooms, now, random, log })
	const visits = createVisitService({ db, rooms, now, log })
	const shotList = createShotListService({ db, rooms, projects, random })
	const notes = createNoteService({ db, rooms })
	const prints = createPrintService({ shotList, notes, pictures, assets, env, now, random })
	const checking = { db, rooms, analysis: signals.analysis }
	const survival = createSurvival({ db, rooms, vault: signals.vault, log, now })
	const regressions = createRegressions({
		...{ db, signals, models, env, databaseFile, now, newId: () => createId(random) },
	})
	const nightly = createNightly({
		...{ db, retention: signals.retention, survival, log, now },
		check: (project) => checkInvariants(checking, project),
	})
	const services: Services = {
		nightly,
		regressions,
		...{
			env,
			db,
			rooms,
			signals,
			projects,
			suggestions,
			assets,
			pictures,
			versions,
			visits,
			models,
		},
		auth: createAuthService({ db, env, random, now }),
		tokens: createApiTokens({ auth: db.auth, random, now }),
		reels: createFilmReelService({ projects, db, rooms }),
		sounds: createSoundService({ db, env, now }),
		notes,
		shotList,
		prints,
		screenplay: createScreenplayService({ db, rooms, projects, random }),
	}
	return {
		services,
		rooms,
		metrics,
		async dispose() {
			await nightly.dispose()
			await survival.dispose()
			signals.evaluations.dispose()
			signals.datasets.dispose()
			prints.dispose()
			signals.queries.dispose()
			regressions.dispose()
			pictures.dispose()
			livePasses.dispose()
			lookOut.dispose()
			// While the rooms still stand: boards that changed since their last version are kept now.
			await versions.dispose()
			await rooms.dispose()
			visits.dispose()
			await db.close()
		},
	}
}
