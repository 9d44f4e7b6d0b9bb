/**
 * The screen a film plays on: the frame of the transport, its caption and what is burnt in. What it
 * shows stands in data attributes, set together with the picture.
 */
import { useEffect, useMemo, useRef, useState } from 'react'
import { cx } from '#app/ui/cx.ts'
import { placeAt } from '#core/board/sequence.ts'
import { type PlayedClip, shownFrame } from '#core/board/shown-frame.ts'
import { formatTimecode } from '#core/board/timing.ts'
import type { MarkBox } from '#core/canvas/panel-marks.ts'
import { FramePictures, type FrameSource } from './frame-pictures.ts'
import { paintFrame } from './paint-frame.ts'
import type { BurnIns } from './play-settings.ts'
import styles from './stage.module.css'
import type { Transport } from './transport.ts'
import { useTransport } from './use-transport.ts'

const AHEAD = 5

export interface PlayedFilm {
	clips: readonly PlayedClip[]
	/** Width ÷ height. */
	aspectRatio: number
	source: FrameSource
	/** What the camera sees; null = the whole panel. */
	cameraOf(panelId: string, t: number): MarkBox | null
	numberOf(panelId: string): string
	dialogueOf(panelId: string): string
}

export function Stage(props: {
	film: PlayedFilm
	transport: Transport
	burnIns: BurnIns
	widthPx: number
	className?: string | undefined
}) {
	const { film, transport, burnIns, widthPx } = props
	const stage = useRef<HTMLDivElement>(null)
	const canvas = useRef<HTMLCanvasElement>(null)
	const [pictureCount, setPictureCount] = useState(0)
	const { source } = film
	const pictures = useMemo(
		() => new FramePictures(source, () => setPictureCount((count) => count + 1)),
		[source],
	)
	useEffect(() => () => pictures.dispose(), [pictures])
	const place = useTransport(transport, ({ frame }) => placeAt(film.clips, frame))
	const height = Math.round(widthPx / film.aspectRatio)
	useEffect(() => {
		const near = film.clips.slice(Math.max(0, place - 1), place + AHEAD)
		const first = film.clips[place]
		pictures.want([...(first ? [first] : []), ...near].map(({ panelId }) => panelId))
	}, [film, place, pictures])
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new picture or size is painted at once.
	useEffect(() => {
		const paint = () => {
			const context = canvas.current?.getContext('2d')
			const { frame, frameRate, isPlaying } = transport.get()
			const shown = shownFrame(film.clips, frame, frameRate)
			if (context)
				paintFrame(context, shown, {
					pictureOf: (panelId) => pictures.get(panelId),
					cameraOf: film.cameraOf,
				})
			if (!stage.current) return
			Object.assign(stage.current.dataset, {
				...{ frame: String(frame), panel: shown?.clip.panelId ?? '' },
				...{ playing: isPlaying ? 'yes' : 'no', position: transport.position().toFixed(4) },
				picture: shown && pictures.get(shown.clip.panelId) ? 'yes' : 'no',
			})
		}
		paint()
		return transport.subscribe(paint)
	}, [film, transport, pictures, pictureCount, widthPx])
	const clip = film.clips[place]
	return (
		<div
			ref={stage}
			className={cx(styles.stage, props.className)}
			style={{ width: widthPx, height }}
			data-stage
		>
			<canvas ref={canvas} width={widthPx * 2} height={height * 2} aria-hidden />
			{burnIns.number && clip ? (
				<span className={cx(styles.burnt, styles.number)}>{film.numberOf(clip.panelId)}</span>
			) : null}
			{burnIns.timecode ? <Timecode transport={transport} /> : null}
			{burnIns.captions && clip && film.dialogueOf(clip.panelId) !== '' ? (
				<p className={styles.caption}>{film.dialogueOf(clip.panelId)}</p>
			) : null}
		</div>
	)
}

function Timecode({ transport }: { transport: Transport }) {
	const text = useTransport(transport, ({ frame, frameRate }) => formatTimecode(frame, frameRate))
	return <span className={cx(styles.burnt, styles.timecode)}>{text}</span>
}
