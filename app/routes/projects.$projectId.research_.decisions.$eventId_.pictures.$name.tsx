/** A picture of a replayed decision: a panel of the stored scene, or what a card proposed. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'

const ParamsSchema = z.object({
	projectId: z.string(),
	eventId: z.string(),
	name: z.string().regex(/^(panel|card):/),
})
/** The log does not change, but what may be shown of it does. */
const CACHE_S = 300

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.read')
	const { projectId, eventId, name } = parseInput(args.params, ParamsSchema)
	const { projects, signals, pictures } = args.context.services
	await projects.open(projectId)
	const { records, panelId, ghost } = await signals.replay.picture(projectId, eventId, name)
	const svg = await pictures.svgAmong(records, panelId, ghost)
	if (svg === null) throw new AppError('not_found')
	return new Response(svg, {
		headers: {
			'Content-Type': 'image/svg+xml',
			'Content-Security-Policy':
				"sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
			'Cache-Control': `private, max-age=${CACHE_S}`,
		},
	})
})
