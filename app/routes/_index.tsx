/** `/`: the films on this server. */
import {
	type ActionFunctionArgs,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AccountMenu } from '#app/features/auth/account-menu.tsx'
import { ProjectsFormSchema } from '#app/features/project/project-forms.ts'
import { ProjectsPage } from '#app/features/project/projects-page.tsx'
import { ImportDialog } from '#app/features/screenplay/import-dialog.tsx'
import { form, page, readForm, requirePrincipal } from '#app/http/route.ts'
import { can } from '#core/board/role.ts'

export const meta: MetaFunction = () => [{ title: 'Projects · Dailies' }]

export const loader = page(async (args: LoaderFunctionArgs) => {
	const me = requirePrincipal(args)
	const { projects: films, rooms } = args.context.services
	const projects = await films.list()
	const newest = projects[0] ? await films.open(projects[0].projectId) : null
	const scenes = newest?.scenes.map((scene) => ({
		...scene,
		present: rooms.present(`board:${scene.sceneId}`),
	}))
	return {
		projects,
		featured: newest && { project: newest.project, scenes: scenes ?? [] },
		may: {
			create: can(me.role, 'project.create'),
			manage: can(me.role, 'project.manage'),
			restore: can(me.role, 'scene.manage'),
			research: can(me.role, 'research.read'),
		},
	}
})

export const action = form(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args)
	const { projects } = args.context.services
	const sent = await readForm(args.request, ProjectsFormSchema)
	if (sent.intent === 'rename') await projects.rename(me, sent.projectId, sent.title)
	else if (sent.intent === 'trash') await projects.trash(me, sent.projectId)
	else {
		const film = sent.intent === 'create' ? sent : { title: 'Untitled film', logline: '' }
		const { projectId, sceneId } = await projects.create(me, {
			title: film.title,
			logline: film.logline,
			withFirstScene: true,
		})
		throw redirect(
			sent.intent === 'blank'
				? `/projects/${projectId}/scenes/${sceneId}`
				: `/projects/${projectId}`,
		)
	}
	return { ok: true as const }
})

export default function ProjectsRoute() {
	const data = useLoaderData<typeof loader>()
	return (
		<ProjectsPage
			{...data}
			account={<AccountMenu />}
			importDialog={(dialog) => <ImportDialog projectId={null} {...dialog} />}
		/>
	)
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
