/** All keys of the board, opened with `?`: what the registry knows, under this person's keymap. */
import type { Command } from '#app/ui/commands/command-registry.ts'
import { formatChord } from '#app/ui/commands/key-chord.ts'
import { keysOf } from '#app/ui/commands/keymap.ts'
import { isMac, useCommandContext, useCommandList } from '#app/ui/commands/use-commands.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
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

export function KeysDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
	const groups = useGroups()
	return (
		<Dialog {...props} title="Keys" size="wide">
			<div className={styles.groups}>
				{groups.map((group) => (
					<section key={group.title}>
						<h3>{group.title}</h3>
						<dl>
							{group.keys.map(([keys, what]) => (
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
		</Dialog>
	)
}

function useGroups() {
	const commands = useCommandList()
	const { keymap } = useCommandContext()
	const groups = new Map<string, (readonly [string, string])[]>()
	const add = (title: string, key: readonly [string, string]) =>
		groups.set(title, [...(groups.get(title) ?? []), key])
	const capsOf = (command: Command) =>
		keysOf(command, keymap)
			.map((chord) => formatChord(chord, isMac()))
			.join('  ')
	for (const command of commands) {
		const caps = capsOf(command)
		if (caps) add(command.group, [caps, command.label])
	}
	for (const { title, keys } of OTHERS) for (const key of keys) add(title, key)
	return [...groups].map(([title, keys]) => ({ title, keys }))
}
