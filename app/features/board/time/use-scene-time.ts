/** The board's one transport and its scene as time, fed from the board as it changes. */
import { useEffect, useMemo, useState } from 'react'
import { react } from 'tldraw'
import type { BoardModel } from '../board-model.ts'
import { createSceneTime, type SceneTime } from './scene-time.ts'
import { Transport } from './transport.ts'

export interface SceneClock {
	time: SceneTime
	transport: Transport
}

/** Null until the page stands. */
export function useSceneTime(model: BoardModel): SceneClock | null {
	const time = useMemo(() => createSceneTime(model), [model])
	const [transport, setTransport] = useState<Transport | null>(null)
	useEffect(() => {
		const made = new Transport()
		setTransport(made)
		const stops = [
			react('feed the transport', () =>
				made.setSource({
					frames: time.sequence.get().frames,
					frameRate: model.frameRate.get(),
					sounds: time.placedSounds.get(),
				}),
			),
			followHand(model, time, made),
		]
		return () => {
			for (const stop of stops) stop()
			made.dispose()
			setTransport(null)
		}
	}, [model, time])
	return useMemo(() => transport && { time, transport }, [time, transport])
}

/** A panel taken in hand brings the playhead to its beginning, unless the film plays. */
function followHand(model: BoardModel, time: SceneTime, transport: Transport) {
	let last: string | null = null
	return react('playhead at the panel in hand', () => {
		const id = model.currentId.get()
		if (id === last) return
		last = id
		const clip = time.sequence.__unsafe__getWithoutCapture().clips.find((one) => one.panelId === id)
		if (clip && !transport.get().isPlaying) transport.cue(clip.startFrame)
	})
}
