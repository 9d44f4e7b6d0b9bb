/**
 * Where a note is written: Ctrl+Enter sends, Escape leaves, @ and a few letters call somebody. The list
 * of names is walked with the arrows while the caret stays in the words.
 */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import { findPeople, mentionAt, mentionsIn } from '#core/notes/mentions.ts'
import { MAX_NOTE_LENGTH } from '#core/notes/note-records.ts'
import type { Crew, CrewPerson } from './crew.ts'
import styles from './notes.module.css'
import type { Words } from './notes-hand.ts'

const MOST_NAMES = 6

export function Composer(props: {
	label: string
	placeholder: string
	crew: Crew
	initial?: string
	autoFocus?: boolean
	sendLabel: string
	onSend: (words: Words) => void
	onLeave?: () => void
}) {
	const { crew, label, onLeave } = props
	const [text, setText] = useState(props.initial ?? '')
	const [caret, setCaret] = useState(text.length)
	const [chosen, setChosen] = useState(0)
	const [isClosed, setClosed] = useState(false)
	const area = useRef<HTMLTextAreaElement>(null)
	const listId = useId()
	useEffect(() => {
		if (props.autoFocus) area.current?.focus({ preventScroll: true })
	}, [props.autoFocus])
	const typed = isClosed ? null : mentionAt(text, caret)
	const names = typed ? findPeople(crew.list, typed.query).slice(0, MOST_NAMES) : []
	const call = (person: CrewPerson) => {
		if (!typed) return
		const head = `${text.slice(0, typed.from)}@${person.name} `
		setText(head + text.slice(caret))
		setCaret(head.length)
		requestAnimationFrame(() => area.current?.setSelectionRange(head.length, head.length))
	}
	const send = () => {
		const words = text.trim()
		if (words === '') return
		props.onSend({ text: words, mentions: mentionsIn(words, crew.list) })
		setText('')
		setCaret(0)
	}
	const press = (event: KeyboardEvent) => {
		// Keys of the board and of the drawing surface are none while words are typed.
		event.stopPropagation()
		const person = names[chosen]
		if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') send()
		else if (person && (event.key === 'Enter' || event.key === 'Tab')) call(person)
		else if (person && event.key === 'ArrowDown') setChosen((chosen + 1) % names.length)
		else if (person && event.key === 'ArrowUp')
			setChosen((chosen + names.length - 1) % names.length)
		else if (person && event.key === 'Escape') setClosed(true)
		else if (event.key === 'Escape' && onLeave) onLeave()
		else return
		event.preventDefault()
	}
	return (
		<form
			className={styles.composer}
			onSubmit={(event) => {
				event.preventDefault()
				send()
			}}
		>
			<textarea
				ref={area}
				rows={2}
				value={text}
				maxLength={MAX_NOTE_LENGTH}
				aria-label={label}
				aria-autocomplete="list"
				aria-controls={names.length > 0 ? listId : undefined}
				aria-activedescendant={names.length > 0 ? `${listId}-${chosen}` : undefined}
				placeholder={props.placeholder}
				onChange={(event) => {
					setText(event.target.value)
					setCaret(event.target.selectionStart)
					setChosen(0)
					setClosed(false)
				}}
				onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
				onKeyDown={press}
			/>
			{names.length > 0 ? (
				<div className={styles.names} id={listId} role="listbox" aria-label="People to call">
					{names.map((person, at) => (
						<div
							key={person.userId}
							id={`${listId}-${at}`}
							role="option"
							aria-selected={at === chosen}
							tabIndex={-1}
							onPointerDown={(event) => {
								event.preventDefault()
								call(person)
							}}
						>
							{person.name}
						</div>
					))}
				</div>
			) : null}
			<div className={styles.send}>
				<Button type="submit" size="small" variant="line" disabled={text.trim() === ''}>
					{props.sendLabel} <Kbd>Ctrl Enter</Kbd>
				</Button>
				{onLeave ? (
					<Button size="small" variant="plain" onClick={onLeave}>
						Leave it
					</Button>
				) : null}
			</div>
		</form>
	)
}
