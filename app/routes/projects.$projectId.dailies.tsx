/** `/projects/:id/dailies`: the day at wrap. `?day=2026-11-28` is another day, in the server's time zone. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { DailiesPage } from '#app/features/suggestions/dailies-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'

const QuerySchema = z.object({ day: z.iso.date().optional() })

export const loader = page(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { id: projectId, title } = await readResearchProject(args)
	const { searchParams } = new URL(args.request.url)
	const { day } = parseInput(Object.fromEntries(searchParams), QuerySchema)
	const today = startOf(new Date(), 0)
	const from = day === undefined ? today : new Date(`${day}T00:00:00`)
	const to = startOf(from, 1)
	const dailies = await args.context.services.signals.dailies(principal, projectId, {
		...{ fromMs: from.getTime(), toMs: to.getTime() },
	})
	const isToday = from.getTime() === today.getTime()
	const label = from.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
	const after = from < today ? isoDay(to) : null
	return {
		project: { projectId, title },
		day: { label, isToday, before: isoDay(startOf(from, -1)), after },
		dailies,
	}
})

/** Midnight, some days on. */
function startOf(date: Date, days: number): Date {
	return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days)
}

function isoDay(date: Date): string {
	const two = (part: number) => String(part).padStart(2, '0')
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Dailies · ${data.project.title} · Dailies` : 'Dailies' },
]

export default function DailiesRoute() {
	return <DailiesPage {...useLoaderData<typeof loader>()} />
}

export { PageError as ErrorBoundary }
