/**
 * The palette: every command of the page by name, with its keys. Typing narrows, arrows choose, Enter
 * runs. What cannot be done now is shown dimmed and last.
 */
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { cx } from '../cx.ts'
import { Dialog } from '../dialog.tsx'
import { TextField } from '../field.tsx'
import { Kbd } from '../kbd.tsx'
import styles from './command-palette.module.css'
import type { Command } from './command-registry.ts'
import { findCommands } from './find-commands.ts'
import { formatChord } from './key-chord.ts'
import { keysOf } from './keymap.ts'
import { isMac, useCommandContext, useCommandList } from './use-commands.tsx'

export function CommandPalette(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
	return (
		<Dialog open={props.open} onOpenChange={props.onOpenChange} title="Commands">
			{props.open ? <Finder onDone={() => props.onOpenChange(false)} /> : null}
		</Dialog>
	)
}

function Finder({ onDone }: { onDone: () => void }) {
	const commands = useCommandList()
	const { keymap } = useCommandContext()
	const [wanted, setWanted] = useState('')
	const [at, setAt] = useState(0)
	const listId = useId()
	const list = useRef<HTMLDivElement>(null)
	const found = useMemo(() => findCommands(commands, wanted), [commands, wanted])
	const chosen = found[Math.min(at, found.length - 1)]
	const run = (command: Command | undefined) => {
		if (!command || command.isOn?.() === false) return
		onDone()
		// After the dialog has given the focus back, so that the command finds it where it was.
		setTimeout(command.run, 0)
	}
	const choose = (next: number) => {
		const place = Math.max(0, Math.min(found.length - 1, next))
		setAt(place)
		list.current?.children[place]?.scrollIntoView({ block: 'nearest' })
	}
	const onKeyDown = (event: KeyboardEvent) => {
		const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
		const step = steps[event.key]
		if (step === undefined && event.key !== 'Enter') return
		event.preventDefault()
		if (step === undefined) run(chosen)
		else choose(at + step)
	}
	return (
		<div className={styles.finder}>
			<TextField
				hideLabel
				label="Find a command"
				placeholder="What do you want to do?"
				autoComplete="off"
				role="combobox"
				aria-expanded
				aria-controls={listId}
				aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
				value={wanted}
				onChange={(event) => {
					setWanted(event.target.value)
					setAt(0)
				}}
				onKeyDown={onKeyDown}
			/>
			<div ref={list} id={listId} role="listbox" aria-label="Commands" className={styles.list}>
				{found.map((command) => {
					const [first] = keysOf(command, keymap)
					const isOff = command.isOn?.() === false
					return (
						<div
							key={command.id}
							id={`${listId}-${command.id}`}
							role="option"
							tabIndex={-1}
							aria-selected={command === chosen}
							aria-disabled={isOff}
							className={cx(styles.row, command === chosen && styles.chosen, isOff && styles.off)}
							onPointerMove={() => setAt(found.indexOf(command))}
							onClick={() => run(command)}
							onKeyDown={onKeyDown}
						>
							<span className={styles.group}>{command.group}</span>
							<span>{command.label}</span>
							{first ? <Kbd>{formatChord(first, isMac())}</Kbd> : null}
						</div>
					)
				})}
			</div>
			{found.length === 0 ? <p className={styles.none}>No command of that name.</p> : null}
		</div>
	)
}
