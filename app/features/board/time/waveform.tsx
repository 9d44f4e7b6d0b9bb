/** The outline of a sound, drawn from its stored peaks; as many bars as can be seen, no more. */
import { useEffect, useRef, useState } from 'react'
import { peakBetween } from '#core/board/peaks.ts'
import { soundPeaks } from './sound-files.ts'

const BAR_PX = 2
const MOST_PX = 4000

export function Waveform(props: {
	hash: string
	inSeconds: number
	seconds: number
	widthPx: number
	heightPx: number
	gain: number
}) {
	const { hash, inSeconds, seconds, heightPx, gain } = props
	const widthPx = Math.max(1, Math.min(MOST_PX, Math.round(props.widthPx)))
	const canvas = useRef<HTMLCanvasElement>(null)
	const [peaks, setPeaks] = useState<Uint8Array | null>(null)
	useEffect(() => {
		let isGone = false
		void soundPeaks(hash).then((found) => {
			if (!isGone) setPeaks(found)
		})
		return () => {
			isGone = true
		}
	}, [hash])
	useEffect(() => {
		const element = canvas.current
		const context = element?.getContext('2d')
		if (!element || !context || !peaks) return
		context.clearRect(0, 0, widthPx, heightPx)
		context.fillStyle = getComputedStyle(element).color
		const bars = Math.ceil(widthPx / BAR_PX)
		for (let bar = 0; bar < bars; bar++) {
			const from = inSeconds + (bar / bars) * seconds
			const loud = Math.min(1, peakBetween(peaks, from, from + seconds / bars) * gain)
			const tall = Math.max(1, loud * (heightPx - 4))
			context.fillRect(bar * BAR_PX, (heightPx - tall) / 2, 1, tall)
		}
	}, [peaks, inSeconds, seconds, widthPx, heightPx, gain])
	return (
		<canvas
			ref={canvas}
			width={widthPx}
			height={heightPx}
			aria-hidden
			data-peaks={peaks?.length ?? 0}
		/>
	)
}
