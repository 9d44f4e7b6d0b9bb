/** tldraw as it comes, with a board that lies beside the page: what we are measured against. */
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { type Editor, type TLShape, Tldraw } from 'tldraw'
import 'tldraw/tldraw.css'

const answer = await fetch('./board.json')
const shapes: TLShape[] = await answer.json()
const box = new URLSearchParams(location.search)
const board = document.getElementById('board')
if (!board) throw new Error('no place for the board')
board.style.width = `${box.get('w')}px`
board.style.height = `${box.get('h')}px`

function onMount(editor: Editor) {
	editor.store.put(shapes)
	const camera = box.get('camera')?.split(',').map(Number)
	if (camera) editor.setCamera({ x: camera[0] ?? 0, y: camera[1] ?? 0, z: camera[2] ?? 1 })
	editor.setCurrentTool('draw')
}
const options = { maxShapesPerPage: 12_000 }
createRoot(board).render(createElement(Tldraw, { onMount, options }))
