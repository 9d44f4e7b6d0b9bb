/** A person's own notes for pitching a scene: read once, written a moment after the last letter. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { z } from 'zod'

const SAVE_MS = 700
const NotesSchema = z.record(z.string(), z.string())

export interface PitchNotes {
	isLoaded: boolean
	of(panelId: string): string
	write(panelId: string, body: string): void
	/** Sends what is not sent yet, at once. */
	save(): void
}

export function usePitchNotes(sceneId: string, tell: (sentence: string) => void): PitchNotes {
	const url = `/api/v1/boards/${sceneId}/pitch-notes`
	const [notes, setNotes] = useState<Record<string, string> | null>(null)
	const unsent = useRef(new Map<string, string>())
	const timer = useRef(0)
	const latestTell = useRef(tell)
	latestTell.current = tell
	useEffect(() => {
		let isGone = false
		void window
			.fetch(url)
			.then((answer) => answer.json())
			.then((body: unknown) => {
				if (!isGone) setNotes(NotesSchema.catch({}).parse(body))
			})
			.catch(() =>
				latestTell.current('Your notes could not be read. They are safe; try again later.'),
			)
		return () => {
			isGone = true
		}
	}, [url])
	const save = useCallback(() => {
		window.clearTimeout(timer.current)
		for (const [panelId, body] of unsent.current) {
			unsent.current.delete(panelId)
			void window
				.fetch(url, {
					method: 'POST',
					keepalive: true,
					headers: { 'Content-Type': 'application/json' },
					body: JSON.stringify({ panelId, body }),
				})
				.then((answer) => {
					if (!answer.ok) throw new Error('refused')
				})
				.catch(() => {
					// Kept for the next try unless it was written anew meanwhile.
					if (!unsent.current.has(panelId)) unsent.current.set(panelId, body)
					latestTell.current(
						'A note was not saved yet. It is kept in this page; go on and it is tried again.',
					)
				})
		}
	}, [url])
	useEffect(() => save, [save])
	return useMemo(
		() => ({
			isLoaded: notes !== null,
			of: (panelId) => notes?.[panelId] ?? '',
			write(panelId, body) {
				setNotes((now) => ({ ...now, [panelId]: body }))
				unsent.current.set(panelId, body)
				window.clearTimeout(timer.current)
				timer.current = window.setTimeout(save, SAVE_MS)
			},
			save,
		}),
		[notes, save],
	)
}
