/** What the one who pitches has in hand: the place in the story, steps, and notes that only they see. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import styles from './together.module.css'
import { usePitchNotes } from './use-pitch-notes.ts'

export function PitchBar(props: {
	sceneId: string
	panelId: string | null
	/** The panel's number. */
	label: string
	/** 1-based place of the panel and how many there are. */
	place: { at: number; of: number }
	onStep: (by: 1 | -1) => void
	onEnd: () => void
	tell: (sentence: string) => void
}) {
	const { panelId, place } = props
	const notes = usePitchNotes(props.sceneId, props.tell)
	const since = useMinutes()
	return (
		<section className={styles.pitch} aria-label="Your pitch">
			<div className={styles.pitchHead}>
				<IconButton label="Panel before" size="small" onClick={() => props.onStep(-1)}>
					<Icon of={ChevronLeft} />
				</IconButton>
				<span className={styles.count} aria-live="polite">
					<b>{props.label || 'No panel'}</b> {place.at} of {place.of}
				</span>
				<IconButton label="Panel after" size="small" onClick={() => props.onStep(1)}>
					<Icon of={ChevronRight} />
				</IconButton>
				<span className={styles.quiet}>
					{since} · <Kbd>←</Kbd> <Kbd>→</Kbd> step
				</span>
				<span className={styles.push}>
					<Button size="small" onClick={props.onEnd}>
						End the pitch
					</Button>
				</span>
			</div>
			<TextArea
				label="Your notes for this panel"
				hideLabel
				placeholder="Notes for this panel. Only you see them."
				rows={2}
				maxLength={4000}
				disabled={panelId === null || !notes.isLoaded}
				value={panelId === null ? '' : notes.of(panelId)}
				onChange={(event) => panelId && notes.write(panelId, event.target.value)}
				onBlur={() => notes.save()}
			/>
		</section>
	)
}

/** How long it has been going on. */
function useMinutes(): string {
	const [start] = useState(() => performance.now())
	const [now, setNow] = useState(start)
	useEffect(() => {
		const timer = setInterval(() => setNow(performance.now()), 10_000)
		return () => clearInterval(timer)
	}, [])
	const minutes = Math.floor((now - start) / 60_000)
	return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
