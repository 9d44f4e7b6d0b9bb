/** What the list of a film's notes is narrowed to, as its address says it: so a list can be sent to somebody. */
import { z } from 'zod'
import { THREAD_STATES, THREAD_WHOSE, type ThreadFilter } from '#core/notes/threads.ts'

const QuerySchema = z.object({
	state: z.enum(THREAD_STATES).catch('open'),
	whose: z.enum(THREAD_WHOSE).catch('all'),
	by: z.string().max(60).nullable().catch(null),
	scene: z.string().max(60).nullable().catch(null),
})

export interface FilmFilter extends ThreadFilter {
	/** Only of this scene. */
	sceneId: string | null
}

export function readFilmFilter(search: URLSearchParams): FilmFilter {
	const named = (key: string) => search.get(key) || null
	const { state, whose, by, scene } = QuerySchema.parse({
		...{ state: named('state'), whose: named('whose'), by: named('by'), scene: named('scene') },
	})
	return { state, whose, personId: by, panelId: null, sceneId: scene }
}

/** Only what differs from the list one comes upon. */
export function writeFilmFilter({ state, whose, personId, sceneId }: FilmFilter): URLSearchParams {
	const search = new URLSearchParams()
	if (state !== 'open') search.set('state', state)
	if (whose !== 'all') search.set('whose', whose)
	if (personId) search.set('by', personId)
	if (sceneId) search.set('scene', sceneId)
	return search
}
