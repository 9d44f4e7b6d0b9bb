/** A panel's picture, redrawn a moment after its drawing changed and never while a pen is down here. */
import { useEffect, useState } from 'react'
import { type Editor, react } from 'tldraw'
import type { PictureSource } from './picture-source.ts'

/** Milliseconds between a change and the new picture. */
const REDRAW_MS = 700

export function usePanelPicture(
	editor: Editor,
	source: PictureSource,
	panelId: string,
): string | null {
	const [url, setUrl] = useState<string | null>(null)
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined
		let shown: string | null = null
		let gone = false
		const show = (next: string | null) => {
			if (shown) URL.revokeObjectURL(shown)
			shown = next
			setUrl(next)
		}
		const draw = async () => {
			timer = undefined
			if (editor.inputs.getIsPointing()) return schedule(REDRAW_MS)
			const next = await source.draw(panelId)
			if (!gone) show(next)
			else if (next) URL.revokeObjectURL(next)
		}
		const schedule = (delayMs: number) => {
			timer ??= setTimeout(() => void draw(), delayMs)
		}
		let isFirst = true
		const stop = react('panel picture', () => {
			source.read(panelId)
			schedule(isFirst ? 30 : REDRAW_MS)
			isFirst = false
		})
		return () => {
			gone = true
			stop()
			clearTimeout(timer)
			if (shown) URL.revokeObjectURL(shown)
		}
	}, [editor, source, panelId])
	return url
}
