/** `/projects/:id/models`: an owner sets up the models that a film asks for suggestions. */
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ModelFormSchema } from '#app/features/models/model-forms.ts'
import { ModelsPage } from '#app/features/models/models-page.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { form, page, readForm, requirePrincipal } from '#app/http/route.ts'

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'model.manage')
	const project = await readResearchProject(args)
	return { project, ...(await args.context.services.models.page(project.id)) }
})

export const action = form(async (args: ActionFunctionArgs) => {
	requirePrincipal(args, 'model.manage')
	const { id } = await readResearchProject(args)
	const sent = await readForm(args.request, ModelFormSchema)
	const { models } = args.context.services
	if (sent.intent === 'test') {
		const { sentence } = await models.test(id, sent.modelId, args.request.signal)
		return { ok: true as const, tested: { modelId: sent.modelId, sentence } }
	}
	if (sent.intent === 'save') await models.setups.save(id, sent)
	if (sent.intent === 'remove') await models.setups.remove(id, sent.modelId)
	if (sent.intent === 'budget') await models.setBudget(id, sent)
	if (sent.intent === 'allow') await models.allow(sent.address)
	if (sent.intent === 'disallow') await models.disallow(sent.address)
	return { ok: true as const, tested: null }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Models · ${data.project.title} · Dailies` : 'Dailies' },
]

export default function ModelsRoute() {
	const sent = useActionData<typeof action>()
	const data = useLoaderData<typeof loader>()
	const tested = sent?.ok ? sent.tested : null
	return <ModelsPage {...data} tested={tested} refusal={sent && !sent.ok ? sent.message : null} />
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
