/**
 * What a film may spend on models. A question reserves the most it can cost before it is sent, so that
 * several asked at once cannot spend the rest together.
 */
import type { ModelStore } from '#db/model-store.ts'

export interface Budgets {
	/** Gives how to let go again, or null when it might cost more than is left. */
	reserve(projectId: string, most: number): Promise<(() => void) | null>
}

export function createBudgets(store: Pick<ModelStore, 'budget' | 'spent'>): Budgets {
	const reserved = new Map<string, number>()
	return {
		async reserve(projectId, most) {
			const budget = await store.budget(projectId)
			const limit = budget?.amount ?? null
			const spent = limit === null ? 0 : (await store.spent(projectId)).cost
			// From here on without waiting: two at once see each other.
			const waiting = reserved.get(projectId) ?? 0
			if (limit !== null && most > 0 && spent + waiting + most > limit) return null
			reserved.set(projectId, waiting + most)
			let isHeld = true
			return () => {
				if (!isHeld) return
				isHeld = false
				reserved.set(projectId, (reserved.get(projectId) ?? 0) - most)
			}
		},
	}
}
