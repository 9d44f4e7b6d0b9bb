/**
 * The scene as time: every panel a clip as long as it lasts, with its picture, over one lane of sound.
 * A list in story order: arrows walk it, edges are dragged, lengths typed, clips dragged to reorder;
 * the playhead stands at any frame.
 */

import { Film, Volume2, X } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useValue } from 'tldraw'
import { useCommands } from '#app/ui/commands/use-commands.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { useToast } from '#app/ui/toast.tsx'
import { secondsOfFrame } from '#core/board/frame-rate.ts'
import { formatClock, formatSeconds } from '#core/board/timing.ts'
import { Clip } from './clip.tsx'
import { type BoardHand, takeInHand } from './panel-actions.ts'
import { usePanelMenu } from './panel-menu.tsx'
import type { PictureSource } from './picture-source.ts'
import { AudioLane } from './time/audio-lane.tsx'
import { LeftOut } from './time/left-out.tsx'
import { LengthField } from './time/length-field.tsx'
import { type BurnIns, useBurnIns } from './time/play-settings.ts'
import { Player } from './time/player.tsx'
import { Playhead, scrubHandlers } from './time/playhead.tsx'
import { useSceneFilm } from './time/scene-film.ts'
import { bringSound } from './time/sound-files.ts'
import { type PlayedFilm, Stage } from './time/stage.tsx'
import stripStyles from './time/strip.module.css'
import { pxOf, type StripScale } from './time/strip-scale.ts'
import { StripTransport } from './time/strip-transport.tsx'
import { addSound, moveClips, setLength, type TimeHand } from './time/time-actions.ts'
import { chosenClips, isChoice, timeCommands } from './time/time-commands.ts'
import type { Transport } from './time/transport.ts'
import type { SceneClock } from './time/use-scene-time.ts'
import { useStripScale } from './time/use-strip-scale.ts'
import { useTransport } from './time/use-transport.ts'
import styles from './time-strip.module.css'
import { useClipDrag } from './use-clip-drag.ts'

const TICKS = [1, 2, 5, 10, 15, 30, 60, 120]
const MONITOR_PX = 348
const NONE: ReadonlySet<string> = new Set()

export interface TimeStripProps {
	hand: BoardHand
	pictures: PictureSource
	clock: SceneClock
	canEdit: boolean
	/** The film over the whole window. */
	isWhole: boolean
	onWhole: (isWhole: boolean) => void
	renderPeople: (panelId: string) => ReactNode
	/** Over the clips: `leftOf` says where a frame of a panel is, in pixels; null when it is not here. */
	renderOver?: (leftOf: (panelId: string, frame: number) => number | null) => ReactNode
}

export function TimeStrip(props: TimeStripProps) {
	const { hand, clock, canEdit, pictures, onWhole } = props
	const { time, transport } = clock
	const act = useMemo<TimeHand>(() => ({ hand, time }), [hand, time])
	const film = useSceneFilm(hand, time, pictures)
	const [burnIns, onBurnIns] = useBurnIns()
	const [typing, setTyping] = useState<{ ids: readonly string[]; first: string } | null>(null)
	const strip = useStripScale(act)
	const { scale } = strip
	const sequence = useValue('sequence', () => time.sequence.get(), [time])
	const ids = useMemo(() => sequence.clips.map(({ panelId }) => panelId), [sequence])
	const chosen = useValue('chosen', () => {
		const all = time.chosen.get()
		return isChoice(all, hand.model.currentId.get()) ? all : NONE
	}, [time, hand])
	const onFiles = useBringSounds(act, transport)
	useCommands(
		useMemo(
			() =>
				timeCommands({
					...{ act, clock, canEdit },
					onPlayScene() {
						onWhole(true)
						transport.seek(0)
						transport.play()
					},
					onLength: () => setTyping(beginTyping(act, null)),
				}),
			[act, clock, canEdit, transport, onWhole],
		),
	)
	const drag = useClipDrag(
		ids,
		(moved, afterId) => moveClips(act, chosen.has(moved) ? [...chosen] : [moved], afterId),
		(id, event) => {
			choose(act, id, event)
			takeInHand(hand, id)
		},
	)
	const panelMenu = usePanelMenu((id) => takeInHand(hand, id))
	const snapTargets = useSnapTargets(act, transport)
	const endPx = pxOf(sequence.frames, scale)
	return (
		<section
			className={styles.strip}
			aria-label="Time"
			onKeyDown={(event) => {
				const isOnClip = event.target instanceof Element && event.target.closest('[data-clip]')
				const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
				if (!isOnClip || !isPlain || !canEdit || !/^\d$/.test(event.key)) return
				event.preventDefault()
				event.stopPropagation()
				setTyping(beginTyping(act, event.key))
			}}
		>
			<StripTransport
				{...{ act, transport, canEdit, burnIns, onBurnIns, onFiles }}
				onZoom={strip.zoom}
			/>
			<div className={styles.scroll} ref={strip.room} data-strip data-second-px={scale.secondPx}>
				<div className={styles.length} style={{ width: strip.lengthPx }}>
					<Ruler
						{...{ scale, transport }}
						seconds={secondsOfFrame(sequence.frames, scale.frameRate)}
					/>
					<div
						className={styles.track}
						role="listbox"
						aria-label="Panels in story order"
						aria-orientation="horizontal"
						aria-multiselectable
						onContextMenu={canEdit ? panelMenu.open : undefined}
					>
						{sequence.clips.map(({ panelId, durationFrames, isGuess }, place) => (
							<Clip
								key={panelId}
								id={panelId}
								{...{
									act,
									place,
									scale,
									durationFrames,
									isGuess,
									canEdit,
									drag,
									snapTargets,
									pictures,
								}}
								isChosen={chosen.has(panelId)}
								onTake={() => takeInHand(hand, panelId)}
								onLength={() => setTyping(beginTyping(act, null))}
								onDragging={strip.hold}
								people={props.renderPeople(panelId)}
							/>
						))}
					</div>
					{props.renderOver?.((panelId, frame) => {
						const clip = sequence.clips.find((one) => one.panelId === panelId)
						return clip ? pxOf(clip.startFrame + Math.min(frame, clip.durationFrames), scale) : null
					})}
					<AudioLane {...{ act, scale, canEdit, snapTargets, onFiles }} />
					<LeftOut {...{ act, pictures, canEdit }} leftPx={endPx + 24} />
					<TargetLine act={act} scale={scale} />
					<LoopBand transport={transport} scale={scale} />
					<Playhead transport={transport} scale={scale} />
					{typing ? (
						<LengthField
							label={typing.ids.length > 1 ? `Length of ${typing.ids.length} panels` : 'Length'}
							first={typing.first}
							leftPx={leftOf(act, typing.ids[0] ?? '', scale)}
							frameRate={scale.frameRate}
							onSet={(frames) => setLength(act, typing.ids, frames)}
							onClose={() => {
								setTyping(null)
								focusClip(typing.ids.at(-1))
							}}
						/>
					) : null}
				</div>
			</div>
			{panelMenu.menu}
			<span className={styles.trackName} aria-hidden>
				<Icon of={Film} />
				<Icon of={Volume2} />
			</span>
			{props.isWhole ? (
				// Out of the strip, which is a layer of its own and would hold the player in.
				createPortal(
					<Player
						title="Scene"
						{...{ film, transport, burnIns, onBurnIns }}
						onClose={() => {
							onWhole(false)
							transport.lookAway()
						}}
					/>,
					document.body,
				)
			) : (
				<Monitor {...{ film, transport, burnIns }} />
			)}
		</section>
	)
}

/** The film in its place, over the wall: while it plays, and while somebody looks for a frame. */
function Monitor(props: { film: PlayedFilm; transport: Transport; burnIns: BurnIns }) {
	const { film, transport, burnIns } = props
	const isLookedAt = useTransport(transport, (state) => state.isLookedAt)
	if (film.clips.length === 0 || !isLookedAt) return null
	return (
		<div className={stripStyles.monitor} data-monitor>
			<IconButton label="Close the picture" size="small" onClick={() => transport.lookAway()}>
				<Icon of={X} size={14} />
			</IconButton>
			<Stage {...{ film, transport, burnIns }} widthPx={MONITOR_PX} />
		</div>
	)
}

function Ruler(props: { seconds: number; scale: StripScale; transport: Transport }) {
	const { seconds, scale, transport } = props
	const every = TICKS.find((tick) => tick * scale.secondPx >= 64) ?? 300
	const ticks = Array.from({ length: Math.floor(seconds / every) + 1 }, (_, place) => place * every)
	return (
		<div className={styles.ruler} aria-hidden data-ruler {...scrubHandlers(transport, scale)}>
			{ticks.map((second) => (
				<span key={second} style={{ left: second * scale.secondPx }}>
					{formatClock(second)}
				</span>
			))}
		</div>
	)
}

function TargetLine({ act, scale }: { act: TimeHand; scale: StripScale }) {
	const target = useValue('target', () => act.time.targetFrames.get(), [act])
	if (target === null) return null
	return (
		<div className={stripStyles.target} style={{ left: pxOf(target, scale) }} aria-hidden>
			<span>target {formatSeconds(target, scale.frameRate)}</span>
		</div>
	)
}

function LoopBand({ transport, scale }: { transport: Transport; scale: StripScale }) {
	const loop = useTransport(transport, (state) => state.loop)
	if (!loop) return null
	const left = pxOf(loop.from, scale)
	return (
		<div
			className={stripStyles.loop}
			style={{ left, width: pxOf(loop.to, scale) - left }}
			data-loop={`${loop.from}-${loop.to}`}
		/>
	)
}

/** Brings files in one after another, each at the playhead; what cannot come in is said. */
function useBringSounds(act: TimeHand, transport: Transport) {
	const toast = useToast()
	return async (files: FileList) => {
		const { frame } = transport.get()
		for (const file of [...files]) {
			try {
				addSound(act, await bringSound(file), frame)
			} catch (error) {
				const title = error instanceof Error ? error.message : 'The sound could not be brought in.'
				toast({ title, tone: 'danger' })
			}
		}
	}
}

function useSnapTargets(act: TimeHand, transport: Transport) {
	return useMemo(
		() => () => {
			const { time } = act
			const sounds = time.sounds.get()
			return [
				transport.get().frame,
				...(time.targetFrames.get() === null ? [] : [time.targetFrames.get() ?? 0]),
				...sounds.flatMap(({ startFrame, durationFrames }) => [
					startFrame,
					startFrame + durationFrames,
				]),
				...time.sequence.get().clips.map(({ startFrame }) => startFrame),
			]
		},
		[act, transport],
	)
}

/** Ctrl adds a clip or takes it away, Shift takes all up to it, a plain press this one alone. */
function choose(
	{ hand, time }: TimeHand,
	id: string,
	keys: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean },
): void {
	const current = hand.model.currentId.get()
	const before = time.chosen.get()
	const chosen = new Set(isChoice(before, current) ? before : current === null ? [] : [current])
	const ids = time.sequence.get().clips.map(({ panelId }) => panelId)
	if (keys.ctrlKey || keys.metaKey) {
		if (chosen.has(id)) chosen.delete(id)
		else chosen.add(id)
		time.chosen.set(chosen)
	} else if (keys.shiftKey && current !== null) {
		const [from = 0, to = 0] = [ids.indexOf(current), ids.indexOf(id)].sort((a, b) => a - b)
		time.chosen.set(new Set(ids.slice(from, to + 1)))
	} else time.chosen.set(new Set())
}

function beginTyping(act: TimeHand, digit: string | null) {
	const ids = chosenClips(act)
	const clip = act.time.sequence.get().clips.find(({ panelId }) => panelId === ids[0])
	if (!clip) return null
	const rate = act.hand.model.frameRate.get()
	const now = clip.isGuess ? '' : formatSeconds(clip.durationFrames, rate)
	return { ids, first: digit ?? now }
}

function leftOf({ time }: TimeHand, panelId: string, scale: StripScale): number {
	const clip = time.sequence.get().clips.find((one) => one.panelId === panelId)
	return clip ? pxOf(clip.startFrame, scale) : 0
}

function focusClip(panelId: string | undefined): void {
	const clip = panelId && document.querySelector(`[data-clip="${CSS.escape(panelId)}"]`)
	if (clip instanceof HTMLElement) clip.focus()
}
