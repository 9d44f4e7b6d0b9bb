/**
 * A copy of all that is drawn in one panel, in another, in the same place on the paper: shapes at any
 * depth and the arrows' ends among them. Part of the step of undo that has begun.
 */
import { createBindingId, createShapeId, type Editor, type TLShape, type TLShapeId } from 'tldraw'

export function copyDrawing(editor: Editor, fromId: TLShapeId, toId: TLShapeId): void {
	const ids = new Map<string, TLShapeId>([[fromId, toId]])
	const shapes: TLShape[] = []
	const walk = (parentId: TLShapeId) => {
		for (const id of editor.getSortedChildIdsForParent(parentId)) {
			const shape = editor.getShape(id)
			if (!shape) continue
			const copyId = createShapeId()
			ids.set(id, copyId)
			const inId = ids.get(shape.parentId) ?? toId
			shapes.push({ ...structuredClone(shape), id: copyId, parentId: inId })
			walk(id)
		}
	}
	walk(fromId)
	const bindings = [...ids.keys()].flatMap((id) =>
		// The ids are those of shapes found above.
		editor.getBindingsFromShape(id as TLShapeId, 'arrow').flatMap((binding) => {
			const [from, to] = [ids.get(binding.fromId), ids.get(binding.toId)]
			if (!from || !to) return []
			return [{ ...structuredClone(binding), id: createBindingId(), fromId: from, toId: to }]
		}),
	)
	editor.store.put([...shapes, ...bindings])
}
