/**
 * The commands a page knows: what can be done, in film words, with its keys. Keys, the palette, the
 * keys dialog and menus all read this one list, so that none can promise what another does not know.
 *
 * To add commands, from any component below `CommandsProvider` (a whole board is):
 *
 *     useCommands(useMemo(() => [{
 *       id: 'animatic.play', group: 'Play', label: 'Play the scene',
 *       keys: ['space'], storyboarder: ['space'], run: () => player.toggle(),
 *     }], [player]))
 *
 * They go with the component. Ids are stable (people's own keys are kept under them); a label says
 * what happens and begins with a capital. `where` narrows where the keys count: see `CommandPlace`.
 * `isOn` says whether it can be done now; a command that is off is shown dimmed and its keys go to the
 * next command that has them. Look up a command's keys for a tooltip or a menu with `useKeysOf(id)`.
 */

/**
 * Where a command's keys count. `everywhere`: in fields, too. `board`: on the page, unless a field, a
 * dialog or a menu has the focus. `panel`: with a panel chosen on the wall, a clip or a cell focused.
 * `strip`: with the focus on a clip or a cell itself. `clips`: on a clip of the time strip alone, `sheet`:
 * on a cell of the contact sheet alone. The narrower place wins a shared key.
 */
export type CommandPlace = 'everywhere' | 'board' | 'panel' | 'strip' | 'clips' | 'sheet'

export interface Command {
	id: string
	/** The heading it stands under: `Panels`, `Numbers`, `Tools`, `Play`, `View`, `Scene`. */
	group: string
	label: string
	/** More words a person may search it by. */
	also?: string
	/** Default chords (key-chord.ts), the first is the one shown. */
	keys?: readonly string[]
	/** Chords under the Storyboarder preset; left out = the same as `keys`. */
	storyboarder?: readonly string[]
	where?: CommandPlace
	/** Kept out of the palette: steps of the hand like an arrow. */
	isSmall?: boolean
	/** Whether it can be done now; left out = always. */
	isOn?: () => boolean
	/** Whether what it switches is on now; shown as a tick. */
	isTicked?: () => boolean
	run: () => void
}

export interface CommandRegistry {
	/** Adds commands until the returned function is called; a later one of the same id replaces. */
	register(commands: readonly Command[]): () => void
	/** All commands in the order in which they came. */
	list(): readonly Command[]
	subscribe(changed: () => void): () => void
}

export function createCommandRegistry(): CommandRegistry {
	let groups: readonly (readonly Command[])[] = []
	let all: readonly Command[] = []
	const listeners = new Set<() => void>()
	const set = (next: readonly (readonly Command[])[]) => {
		groups = next
		all = [...new Map(groups.flat().map((command) => [command.id, command])).values()]
		for (const listener of listeners) listener()
	}
	return {
		register(commands) {
			set([...groups, commands])
			return () => set(groups.filter((group) => group !== commands))
		},
		list: () => all,
		subscribe(changed) {
			listeners.add(changed)
			return () => listeners.delete(changed)
		},
	}
}
