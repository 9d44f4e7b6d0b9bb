/** `/projects/:id/drafts`: the drafts of a film's script, newest first, for everybody in it to read. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DraftsPage } from '#app/features/screenplay/drafts-page.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { page, requirePrincipal } from '#app/http/route.ts'

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args)
	const project = await readResearchProject(args)
	const { screenplay, db } = args.context.services
	const names = new Map((await db.auth.listUsers()).map(({ userId, name }) => [userId, name]))
	const drafts = (await screenplay.drafts(project.id)).map(({ madeBy, ...draft }) => ({
		...draft,
		madeBy: names.get(madeBy) ?? 'Somebody',
	}))
	return { project, drafts }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Drafts · ${data.project.title} · Dailies` : 'Dailies' },
]

export default function DraftsRoute() {
	return <DraftsPage {...useLoaderData<typeof loader>()} />
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
