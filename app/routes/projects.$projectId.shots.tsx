/** `/projects/<id>/shots`: the shot list of a film, or (`?scene=`) of one scene. The table is loaded in the browser. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { ProjectParamsSchema } from '#app/features/project/project-forms.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'
import { canWriteRoom } from '#core/board/role.ts'

const ShotList = lazy(() => import('#app/features/shot-list/shot-list.client.tsx'))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Shot list · ${data.project.title} · Dailies` : 'Dailies' },
]

export const loader = page(async (args: LoaderFunctionArgs) => {
	const me = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ProjectParamsSchema)
	const { shotList } = args.context.services
	const { project, scenes, panels, omitted } = await shotList.open(projectId)
	return {
		me,
		panels,
		omitted,
		project: {
			projectId,
			title: project.title,
			frameRate: project.frameRate,
			numberingScheme: project.numberingScheme,
			customFields: project.customFields ?? [],
		},
		scenes: scenes.map(({ sceneId, number, heading }) => ({ sceneId, number, heading })),
		opening: await shotList.openProject(me, projectId),
		may: { write: canWriteRoom(me.role, 'board'), fields: canWriteRoom(me.role, 'project') },
	}
})
export type ShotListData = Awaited<ReturnType<typeof loader>>

/** Another view of the same rows asks nothing of the server. */
export function shouldRevalidate(given: ShouldRevalidateFunctionArgs) {
	const { currentUrl, nextUrl, defaultShouldRevalidate } = given
	const isSamePage = currentUrl.pathname === nextUrl.pathname
	return isSamePage && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate
}

export default function ShotListRoute() {
	const data = useLoaderData<typeof loader>()
	const inBrowser = useSyncExternalStore(
		noChanges,
		() => true,
		() => false,
	)
	const waiting = (
		<p className="visually-hidden">The shot list of {data.project.title} is opening.</p>
	)
	if (!inBrowser) return waiting
	return (
		<Suspense fallback={waiting}>
			<ShotList key={data.project.projectId} data={data} />
		</Suspense>
	)
}

function noChanges() {
	return () => {}
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
