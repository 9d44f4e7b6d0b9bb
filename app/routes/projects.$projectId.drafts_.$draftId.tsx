/** `/projects/:id/drafts/:draft`: one draft's pages, with the panels their lines had. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { DraftPage } from '#app/features/screenplay/draft-page.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ draftId: z.string().max(60) })

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args)
	const project = await readResearchProject(args)
	const { draftId } = parseInput(args.params, ParamsSchema)
	const { screenplay, db } = args.context.services
	const draft = await screenplay.readDraft(project.id, draftId)
	const author = await db.auth.getUser(draft.madeBy)
	return { project, draft: { ...draft, madeBy: author?.name ?? 'Somebody' } }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Draft · ${data.project.title} · Dailies` : 'Dailies' },
]

export default function DraftRoute() {
	return <DraftPage {...useLoaderData<typeof loader>()} />
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
