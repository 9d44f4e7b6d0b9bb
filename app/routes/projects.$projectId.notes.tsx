/** `/projects/<id>/notes`: what was noted in a film, all scenes together. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { AccountMenu } from '#app/features/auth/account-menu.tsx'
import { FilmNotesPage } from '#app/features/notes/film-notes-page.tsx'
import { ProjectParamsSchema } from '#app/features/project/project-forms.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Notes · ${data.project.title} · Dailies` : 'Dailies' },
]

export const loader = page(async (args: LoaderFunctionArgs) => {
	const me = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ProjectParamsSchema)
	const { projects, notes } = args.context.services
	const { project, scenes } = await projects.open(projectId)
	const threads = await notes.threads(projectId, me.userId)
	const noted = new Set(threads.map(({ sceneId }) => sceneId))
	return {
		me: { userId: me.userId },
		project: { projectId, title: project.title },
		scenes: scenes
			.filter(({ sceneId }) => noted.has(sceneId))
			.map(({ sceneId, number, heading }) => ({ sceneId, number, heading })),
		threads,
		people: await notes.people(),
		now: Date.now(),
	}
})

/** Another choice among the same notes asks nothing of the server. */
export function shouldRevalidate(given: ShouldRevalidateFunctionArgs) {
	const { currentUrl, nextUrl, defaultShouldRevalidate } = given
	const isSamePage = currentUrl.pathname === nextUrl.pathname
	return isSamePage && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate
}

export default function NotesRoute() {
	return <FilmNotesPage {...useLoaderData<typeof loader>()} account={<AccountMenu />} />
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
