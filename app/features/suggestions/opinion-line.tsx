/**
 * A line in the tray when a second opinion is asked of this person: told once, politely, and never while
 * the tray keeps still. The question itself is a page of its own, away from what stands on the board.
 */
import { Link } from '@remix-run/react'
import { MessagesSquare } from 'lucide-react'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { Badge } from '#app/ui/badge.tsx'
import { Icon } from '#app/ui/icon.tsx'
import styles from './tray.module.css'

/** How often it is looked for, milliseconds; nothing about it hurries. */
const LOOK_MS = 10 * 60_000
const AnswerSchema = z.object({ waiting: z.number().int() })

export function OpinionLine({ projectId, isQuiet }: { projectId: string; isQuiet: boolean }) {
	const waiting = useWaiting(projectId)
	// What came while the pen was down is shown when it rests.
	const [shown, setShown] = useState(0)
	useEffect(() => {
		if (!isQuiet) setShown(waiting)
	}, [isQuiet, waiting])
	const sentence =
		shown === 1 ? 'A second opinion is asked of you' : 'Second opinions are asked of you'
	return (
		<>
			{shown > 0 ? (
				<Link className={styles.opinion} to={`/projects/${projectId}/second`}>
					<Icon of={MessagesSquare} size={14} />
					<span>{sentence}</span>
					<Badge count={shown} label="waiting" tone="suggest" />
				</Link>
			) : null}
			<p className="visually-hidden" role="status">
				{shown > 0 ? `${sentence}.` : ''}
			</p>
		</>
	)
}

function useWaiting(projectId: string): number {
	const [waiting, setWaiting] = useState(0)
	useEffect(() => {
		const stop = new AbortController()
		const look = async () => {
			try {
				const { signal } = stop
				const answer = await fetch(`/api/v1/projects/${projectId}/opinions`, { signal })
				if (!answer.ok) return
				setWaiting(AnswerSchema.parse(await answer.json()).waiting)
			} catch {
				// Without a line nothing is asked; the next look is soon enough.
			}
		}
		void look()
		const timer = window.setInterval(() => void look(), LOOK_MS)
		// Whoever comes back from answering sees it gone.
		const onShow = () => document.visibilityState === 'visible' && void look()
		document.addEventListener('visibilitychange', onShow)
		return () => {
			stop.abort()
			window.clearInterval(timer)
			document.removeEventListener('visibilitychange', onShow)
		}
	}, [projectId])
	return waiting
}
