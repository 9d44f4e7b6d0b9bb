/** `/projects/:id/sent`: what left the server for models, for everybody in the film to read. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { SentPage } from '#app/features/models/sent-page.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'

const QuerySchema = z.object({ before: z.coerce.number().int().positive().optional() })

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args)
	const project = await readResearchProject(args)
	const { searchParams } = new URL(args.request.url)
	const { before } = parseInput(Object.fromEntries(searchParams), QuerySchema)
	const { models, db } = args.context.services
	const { calls, ...rest } = await models.sent(project.id, before)
	const numbers = new Map(
		(await db.projects.listScenes(project.id, { trashed: false })).map(({ sceneId, number }) => [
			sceneId,
			number,
		]),
	)
	const { currency } = (await db.models.budget(project.id)) ?? { currency: '€' }
	const named = calls.map((call) => ({
		...call,
		sceneNumber: numbers.get(call.sceneId ?? '') ?? null,
	}))
	return { project, calls: named, currency, ...rest }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `What was sent · ${data.project.title} · Dailies` : 'Dailies' },
]

export default function SentRoute() {
	return <SentPage {...useLoaderData<typeof loader>()} />
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
