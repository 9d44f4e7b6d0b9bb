/** A length typed over its clip, as crews write lengths: `2.5`, `2:12`, `60f`. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { parseDuration } from '#core/board/timing.ts'
import styles from './strip.module.css'

export const LENGTH_HINT = 'Write a length as 2.5, 2:12 or 60f.'

export function LengthField(props: {
	label: string
	/** What the field begins with. */
	first: string
	leftPx: number
	frameRate: number
	onSet: (frames: number) => void
	onClose: () => void
}) {
	const { frameRate, onSet, onClose } = props
	const [typed, setTyped] = useState(props.first)
	const [isWrong, setWrong] = useState(false)
	const field = useRef<HTMLInputElement>(null)
	useEffect(() => {
		field.current?.focus()
		if (props.first.length > 1) field.current?.select()
	}, [props.first])
	const onKeyDown = (event: KeyboardEvent) => {
		event.stopPropagation()
		if (event.key === 'Escape') onClose()
		if (event.key !== 'Enter') return
		const frames = parseDuration(typed, frameRate)
		if (frames === null) return setWrong(true)
		onSet(frames)
		onClose()
	}
	return (
		<div className={styles.lengthField} style={{ left: props.leftPx }}>
			<input
				ref={field}
				type="text"
				aria-label={props.label}
				aria-invalid={isWrong || undefined}
				aria-describedby={isWrong ? 'length-hint' : undefined}
				autoComplete="off"
				value={typed}
				onChange={(event) => {
					setTyped(event.target.value)
					setWrong(false)
				}}
				onKeyDown={onKeyDown}
				onBlur={onClose}
			/>
			{isWrong ? (
				<span id="length-hint" role="alert">
					{LENGTH_HINT}
				</span>
			) : null}
		</div>
	)
}
