/** "Colder, from behind her": what somebody would like, for the panel in hand or the scene. */
import { ArrowUp } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import styles from './tray.module.css'
import type { Question } from './use-ask.ts'

const MAX_WORDS = 500

export function AskInWords(props: {
	/** The panel in hand, if one is. */
	panel: { id: string; label: string } | null
	isBusy: boolean
	onAsk: (question: Question) => void
}) {
	const { panel, isBusy, onAsk } = props
	const [words, setWords] = useState('')
	const isEmpty = words.trim() === ''
	const send = (event: FormEvent) => {
		event.preventDefault()
		if (isEmpty || isBusy) return
		onAsk({ ask: 'words', words: words.trim(), targetId: panel?.id ?? null })
		setWords('')
	}
	return (
		<form className={styles.words} onSubmit={send}>
			<TextField
				label={`Ask in words about ${panel?.label ?? 'this scene'}`}
				hideLabel
				placeholder="Colder, from behind her"
				maxLength={MAX_WORDS}
				value={words}
				onChange={(event) => setWords(event.target.value)}
			/>
			<IconButton label="Ask in words" type="submit" disabled={isEmpty || isBusy}>
				<Icon of={ArrowUp} size={14} />
			</IconButton>
		</form>
	)
}
