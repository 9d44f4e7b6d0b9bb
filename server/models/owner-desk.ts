/** What owners set beside the models themselves (budget, allowed addresses), and what everybody reads. */
import { AppError } from '#core/errors.ts'
import type { ModelStore } from '#db/model-store.ts'
import { readAllowed } from './address-rules.ts'
import type { ModelSetups } from './model-setups.ts'
import type { ModelService } from './models.ts'

/** Calls on one page. */
const PAGE = 100

type Desk = Pick<ModelService, 'sent' | 'page' | 'setBudget' | 'allow' | 'disallow'>

export function ownerDesk(options: {
	store: ModelStore
	setups: ModelSetups
	now: () => number
	allow: string | undefined
}): Desk {
	const { store, setups, now } = options
	const named = (options.allow ?? '').split(',').flatMap((text) => readAllowed(text) ?? [])
	return {
		async sent(projectId, before) {
			const limit = PAGE + 1
			const calls = await store.calls(projectId, { limit, ...(before && { before }) })
			const spent = await store.spent(projectId)
			return { calls: calls.slice(0, PAGE), hasMore: calls.length > PAGE, spent }
		},
		async page(projectId) {
			return {
				models: await setups.list(projectId),
				budget: (await store.budget(projectId)) ?? { amount: null, currency: '€' },
				spent: await store.spent(projectId),
				addresses: { listed: await store.addresses(), named },
			}
		},
		async setBudget(projectId, budget) {
			await store.putBudget(projectId, { ...budget, setMs: now() })
		},
		async allow(address) {
			const read = readAllowed(address)
			if (read === null) {
				throw new AppError('bad_request', {
					userMessage: 'Name an address like localhost:11434 or gpu.local.',
				})
			}
			await store.addAddress(read, now())
			return read
		},
		disallow: (address) => store.removeAddress(address),
	}
}
