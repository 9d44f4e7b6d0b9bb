/** `/projects/<id>/scenes/<id>`: the board of one scene. The drawing itself is loaded in the browser only. */
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { lazy, Suspense, useState, useSyncExternalStore } from 'react'
import { z } from 'zod'
import { BoardSkeleton } from '#app/features/board/board-skeleton.tsx'
import { ConsentDialog } from '#app/features/signals/consent-dialog.tsx'
import { linkedRecord } from '#app/features/together/links.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'
import type { Principal } from '../../../server/load-context.ts'

const ParamsSchema = z.object({ projectId: z.string(), sceneId: z.string() })
const BoardPage = lazy(() => import('./board-page.client.tsx'))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `${data.project.title} · scene ${data.scene.number} · Dailies` : 'Dailies' },
]

export const loader = page(async (args: LoaderFunctionArgs) => {
	const me = requirePrincipal(args)
	const { projectId, sceneId } = parseInput(args.params, ParamsSchema)
	const { projects, signals, auth, visits, notes } = args.context.services
	const linked = await followLink(args, { me, projectId, sceneId })
	const board = await projects.openBoard(me, sceneId)
	const news = await visits.news(me, sceneId)
	const { needsCanvasLicense, canvasLicenseKey } = args.context
	const consent = await signals.consent(me, projectId)
	return {
		...board,
		me,
		people: await notes.people(),
		reviews: await notes.reviews(projectId),
		consent,
		news,
		linked,
		shared: auth.shared,
		needsCanvasLicense,
		canvasLicenseKey,
	}
})

/**
 * What the address names (a panel, a shot): here, nowhere any more, or null when it names nothing. One
 * that moved to another scene is followed there. @throws Response
 */
async function followLink(
	{ request, context }: LoaderFunctionArgs,
	at: { me: Principal; projectId: string; sceneId: string },
): Promise<{ recordId: string; isHere: boolean } | null> {
	const { search, searchParams } = new URL(request.url)
	const recordId = linkedRecord(searchParams)
	if (recordId === null) return null
	const found = await context.services.projects.find(at.me, at.sceneId, recordId)
	if (found.at === 'scene')
		throw redirect(`/projects/${at.projectId}/scenes/${found.sceneId}${search}`)
	return { recordId, isHere: found.at === 'here' }
}

export type BoardData = Awaited<ReturnType<typeof loader>>

/** Opening a room draws a new client id, so only another scene is another opening. */
export function shouldRevalidate({ currentParams, nextParams }: ShouldRevalidateFunctionArgs) {
	return currentParams.sceneId !== nextParams.sceneId
}

export default function BoardRoute() {
	const board = useLoaderData<typeof loader>()
	const inBrowser = useSyncExternalStore(
		noChanges,
		() => true,
		() => false,
	)
	const { scene, panels, project, consent } = board
	const asking = useConsentQuestion(board)
	const title = [scene.number, scene.heading].filter(Boolean).join(' · ')
	const skeleton = (
		<BoardSkeleton title={title} panelCount={panels.length} aspectRatio={project.aspectRatio} />
	)
	if (!inBrowser) return skeleton
	return (
		<>
			<Suspense fallback={skeleton}>
				<BoardPage
					key={scene.sceneId}
					{...{ board, skeleton }}
					onAskConsent={asking.isAnswered ? null : asking.ask}
				/>
			</Suspense>
			{/* Whoever comes by a link, or from an import, is asked here: without an answer nothing is offered. */}
			{asking.isAnswered ? null : (
				<ConsentDialog
					projectId={project.projectId}
					state={consent}
					open={asking.isOpen}
					onDone={asking.done}
				/>
			)}
		</>
	)
}

/** Asked on joining; closed without an answer it can be asked for again. */
function useConsentQuestion({ consent, project }: ReturnType<typeof useLoaderData<typeof loader>>) {
	const [answeredFor, setAnsweredFor] = useState<string | null>(null)
	const [isOpen, setIsOpen] = useState(true)
	return {
		isAnswered: consent.answered || answeredFor === project.projectId,
		isOpen,
		ask: () => setIsOpen(true),
		done: (saved: unknown) => {
			setIsOpen(false)
			if (saved) setAnsweredFor(project.projectId)
		},
	}
}

function noChanges() {
	return () => {}
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
