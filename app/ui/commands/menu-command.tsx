/** A command as an entry of a menu: its words, keys and whether it can be done are the registry's. */
import type { ReactNode } from 'react'
import { MenuItem } from '#app/ui/menu.tsx'
import { useCommandList, useKeysOf } from './use-commands.tsx'

/** Nothing while no part of the page offers the command. */
export function MenuCommand(props: { id: string; icon?: ReactNode; danger?: boolean }) {
	const command = useCommandList().find(({ id }) => id === props.id)
	const shortcut = useKeysOf(props.id)
	if (!command) return null
	return (
		<MenuItem
			icon={props.icon}
			danger={props.danger ?? false}
			{...(shortcut ? { shortcut } : {})}
			disabled={command.isOn?.() === false}
			onSelect={command.run}
		>
			{command.label}
		</MenuItem>
	)
}
