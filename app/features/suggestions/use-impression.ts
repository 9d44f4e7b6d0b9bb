/**
 * Tells the log what was looked at: feeds the tracker from the page (what is visible, ghosts, leaving)
 * and posts its rows. Best effort and never in anybody's way; a lost row is a missing value, never a
 * wrong one.
 */

import { useEffect, useMemo } from 'react'
import { createUuidV7 } from '#core/ids.ts'
import { cryptoRandom } from '#core/random.ts'
import {
	ImpressionTracker,
	type SeenSuggestion,
	type View,
	visibleFraction,
} from './impression-tracker.ts'

export interface Impressions {
	/** Ref callback for a card's element. */
	watch(suggestion: SeenSuggestion): (element: HTMLElement | null) => void
	preview(suggestion: SeenSuggestion | null): void
	decided(suggestion: SeenSuggestion): void
}

export function useImpressions(options: { projectId: string; sceneId: string }): Impressions {
	const { projectId, sceneId } = options
	const watcher = useMemo(() => createWatcher(projectId, sceneId), [projectId, sceneId])
	useEffect(() => watcher.start(), [watcher])
	return watcher
}

function createWatcher(projectId: string, sceneId: string): Impressions & { start(): () => void } {
	const post = createPost(projectId, sceneId)
	const tracker = new ImpressionTracker({
		now: () => Date.now(),
		tell: post,
		setTimer: (run, ms) => window.setTimeout(run, ms),
		clearTimer: (timer) => window.clearTimeout(timer),
	})
	const cards = new Map<Element, SeenSuggestion>()
	const elements = new Map<string, Element>()
	const refs = new Map<string, (element: HTMLElement | null) => void>()
	let observer: IntersectionObserver | null = null

	function attach(suggestion: SeenSuggestion, element: HTMLElement | null): void {
		const before = elements.get(suggestion.id)
		if (before) {
			observer?.unobserve(before)
			cards.delete(before)
			elements.delete(suggestion.id)
		}
		if (!element) {
			tracker.gone(suggestion.id)
			return
		}
		elements.set(suggestion.id, element)
		cards.set(element, suggestion)
		observer?.observe(element)
	}
	function seen(entries: readonly IntersectionObserverEntry[]): void {
		for (const entry of entries) {
			const suggestion = cards.get(entry.target)
			if (suggestion) tracker.see(suggestion, visibleFraction(entry))
		}
	}
	function start(): () => void {
		observer = new IntersectionObserver(seen, { threshold: [0, 0.25, 0.5, 0.75, 1] })
		for (const element of cards.keys()) observer.observe(element)
		const hide = () => tracker.setHidden(document.visibilityState === 'hidden')
		const leave = () => tracker.setHidden(true)
		window.addEventListener('pagehide', leave)
		document.addEventListener('visibilitychange', hide)
		return () => {
			window.removeEventListener('pagehide', leave)
			document.removeEventListener('visibilitychange', hide)
			observer?.disconnect()
			observer = null
			tracker.leave()
		}
	}
	return {
		start,
		watch(suggestion) {
			const known = refs.get(suggestion.id)
			if (known) return known
			const ref = (element: HTMLElement | null) => attach(suggestion, element)
			refs.set(suggestion.id, ref)
			return ref
		},
		preview: (suggestion) => tracker.preview(suggestion),
		decided: (suggestion) => tracker.decided(suggestion),
	}
}

function createPost(projectId: string, sceneId: string): (view: View) => void {
	const url = `/api/v1/projects/${projectId}/views`
	return (view) => {
		const eventId = createUuidV7(view.clientTsMs, cryptoRandom(window.crypto))
		const body = JSON.stringify({ views: [{ eventId, sceneId, ...view }] })
		// A page that is going away may not finish a fetch; a beacon outlives it.
		if (
			document.visibilityState === 'hidden' &&
			navigator.sendBeacon(url, new Blob([body], { type: 'application/json' }))
		)
			return
		void fetch(url, {
			method: 'POST',
			keepalive: true,
			headers: { 'content-type': 'application/json' },
			body,
		}).catch(() => undefined)
	}
}
