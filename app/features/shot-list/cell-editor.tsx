/**
 * The editor in a cell, made from the column's kind: words, numbers and lengths are typed, choices are
 * typed or walked through. Enter sets and goes down, Tab sets and goes on, Escape leaves all as it was.
 */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { cx } from '#app/ui/cx.ts'
import type { ListColumn } from '#core/shot-list/list-column.ts'
import styles from './shot-grid.module.css'

export type After = 'down' | 'up' | 'right' | 'left' | 'stay'

export interface CellEditorProps {
	column: ListColumn
	label: string
	/** What stands in the field at first. */
	initial: string
	/** Whether all of it is marked, so that typing replaces it. */
	isMarked: boolean
	/** Sets what was typed; returns what is wrong with it, or null. */
	onSet: (typed: string, then: { after: After; everywhere: boolean }) => string | null
	onCancel: () => void
}

export function CellEditor(props: CellEditorProps) {
	const { column, label, initial, isMarked } = props
	const [typed, setTyped] = useState(initial)
	const [error, setError] = useState<string | null>(null)
	const field = useRef<HTMLTextAreaElement | null>(null)
	const id = useId()
	const words = useChoices(column, typed, initial)
	const isOver = useRef(false)
	useEffect(() => {
		const element = field.current
		element?.focus({ preventScroll: true })
		if (isMarked) element?.select()
		else element?.setSelectionRange(element.value.length, element.value.length)
	}, [isMarked])
	const set = (text: string, then: { after: After; everywhere: boolean }) => {
		if (isOver.current) return
		const wrong = props.onSet(text, then)
		isOver.current = wrong === null
		setError(wrong)
	}
	const onKeyDown = (event: KeyboardEvent) => {
		const { key } = event
		if (event.nativeEvent.isComposing) return
		event.stopPropagation()
		if (words && (key === 'ArrowDown' || key === 'ArrowUp')) {
			event.preventDefault()
			words.step(key === 'ArrowDown' ? 1 : -1)
			return
		}
		if (key === 'Escape') {
			event.preventDefault()
			isOver.current = true
			return props.onCancel()
		}
		if (key === 'Enter' && event.shiftKey && column.of.kind === 'text') return
		if (key !== 'Enter' && key !== 'Tab') return
		event.preventDefault()
		const after = key === 'Tab' ? (event.shiftKey ? 'left' : 'right') : 'down'
		const everywhere = event.ctrlKey || event.metaKey
		set(words?.chosen ?? typed, { after: everywhere ? 'stay' : after, everywhere })
	}
	return (
		<div className={styles.editor}>
			<textarea
				ref={field}
				rows={1}
				aria-label={label}
				aria-invalid={error ? true : undefined}
				aria-describedby={error ? `${id}-why` : undefined}
				className={cx(styles.typed, column.align === 'right' && styles.right)}
				value={typed}
				autoComplete="off"
				spellCheck={column.of.kind === 'text'}
				{...(words
					? {
							role: 'combobox',
							'aria-expanded': true,
							'aria-controls': `${id}-list`,
							'aria-activedescendant': words.place < 0 ? undefined : `${id}-${words.place}`,
						}
					: {})}
				onChange={(event) => {
					setTyped(event.target.value)
					words?.reset()
				}}
				onKeyDown={onKeyDown}
				onBlur={() => set(typed, { after: 'stay', everywhere: false })}
			/>
			{words ? (
				<ChoiceList
					id={id}
					words={words}
					onChoose={(label) => set(label, { after: 'stay', everywhere: false })}
				/>
			) : null}
			{error ? (
				<p id={`${id}-why`} role="alert" className={styles.why}>
					{error}
				</p>
			) : null}
		</div>
	)
}

interface Choices {
	shown: readonly (readonly [code: string, label: string])[]
	place: number
	/** The label that Enter takes; null = what was typed. */
	chosen: string | null
	step(by: 1 | -1): void
	reset(): void
}

/** The words that what was typed may mean, and the one the arrows stand on. */
function useChoices(column: ListColumn, typed: string, initial: string): Choices | null {
	const [place, setPlace] = useState(-1)
	if (column.of.kind !== 'choice') return null
	const wanted = typed.trim().toLowerCase()
	// Until something else is typed, all words are offered.
	const isFiltered = typed !== initial || initial.length === 1
	const fits = ([code, label]: readonly [string, string]) =>
		!isFiltered || code.toLowerCase().startsWith(wanted) || label.toLowerCase().includes(wanted)
	const shown = column.of.words.filter(fits)
	const first = isFiltered && wanted !== '' && shown.length > 0 ? 0 : -1
	const at = place < 0 ? first : Math.min(place, shown.length - 1)
	return {
		shown,
		place: at,
		chosen: at < 0 ? null : (shown[at]?.[0] ?? null),
		step: (by) => setPlace((at + by + shown.length) % Math.max(1, shown.length)),
		reset: () => setPlace(-1),
	}
}

function ChoiceList(props: { id: string; words: Choices; onChoose: (code: string) => void }) {
	const { id, words } = props
	const list = useRef<HTMLDivElement | null>(null)
	useLayoutEffect(() => {
		const element = list.current
		const cell = element?.parentElement?.getBoundingClientRect()
		if (!element || !cell) return
		const below = window.innerHeight - cell.bottom
		const height = Math.min(element.scrollHeight, 260)
		element.style.left = `${Math.min(cell.left, window.innerWidth - 220)}px`
		element.style.top = `${below > height + 8 ? cell.bottom : cell.top - height}px`
	}, [])
	useEffect(() => {
		list.current?.children[words.place]?.scrollIntoView({ block: 'nearest' })
	}, [words.place])
	return (
		<div
			ref={list}
			id={`${id}-list`}
			role="listbox"
			aria-label="Choices"
			className={styles.choices}
		>
			{words.shown.map(([code, label], place) => (
				// biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys.
				<div
					key={code}
					id={`${id}-${place}`}
					role="option"
					tabIndex={-1}
					aria-selected={place === words.place}
					className={styles.choice}
					onPointerDown={(event) => event.preventDefault()}
					onClick={() => props.onChoose(code)}
				>
					<span>{label}</span>
					{code.toUpperCase() === code ? <span className={styles.code}>{code}</span> : null}
				</div>
			))}
			{words.shown.length === 0 ? <p className={styles.none}>No such word</p> : null}
		</div>
	)
}
