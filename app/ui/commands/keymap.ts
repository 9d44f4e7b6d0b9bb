/**
 * Which keys press which command for one person: a preset, and what the person changed in it. Kept in
 * the browser. A changed command has exactly the chords the person gave it, none included.
 */
import { z } from 'zod'
import type { Command, CommandPlace } from './command-registry.ts'

export const PRESETS = ['dailies', 'storyboarder'] as const
export type Preset = (typeof PRESETS)[number]

export const KeymapSchema = z.object({
	preset: z.enum(PRESETS),
	/** Command id -> its chords. */
	own: z.record(z.string(), z.array(z.string().max(40)).max(6)),
})
export type Keymap = z.infer<typeof KeymapSchema>
export const DEFAULT_KEYMAP: Keymap = { preset: 'dailies', own: {} }

/** A command's chords for this person. */
export function keysOf(command: Command, keymap: Keymap): readonly string[] {
	const own = keymap.own[command.id]
	if (own) return own
	if (keymap.preset === 'storyboarder' && command.storyboarder) return command.storyboarder
	return command.keys ?? []
}

const NARROWEST_FIRST: readonly CommandPlace[] = [
	...(['clips', 'sheet', 'strip', 'panel', 'board', 'everywhere'] as const),
]

/**
 * The command a chord presses, among those whose place has the focus and that are on; the narrowest
 * place wins.
 */
export function commandFor(
	commands: readonly Command[],
	keymap: Keymap,
	chord: string,
	isHere: (place: CommandPlace) => boolean,
): Command | null {
	const bound = commands.filter(
		(command) => keysOf(command, keymap).includes(chord) && isHere(placeOf(command)),
	)
	for (const place of NARROWEST_FIRST) {
		const found = bound.find((command) => placeOf(command) === place && (command.isOn?.() ?? true))
		if (found) return found
	}
	return null
}

/** Commands that would answer `chord` in the same place as `command`. */
export function conflictsOf(
	commands: readonly Command[],
	keymap: Keymap,
	command: Command,
	chord: string,
): Command[] {
	return commands.filter(
		(other) =>
			other.id !== command.id &&
			placeOf(other) === placeOf(command) &&
			keysOf(other, keymap).includes(chord),
	)
}

/** The keymap with a command's chords changed; `null` gives it back its preset's. */
export function withKeys(keymap: Keymap, id: string, chords: readonly string[] | null): Keymap {
	const { [id]: _before, ...own } = keymap.own
	return { ...keymap, own: chords === null ? own : { ...own, [id]: [...chords] } }
}

function placeOf({ where = 'board' }: Command): CommandPlace {
	return where
}
