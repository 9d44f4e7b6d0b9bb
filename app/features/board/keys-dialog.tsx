/**
 * All keys of the board, opened with `?`: what the registry knows, under this person's keymap. Each may
 * be given another key here; a key that something else has in the same place is said and moves over.
 */
import { type KeyboardEvent, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import type { Command } from '#app/ui/commands/command-registry.ts'
import { chordOf, formatChord } from '#app/ui/commands/key-chord.ts'
import {
	conflictsOf,
	DEFAULT_KEYMAP,
	type Keymap,
	keysOf,
	PRESETS,
	withKeys,
} from '#app/ui/commands/keymap.ts'
import { isMac, useCommandContext, useCommandList } from '#app/ui/commands/use-commands.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import styles from './keys-dialog.module.css'

/** Keys that are no commands: those of a card, which it reads itself, and the canvas's own. */
const OTHERS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
	{
		title: 'Suggestions',
		keys: [
			['Y', 'Accept'],
			['E', 'Edit first'],
			['X', 'Reject'],
		],
	},
	{
		title: 'View',
		keys: [
			['Shift 1', 'Whole wall'],
			['Shift 2', 'What is chosen'],
			['hold Space', 'Move the wall'],
		],
	},
]
const PRESET_WORDS = { dailies: 'Dailies', storyboarder: 'Storyboarder' } as const

export function KeysDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
	return (
		<Dialog {...props} title="Keys" size="wide">
			<Keys />
		</Dialog>
	)
}

function Keys() {
	const commands = useCommandList()
	const { keymap, setKeymap } = useCommandContext()
	const [news, setNews] = useState('')
	const titles = [
		...new Set([...commands.map(({ group }) => group), ...OTHERS.map((o) => o.title)]),
	]
	const change = (command: Command, chord: string | null) => {
		const next = changed(commands, keymap, command, chord)
		setKeymap(next.keymap)
		setNews(next.news)
	}
	return (
		<>
			<div className={styles.top}>
				<SelectField
					layout="row"
					label="Keys as in"
					value={keymap.preset}
					options={PRESETS.map((value) => ({ value, label: PRESET_WORDS[value] }))}
					onValueChange={(value) => {
						const preset = PRESETS.find((one) => one === value)
						if (preset) setKeymap({ ...keymap, preset })
					}}
				/>
				<Button
					variant="plain"
					disabled={Object.keys(keymap.own).length === 0}
					onClick={() => setKeymap({ ...DEFAULT_KEYMAP, preset: keymap.preset })}
				>
					Forget my own keys
				</Button>
			</div>
			<p className={styles.news} role="status">
				{news || 'Press a key cap, then the key it should have.'}
			</p>
			<div className={styles.groups}>
				{titles.map((title) => (
					<section key={title}>
						<h3>{title}</h3>
						<dl>
							{commands
								.filter(({ group }) => group === title)
								.map((command) => (
									<CommandKeys
										key={command.id}
										{...{ command, keymap }}
										onChange={(chord) => change(command, chord)}
									/>
								))}
							{OTHERS.filter((other) => other.title === title)
								.flatMap(({ keys }) => keys)
								.map(([keys, what]) => (
									<div key={what}>
										<dt>
											<Kbd>{keys}</Kbd>
										</dt>
										<dd>{what}</dd>
									</div>
								))}
						</dl>
					</section>
				))}
			</div>
		</>
	)
}

function CommandKeys(props: {
	command: Command
	keymap: Keymap
	onChange: (chord: string | null) => void
}) {
	const { command, keymap, onChange } = props
	const [listening, setListening] = useState(false)
	const caps = keysOf(command, keymap).map((chord) => formatChord(chord, isMac()))
	const onKeyDown = (event: KeyboardEvent) => {
		if (!listening) return
		if (event.key === 'Tab') return setListening(false)
		event.preventDefault()
		event.stopPropagation()
		const chord = chordOf(event)
		if (chord === null) return
		setListening(false)
		if (chord !== 'escape') onChange(chord === 'backspace' ? null : chord)
	}
	return (
		<div>
			<dt>
				<button
					type="button"
					className={styles.cap}
					aria-label={`${command.label}: ${caps.join(', ') || 'no key'}. Give it another key`}
					onClick={() => setListening(true)}
					onBlur={() => setListening(false)}
					onKeyDown={onKeyDown}
				>
					<Kbd>{listening ? 'Press a key' : caps.join('  ') || 'none'}</Kbd>
				</button>
			</dt>
			<dd>{command.label}</dd>
		</div>
	)
}

/** The keymap with the chord given to a command; whoever had it in that place loses it, and it is said. */
function changed(
	commands: readonly Command[],
	keymap: Keymap,
	command: Command,
	chord: string | null,
): { keymap: Keymap; news: string } {
	if (chord === null) {
		return { keymap: withKeys(keymap, command.id, []), news: `${command.label} has no key now.` }
	}
	const others = conflictsOf(commands, keymap, command, chord)
	const freed = others.reduce(
		(map, other) =>
			withKeys(
				map,
				other.id,
				keysOf(other, map).filter((each) => each !== chord),
			),
		keymap,
	)
	const cap = formatChord(chord, isMac())
	const lost = others.map(({ label }) => `“${label}”`).join(', ')
	const news = lost
		? `${cap} was the key of ${lost}; it is now that of “${command.label}”.`
		: `${cap} is now the key of “${command.label}”.`
	return { keymap: withKeys(freed, command.id, [chord]), news }
}
