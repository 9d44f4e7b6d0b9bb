/**
 * A panel's picture, redrawn a moment after its drawing changed, never while a pen is down here, and not
 * before somebody can see it.
 */
import { type RefObject, useEffect, useState } from 'react'
import { type Editor, react } from 'tldraw'
import type { PictureSource } from './picture-source.ts'

/** Milliseconds between a change and the new picture. */
const REDRAW_MS = 700
/** What is about to come into view is drawn already. */
const SEEN_FROM = '0px 240px'

interface Wanted {
	/** Without its background and its camera's move. */
	isOwn?: boolean
	/** Where it is shown: out of view it is not drawn. */
	place?: RefObject<Element>
}

export function usePanelPicture(
	editor: Editor,
	source: PictureSource,
	panelId: string,
	{ isOwn = false, place }: Wanted = {},
): string | null {
	const [url, setUrl] = useState<string | null>(null)
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined
		let shown: string | null = null
		let gone = false
		let isSeen = place === undefined
		let isStale = true
		const show = (next: string | null) => {
			if (shown) URL.revokeObjectURL(shown)
			shown = next
			setUrl(next)
		}
		const draw = async () => {
			timer = undefined
			if (!isSeen) return
			if (editor.inputs.getIsPointing()) return schedule(REDRAW_MS)
			isStale = false
			const next = await (isOwn ? source.drawOwn(panelId) : source.draw(panelId))
			if (!gone) show(next)
			else if (next) URL.revokeObjectURL(next)
		}
		const schedule = (delayMs: number) => {
			timer ??= setTimeout(() => void draw(), delayMs)
		}
		const stopWatching = watchPlace(place?.current, (isNow) => {
			isSeen = isNow
			if (isSeen && isStale) schedule(0)
		})
		let isFirst = true
		const stop = react('panel picture', () => {
			source.read(panelId)
			isStale = true
			if (isSeen) schedule(isFirst ? 30 : REDRAW_MS)
			isFirst = false
		})
		return () => {
			gone = true
			stop()
			stopWatching()
			clearTimeout(timer)
			if (shown) URL.revokeObjectURL(shown)
		}
	}, [editor, source, panelId, isOwn, place])
	return url
}

function watchPlace(place: Element | null | undefined, tell: (isSeen: boolean) => void) {
	if (!place) return () => {}
	const watch = new IntersectionObserver(
		(entries) => tell(entries.some(({ isIntersecting }) => isIntersecting)),
		{ rootMargin: SEEN_FROM },
	)
	watch.observe(place)
	return () => watch.disconnect()
}
