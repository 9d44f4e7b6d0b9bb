/** `models list|allow|disallow`: what films ask, and which addresses of this network may be asked. */
import { z } from 'zod'
import type { Services } from '../services.ts'

export const MODELS_HELP = `  models list                     the models of every film, and the addresses that may be asked
  models allow ADDRESS            let films ask a model inside this network (localhost:11434)
  models disallow ADDRESS         take it off the list`

export const AddressInput = z.object({ address: z.string().trim().min(1).max(200) })

/** Never with keys: those are not shown again, here neither. */
export async function listModels({ db, models }: Services) {
	const films = []
	for (const { projectId, title } of await db.projects.list({ trashed: false })) {
		const page = await models.page(projectId)
		const shown = page.models.map(({ modelId, config, key }) => ({
			...{ modelId, name: config.name, endpoint: config.endpoint, model: config.model },
			...{ isOn: config.isOn, hasKey: key !== null },
		}))
		if (shown.length > 0) films.push({ projectId, title, models: shown, spent: page.spent })
	}
	return { films, allowed: [...(await models.setups.allowed())] }
}

export async function allowAddress(
	{ models }: Services,
	{ address }: z.infer<typeof AddressInput>,
) {
	return { allowed: await models.allow(address) }
}

export async function disallowAddress(
	{ models }: Services,
	{ address }: z.infer<typeof AddressInput>,
) {
	await models.disallow(address)
	return { disallowed: address }
}
