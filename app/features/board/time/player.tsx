/**
 * A film over the whole window, with all its keys: Space plays, J K L shuttle, arrows step, Escape
 * leaves. The same player shows a scene as it is being drawn and a whole film.
 */
import { Pause, Play, Repeat, SkipBack, SkipForward, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { endOf, placeAt } from '#core/board/sequence.ts'
import { formatTimecode } from '#core/board/timing.ts'
import { BURN_IN_WORDS, type BurnIns } from './play-settings.ts'
import { pressTransport } from './playhead.tsx'
import styles from './stage.module.css'
import { type PlayedFilm, Stage } from './stage.tsx'
import type { Transport } from './transport.ts'
import { useTransport } from './use-transport.ts'

const CONTROLS_PX = 92
const SPEEDS = [0.5, 1, 2]

export function Player(props: {
	title: string
	film: PlayedFilm
	transport: Transport
	burnIns: BurnIns
	onBurnIns: (next: BurnIns) => void
	onClose: () => void
}) {
	const { film, transport, onClose } = props
	const player = useRef<HTMLDivElement>(null)
	useEffect(() => {
		const before = document.activeElement
		player.current?.focus()
		return () => {
			transport.pause()
			if (before instanceof HTMLElement) before.focus()
		}
	}, [transport])
	const walk = (by: 1 | -1) => {
		const { frame } = transport.get()
		const place = placeAt(film.clips, frame)
		const clip = film.clips[Math.max(0, Math.min(film.clips.length - 1, place + by))]
		if (clip) transport.seek(clip.startFrame)
	}
	const onKeyDown = (event: KeyboardEvent) => {
		const isOnButton = event.target instanceof HTMLButtonElement && event.key === ' '
		const isOnRange = event.target instanceof HTMLInputElement && event.key.startsWith('Arrow')
		if (event.key === 'Escape') onClose()
		else if (event.key === 'PageDown') walk(1)
		else if (event.key === 'PageUp') walk(-1)
		else if (isOnButton || isOnRange || !pressTransport(transport, event)) {
			event.stopPropagation()
			return
		}
		event.preventDefault()
		event.stopPropagation()
	}
	const widthPx = useScreenWidth(film.aspectRatio)
	return (
		<div
			ref={player}
			className={styles.player}
			role="dialog"
			aria-modal="true"
			aria-label={props.title}
			tabIndex={-1}
			onKeyDown={onKeyDown}
		>
			<div className={styles.screen}>
				<Stage {...{ film, transport, burnIns: props.burnIns, widthPx }} />
			</div>
			<div className={styles.controls}>
				<Scrub transport={transport} />
				<div className={styles.row}>
					<IconButton label="Previous panel" shortcut="PgUp" onClick={() => walk(-1)}>
						<Icon of={SkipBack} />
					</IconButton>
					<PlayButton transport={transport} />
					<IconButton label="Next panel" shortcut="PgDn" onClick={() => walk(1)}>
						<Icon of={SkipForward} />
					</IconButton>
					<LoopButton transport={transport} film={film} />
					<Clock transport={transport} />
					<Speed transport={transport} />
					<span data-push />
					{BURN_IN_WORDS.map(([key, word]) => (
						<Button
							key={key}
							size="small"
							variant={props.burnIns[key] ? 'line' : 'plain'}
							aria-pressed={props.burnIns[key]}
							onClick={() => props.onBurnIns({ ...props.burnIns, [key]: !props.burnIns[key] })}
						>
							{word}
						</Button>
					))}
					<IconButton label="Close the player" shortcut="Escape" onClick={onClose}>
						<Icon of={X} />
					</IconButton>
				</div>
			</div>
		</div>
	)
}

function Scrub({ transport }: { transport: Transport }) {
	const frame = useTransport(transport, (state) => state.frame)
	const frames = useTransport(transport, (state) => state.frames)
	const frameRate = useTransport(transport, (state) => state.frameRate)
	return (
		<input
			type="range"
			aria-label="Frame"
			aria-valuetext={formatTimecode(frame, frameRate)}
			min={0}
			max={Math.max(0, frames - 1)}
			value={frame}
			onChange={(event) => {
				transport.pause()
				transport.seek(Number(event.target.value))
			}}
		/>
	)
}

export function PlayButton({ transport }: { transport: Transport }) {
	const isPlaying = useTransport(transport, (state) => state.isPlaying)
	return (
		<IconButton
			label={isPlaying ? 'Pause' : 'Play'}
			shortcut="Space"
			onClick={() => transport.toggle()}
		>
			<Icon of={isPlaying ? Pause : Play} />
		</IconButton>
	)
}

function LoopButton({ transport, film }: { transport: Transport; film: PlayedFilm }) {
	const isLooping = useTransport(transport, (state) => state.loop !== null)
	const last = film.clips.at(-1)
	return (
		<IconButton
			label="Loop"
			pressed={isLooping}
			onClick={() => transport.setLoop(isLooping || !last ? null : { from: 0, to: endOf(last) })}
		>
			<Icon of={Repeat} />
		</IconButton>
	)
}

function Clock({ transport }: { transport: Transport }) {
	const text = useTransport(transport, ({ frame, frameRate }) => formatTimecode(frame, frameRate))
	const trouble = useTransport(transport, (state) => state.trouble)
	return (
		<>
			<b>{text}</b>
			<span role="status">{trouble}</span>
		</>
	)
}

function Speed({ transport }: { transport: Transport }) {
	const speed = useTransport(transport, (state) => state.speed)
	return (
		<>
			{SPEEDS.map((each) => (
				<Button
					key={each}
					size="small"
					variant={speed === each ? 'line' : 'plain'}
					aria-pressed={speed === each}
					aria-label={`Speed ${each}`}
					onClick={() => transport.setSpeed(each)}
				>
					{each} ×
				</Button>
			))}
			{SPEEDS.includes(speed) ? null : <span>{speed} ×</span>}
		</>
	)
}

function useScreenWidth(aspectRatio: number): number {
	const measure = () =>
		Math.floor(Math.min(window.innerWidth, (window.innerHeight - CONTROLS_PX) * aspectRatio))
	const [width, setWidth] = useState(measure)
	// biome-ignore lint/correctness/useExhaustiveDependencies: measures with the ratio of this render.
	useEffect(() => {
		const follow = () => setWidth(measure())
		follow()
		window.addEventListener('resize', follow)
		return () => window.removeEventListener('resize', follow)
	}, [aspectRatio])
	return width
}
