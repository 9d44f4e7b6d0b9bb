/** Why not: one tap tells a reason, another takes it back, and there is room for a sentence. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { TextField } from '#app/ui/field.tsx'
import type { Region } from '#core/signals/event.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { REASONS, type ReasonCode } from '#core/suggestions/suggestion-record.ts'
import styles from './card.module.css'

/** What most people mean stands first; the rest is behind one more tap. */
const FIRST = 4
const MAX_CRITIQUE = 4000

export interface Why {
	reasonCodes: ReasonCode[]
	critique?: string
	strength?: number
	region?: Region
	/** What one would have done. */
	edit?: Edit
}

export function ReasonChips(props: {
	reasonCodes: readonly ReasonCode[]
	onWhy: (why: Why) => void
	/** Room for more, given what was said so far. */
	renderMore?: (say: (more: Partial<Why>) => void) => ReactNode
}) {
	const { reasonCodes, onWhy } = props
	const [chosen, setChosen] = useState<readonly ReasonCode[]>(reasonCodes)
	const [all, setAll] = useState(() => reasonCodes.some((code) => !isFirst(code)))
	const form = useRef<HTMLFormElement>(null)
	const [opened, setOpened] = useState(false)
	// The chip that was pressed is gone: without a place to write, the next letters would be the board's keys.
	useEffect(() => {
		if (opened) form.current?.querySelector('input')?.focus()
	}, [opened])
	const [critique, setCritique] = useState('')
	const [told, setTold] = useState('')
	const [more, setMore] = useState<Partial<Why>>({})
	const say = (next: Partial<Why>) => {
		const all = { ...more, ...next }
		setMore(all)
		onWhy({ reasonCodes: [...chosen], ...(told ? { critique: told } : {}), ...all })
	}
	const toggle = (code: ReasonCode) => {
		const next = chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code]
		setChosen(next)
		onWhy({ reasonCodes: next, ...(told ? { critique: told } : {}), ...more })
	}
	const tell = () => {
		const text = critique.trim()
		if (!text) return
		setTold(text)
		onWhy({ reasonCodes: [...chosen], critique: text, ...more })
	}
	const shown = all ? REASONS : REASONS.slice(0, FIRST)
	return (
		<>
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around chips. */}
			<div className={styles.reasons} role="group" aria-label="Why not? One tap, or skip">
				{shown.map(([code, label]) => (
					<Chip key={code} pressed={chosen.includes(code)} onClick={() => toggle(code)}>
						{label}
					</Chip>
				))}
				{all ? null : (
					<Chip
						onClick={() => {
							setAll(true)
							setOpened(true)
						}}
					>
						Other…
					</Chip>
				)}
			</div>
			{all ? (
				<form
					ref={form}
					className={styles.form}
					onSubmit={(event) => {
						event.preventDefault()
						tell()
					}}
				>
					<TextField
						label="In a sentence, if you like"
						hideLabel
						placeholder="In a sentence, if you like"
						maxLength={MAX_CRITIQUE}
						value={critique}
						onChange={(event) => setCritique(event.target.value)}
					/>
					<div className={styles.formActions}>
						<Button
							type="submit"
							size="small"
							disabled={critique.trim() === '' || critique.trim() === told}
						>
							{told !== '' && critique.trim() === told ? 'Kept' : 'Keep it'}
						</Button>
					</div>
				</form>
			) : null}
			{props.renderMore?.(say)}
		</>
	)
}

function isFirst(code: ReasonCode): boolean {
	return REASONS.findIndex(([each]) => each === code) < FIRST
}
