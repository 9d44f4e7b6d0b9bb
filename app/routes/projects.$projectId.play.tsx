/** `/projects/<id>/play`: the whole film, playing. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useParams } from '@remix-run/react'
import { FilmPlayer } from '#app/features/board/time/film-player.tsx'
import { ProjectParamsSchema } from '#app/features/project/project-forms.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `${data.title} · playing · Dailies` : 'Dailies' },
]

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args)
	const { projectId } = parseInput(args.params, ProjectParamsSchema)
	return args.context.services.reels.reel(projectId)
})

export default function PlayRoute() {
	const reel = useLoaderData<typeof loader>()
	const { projectId = '' } = useParams()
	return <FilmPlayer reel={reel} backTo={`/projects/${projectId}`} />
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
