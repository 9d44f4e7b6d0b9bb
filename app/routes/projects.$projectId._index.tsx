/** `/projects/<id>`: one film, scene by scene. */
import {
	type ActionFunctionArgs,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AccountMenu } from '#app/features/auth/account-menu.tsx'
import { SceneReview } from '#app/features/notes/scene-review.tsx'
import { ProjectParamsSchema, ScenesFormSchema } from '#app/features/project/project-forms.ts'
import { ScenesPage } from '#app/features/project/scenes-page.tsx'
import { ImportDialog } from '#app/features/screenplay/import-dialog.tsx'
import { ConsentDialog } from '#app/features/signals/consent-dialog.tsx'
import { AiPeople } from '#app/features/suggestions/ai-people.tsx'
import { form, page, parseInput, readForm, requirePrincipal } from '#app/http/route.ts'
import { can } from '#core/board/role.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `${data.project.title} · Dailies` : 'Dailies' },
]

export const loader = page(async (args: LoaderFunctionArgs) => {
	const me = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ProjectParamsSchema)
	const { projects, rooms, signals, notes } = args.context.services
	const { project, scenes } = await projects.open(projectId)
	const openNotes = await notes.openCounts(projectId)
	const reviews = await notes.reviews(projectId)
	const here = rooms.present(`project:${projectId}`)
	return {
		project,
		scenes: scenes.map((scene) => ({
			...scene,
			openNotes: openNotes[scene.sceneId] ?? 0,
			present: here.filter(({ sceneId }) => sceneId === scene.sceneId),
		})),
		reviews,
		now: Date.now(),
		consent: await signals.consent(me, projectId),
		people: await signals.settings.people(projectId),
		may: {
			scenes: can(me.role, 'scene.manage'),
			manage: can(me.role, 'project.manage'),
			import: can(me.role, 'script.import'),
			research: can(me.role, 'research.read'),
		},
	}
})

export const action = form(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ProjectParamsSchema)
	const { projects } = args.context.services
	const sent = await readForm(args.request, ScenesFormSchema)
	if (sent.intent === 'create-scene') await projects.createScene(me, projectId, sent)
	else if (sent.intent === 'rename-scene') await projects.renameScene(me, sent.sceneId, sent)
	else if (sent.intent === 'move-scene')
		await projects.moveScene(me, sent.sceneId, sent.afterSceneId)
	else if (sent.intent === 'trash-scene') await projects.trashScene(me, sent.sceneId)
	else if (sent.intent === 'rename-project') await projects.rename(me, projectId, sent.title)
	else {
		await projects.trash(me, projectId)
		throw redirect('/')
	}
	return { ok: true as const }
})

export default function ProjectRoute() {
	const { project, consent, people, reviews, now, ...data } = useLoaderData<typeof loader>()
	const { projectId } = project
	return (
		<>
			<ScenesPage
				{...data}
				project={project}
				renderReview={({ sceneId, panelCount }) => (
					<SceneReview review={reviews[sceneId]} {...{ panelCount, now }} />
				)}
				account={<AccountMenu />}
				people={<AiPeople people={people} />}
				importDialog={(dialog) => <ImportDialog projectId={projectId} {...dialog} />}
			/>
			{consent.answered ? null : <ConsentDialog projectId={projectId} state={consent} />}
		</>
	)
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
