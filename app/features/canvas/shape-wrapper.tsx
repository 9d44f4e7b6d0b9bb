/**
 * tldraw's wrapper of a shape, which also says whether the shape lies on the wall beside the panels:
 * black ink on a dark wall cannot be seen, so there it is shown light (canvas.module.css). In a panel
 * it lies on paper and stays what it is; arrows and words, which go on outside the frame, take a rim of
 * paper with them.
 */
import { forwardRef } from 'react'
import { DefaultShapeWrapper, type TLShape, type TLShapeWrapperProps } from 'tldraw'

const INK: ReadonlySet<TLShape['type']> = new Set([
	'draw',
	'highlight',
	'line',
	'arrow',
	'text',
	'geo',
])

const OVER_FRAME: ReadonlySet<TLShape['type']> = new Set(['arrow', 'text'])

export const ShapeWrapper = forwardRef<HTMLDivElement, TLShapeWrapperProps>(
	function ShapeWrapper(props, ref) {
		const { parentId, type } = props.shape
		const isLoose = parentId.startsWith('page:') && INK.has(type)
		const isOver = !isLoose && OVER_FRAME.has(type)
		const where = isLoose ? { 'data-loose': '' } : isOver ? { 'data-over-frame': '' } : {}
		return <DefaultShapeWrapper ref={ref} {...props} {...where} />
	},
)
