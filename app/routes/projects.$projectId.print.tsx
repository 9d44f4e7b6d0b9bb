/** `/projects/<id>/print`: a film, or (`?scene=`) one scene, laid out for paper. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { AccountMenu } from '#app/features/auth/account-menu.tsx'
import { uploadPicture } from '#app/features/canvas/upload-picture.ts'
import { PrintPage } from '#app/features/exports/print-page.tsx'
import { ProjectParamsSchema } from '#app/features/project/project-forms.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'
import { canWriteRoom } from '#core/board/role.ts'
import { readPrintSettings } from '#core/exports/print-settings.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Print · ${data.project.title} · Dailies` : 'Dailies' },
]

export const loader = page(async (args: LoaderFunctionArgs) => {
	const me = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ProjectParamsSchema)
	const { project, scenes, panels, omitted } =
		await args.context.services.shotList.openForPrint(projectId)
	const { title, frameRate, aspectRatio, customFields } = project
	return {
		panels,
		omitted,
		notes: await args.context.services.notes.byPanel(projectId),
		project: { projectId, title, frameRate, aspectRatio, customFields: customFields ?? [] },
		scenes: scenes.map(({ sceneId, number, heading }) => ({ sceneId, number, heading })),
		settings: readPrintSettings(project.printSettings),
		canRemember: canWriteRoom(me.role, 'project'),
		printedAt: new Date().toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }),
	}
})

/** Another scene of the same film asks nothing of the server. */
export function shouldRevalidate() {
	return false
}

export default function PrintRoute() {
	const { canRemember, ...data } = useLoaderData<typeof loader>()
	const [params, setParams] = useSearchParams()
	const { projectId } = data.project
	return (
		<PrintPage
			{...data}
			sceneId={params.get('scene')}
			onScene={(scene) => setParams(scene === null ? {} : { scene }, { replace: true })}
			onRemember={
				canRemember
					? (settings) =>
							void fetch(`/api/v1/projects/${projectId}/print-settings`, {
								method: 'POST',
								headers: { 'Content-Type': 'application/json' },
								body: JSON.stringify(settings),
							})
					: null
			}
			uploadLogo={async (file) => (await uploadPicture(file)).hash}
			account={<AccountMenu />}
		/>
	)
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
