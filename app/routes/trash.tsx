/** `/trash`: what was thrown away, and the way back. */
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AccountMenu } from '#app/features/auth/account-menu.tsx'
import { TrashFormSchema } from '#app/features/project/project-forms.ts'
import { TrashPage } from '#app/features/project/trash-page.tsx'
import { form, page, readForm, requirePrincipal } from '#app/http/route.ts'
import { can } from '#core/board/role.ts'

export const meta: MetaFunction = () => [{ title: 'Trash · Dailies' }]

export const loader = page(async (args: LoaderFunctionArgs) => {
	const me = requirePrincipal(args)
	return {
		...(await args.context.services.projects.listTrash()),
		may: { projects: can(me.role, 'project.manage'), scenes: can(me.role, 'scene.manage') },
	}
})

export const action = form(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args)
	const { projects } = args.context.services
	const sent = await readForm(args.request, TrashFormSchema)
	if (sent.intent === 'restore-project') await projects.restore(me, sent.projectId)
	else await projects.restoreScene(me, sent.sceneId)
	return { ok: true as const }
})

export default function TrashRoute() {
	return <TrashPage {...useLoaderData<typeof loader>()} account={<AccountMenu />} />
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
