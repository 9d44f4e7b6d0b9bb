/** The wheel over what lies in front of the drawing moves the wall, as over the drawing itself. */
import type { WheelEvent } from 'react'
import type { Editor } from 'tldraw'

export function forwardWheel(editor: Editor, { nativeEvent }: WheelEvent): void {
	const canvas = editor.getContainer().querySelector('.tl-canvas')
	canvas?.dispatchEvent(new window.WheelEvent(nativeEvent.type, nativeEvent))
}
