/**
 * A sheet to try a pen on: what it reports while it draws, in words, what to do when it reports no
 * pressure, how firmly this person presses, and what a finger does beside it. Nothing drawn here is kept.
 */
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { FIRMEST, feltPressure, type PenSample, readPen, SOFTEST } from '#core/canvas/pen-feel.ts'
import {
	createFingerRule,
	type Finger,
	keepFinger,
	keepFirmness,
	readFinger,
	readFirmness,
} from './pen-settings.ts'
import styles from './pen-test.module.css'

const MOST_SAMPLES = 400
const FINGER_WORDS: readonly (readonly [Finger, string])[] = [
	['pen', 'Draws until a pen is used, then moves the wall'],
	['draws', 'Always draws'],
	['moves', 'Always moves the wall'],
]
const DEVICES: Record<string, string> = { pen: 'Pen', touch: 'Finger', mouse: 'Mouse' }

export function PenTest() {
	const canvas = useRef<HTMLCanvasElement>(null)
	const samples = useRef<PenSample[]>([])
	const last = useRef<{ x: number; y: number } | null>(null)
	const [device, setDevice] = useState<string | null>(null)
	const [now, setNow] = useState<PenSample | null>(null)
	const [firmness, setFirmness] = useState(1)
	const rule = useMemo(createFingerRule, [])
	const [finger, setFinger] = useState<Finger>('pen')
	// The settings lie in the browser, which the server's first picture of this page does not know.
	useEffect(() => {
		setFirmness(readFirmness())
		setFinger(readFinger())
	}, [])
	const draw = (event: PointerEvent<HTMLCanvasElement>) => {
		if (event.buttons === 0) return
		const box = event.currentTarget.getBoundingClientRect()
		const ink = event.currentTarget.getContext('2d')
		const parts = event.nativeEvent.getCoalescedEvents?.() ?? []
		for (const part of parts.length > 0 ? parts : [event.nativeEvent]) {
			const to = { x: part.clientX - box.left, y: part.clientY - box.top }
			if (ink && last.current) line(ink, [last.current, to], feltPressure(part.pressure, firmness))
			last.current = to
			const { pressure, tiltX, tiltY, timeStamp: timeMs } = part
			samples.current = [...samples.current, { timeMs, pressure, tiltX, tiltY }].slice(
				-MOST_SAMPLES,
			)
		}
		if (event.pointerType === 'pen') rule.penSeen()
		setDevice(event.pointerType)
		setNow(samples.current.at(-1) ?? null)
	}
	const begin = (event: PointerEvent<HTMLCanvasElement>) => {
		event.currentTarget.setPointerCapture(event.pointerId)
		if (event.pointerType !== device) samples.current = []
		last.current = null
		draw(event)
	}
	const report = readPen(samples.current)
	return (
		<div className={styles.test}>
			<canvas
				ref={canvas}
				className={styles.sheet}
				width={720}
				height={360}
				aria-label="Draw here with your pen"
				onPointerDown={begin}
				onPointerMove={draw}
			/>
			<dl className={styles.report}>
				<Fact
					name="Device"
					value={device === null ? 'Draw a few strokes' : (DEVICES[device] ?? device)}
				/>
				<Fact name="Pressure" value={now ? `${Math.round(now.pressure * 100)} %` : ''} />
				<Fact
					name="Tilt"
					value={report.hasTilt && now ? `${now.tiltX}°, ${now.tiltY}°` : 'None reported'}
				/>
				<Fact name="Points a second" value={report.rateHz === null ? '' : String(report.rateHz)} />
			</dl>
			<p role="status">{verdictOf(device, report.hasPressure)}</p>
			<label className={styles.firmness}>
				<span>How you press</span>
				<span className={styles.end}>Softly</span>
				<input
					type="range"
					min={SOFTEST}
					max={FIRMEST}
					step={0.1}
					value={firmness}
					aria-valuetext={firmness < 1 ? 'softly' : firmness > 1 ? 'firmly' : 'as the pen reports'}
					onChange={(event) => {
						setFirmness(Number(event.target.value))
						keepFirmness(Number(event.target.value))
					}}
				/>
				<span className={styles.end}>Firmly</span>
			</label>
			<fieldset className={styles.finger}>
				<legend>A finger</legend>
				{FINGER_WORDS.map(([value, words]) => (
					<label key={value}>
						<input
							type="radio"
							name="finger"
							value={value}
							checked={finger === value}
							onChange={() => {
								setFinger(value)
								keepFinger(value)
							}}
						/>
						{words}
					</label>
				))}
			</fieldset>
		</div>
	)
}

function line(
	ink: CanvasRenderingContext2D,
	[from, to]: readonly [{ x: number; y: number }, { x: number; y: number }],
	pressure: number,
) {
	ink.lineWidth = 1 + 10 * pressure
	ink.lineCap = 'round'
	ink.beginPath()
	ink.moveTo(from.x, from.y)
	ink.lineTo(to.x, to.y)
	ink.stroke()
}

function verdictOf(device: string | null, hasPressure: boolean): string {
	if (device === null) return 'Draw softly and then firmly, with the pen you draw with.'
	if (device !== 'pen') {
		return 'This arrives as a mouse or a finger, without pressure. Try the pen itself. On Windows, switch on “Windows Ink” in the tablet’s settings; on a Mac or Linux, check that the tablet’s driver runs. Then load this page again.'
	}
	return hasPressure
		? 'Pressure arrives. Lines swell as you press.'
		: 'The pen arrives, its pressure does not. Press softly and firmly once more; if nothing changes, switch on “Windows Ink” or install the tablet’s driver, and load this page again.'
}

function Fact({ name, value }: { name: string; value: string }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{value || '–'}</dd>
		</div>
	)
}
