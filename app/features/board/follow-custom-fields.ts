/** Keeps the film's own fields as the project's room has them, in their order. */
import { react, type TLStore } from 'tldraw'
import { sortInStoryOrder } from '#core/board/order.ts'
import type { BoardModel } from './board-model.ts'
import { recordsOfType } from './board-records.ts'

/** Follows until the returned function is called. */
export function followCustomFields(model: BoardModel, project: TLStore): () => void {
	const fields = recordsOfType(project, 'custom_field')
	return react('custom fields', () => model.customFields.set(sortInStoryOrder(fields.get())))
}
