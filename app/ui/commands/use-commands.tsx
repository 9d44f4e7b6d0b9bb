/** The page's commands and the person's keys, for components: see command-registry.ts. */
import {
	createContext,
	type ReactNode,
	useContext,
	useEffect,
	useMemo,
	useState,
	useSyncExternalStore,
} from 'react'
import { type Command, type CommandRegistry, createCommandRegistry } from './command-registry.ts'
import { formatChord } from './key-chord.ts'
import { DEFAULT_KEYMAP, type Keymap, KeymapSchema, keysOf } from './keymap.ts'

interface Commands {
	registry: CommandRegistry
	keymap: Keymap
	setKeymap(keymap: Keymap): void
}
const CommandsContext = createContext<Commands | null>(null)
const STORAGE_KEY = 'dailies.keys'
const NONE: readonly Command[] = []

export function CommandsProvider({ children }: { children: ReactNode }) {
	const [registry] = useState(createCommandRegistry)
	const [keymap, setState] = useState(readKeymap)
	const value = useMemo(
		() => ({
			registry,
			keymap,
			setKeymap(next: Keymap) {
				setState(next)
				keepKeymap(next)
			},
		}),
		[registry, keymap],
	)
	return <CommandsContext.Provider value={value}>{children}</CommandsContext.Provider>
}

/** @throws Error outside a CommandsProvider. */
export function useCommandContext(): Commands {
	const commands = useContext(CommandsContext)
	if (!commands) throw new Error('commands were asked for outside a CommandsProvider')
	return commands
}

/** Adds commands while the component stands; memoise the list. Null adds none. */
export function useCommands(commands: readonly Command[] | null): void {
	const registry = useContext(CommandsContext)?.registry
	useEffect(() => (commands ? registry?.register(commands) : undefined), [registry, commands])
}

/** All commands now, as a list that follows. */
export function useCommandList(): readonly Command[] {
	const { registry } = useCommandContext()
	return useSyncExternalStore(registry.subscribe, registry.list, () => NONE)
}

/** The first key of a command as its key cap shows it; '' when it has none. */
export function useKeysOf(id: string): string {
	const context = useContext(CommandsContext)
	const subscribe = context?.registry.subscribe ?? noChanges
	const list = context?.registry.list ?? noCommands
	const command = useSyncExternalStore(subscribe, list, noCommands).find((one) => one.id === id)
	const [first] = command && context ? keysOf(command, context.keymap) : []
	return first === undefined ? '' : formatChord(first, isMac())
}

export function isMac(): boolean {
	return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform)
}

function noChanges() {
	return () => undefined
}
function noCommands() {
	return NONE
}

/** What is kept in the browser; the default when there is none or it cannot be read. */
function readKeymap(): Keymap {
	try {
		const kept: unknown = JSON.parse(window.localStorage.getItem(STORAGE_KEY) ?? 'null')
		const parsed = KeymapSchema.safeParse(kept)
		return parsed.success ? parsed.data : DEFAULT_KEYMAP
	} catch {
		return DEFAULT_KEYMAP
	}
}

function keepKeymap(keymap: Keymap): void {
	try {
		window.localStorage.setItem(STORAGE_KEY, JSON.stringify(keymap))
	} catch {
		// A browser that keeps nothing still has the keys until the page is left.
	}
}
