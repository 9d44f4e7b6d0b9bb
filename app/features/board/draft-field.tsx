/**
 * A field that is typed in and then set, once, on Enter or when left: numbers, lengths, short words.
 * While nobody types here it shows what others set. What cannot be read is said and not set.
 */
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { TextField } from '#app/ui/field.tsx'

export function DraftField(props: {
	label: string
	/** What is set now, as it is written. */
	value: string
	/** Sets the typed text; returns what is wrong with it, or null. */
	onSet: (typed: string) => string | null
	placeholder?: string
	suffix?: ReactNode
	disabled?: boolean
}) {
	const { label, value, onSet, placeholder, suffix, disabled } = props
	const [draft, setDraft] = useState<string | null>(null)
	const [error, setError] = useState<string | null>(null)
	const set = () => {
		if (draft === null || draft.trim() === value) return leave()
		const wrong = onSet(draft.trim())
		if (wrong === null) leave()
		else setError(wrong)
	}
	const leave = () => {
		setDraft(null)
		setError(null)
	}
	const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
		if (event.key === 'Enter') set()
		if (event.key === 'Escape') leave()
	}
	return (
		<TextField
			layout="row"
			{...{ label, placeholder, suffix, disabled, error, onKeyDown }}
			value={draft ?? value}
			onChange={(event) => setDraft(event.target.value)}
			onBlur={set}
			data-typing={draft === null ? 'no' : 'yes'}
			autoComplete="off"
		/>
	)
}
