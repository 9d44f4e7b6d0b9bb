/** Copies the address of where one is: the panel in hand, its shot, the scene, the film. */
import { Link2 } from 'lucide-react'
import { useKeysOf } from '#app/ui/commands/use-commands.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Menu, MenuItem } from '#app/ui/menu.tsx'

export type LinkWhat = 'panel' | 'shot' | 'scene' | 'film'
const WORDS: readonly (readonly [LinkWhat, string])[] = [
	['panel', 'Copy a link to this panel'],
	['shot', 'Copy a link to this shot'],
	['scene', 'Copy a link to the scene'],
	['film', 'Copy a link to the film'],
]

export function LinkMenu(props: {
	/** Whether there is a panel in hand, and a shot it belongs to. */
	has: { panel: boolean; shot: boolean }
	onCopy: (what: LinkWhat) => void
}) {
	const { has } = props
	const keys = useKeysOf('link.panel')
	return (
		<Menu
			trigger={
				<IconButton label="Copy a link">
					<Icon of={Link2} />
				</IconButton>
			}
		>
			{WORDS.map(([what, words]) => (
				<MenuItem
					key={what}
					disabled={(what === 'panel' && !has.panel) || (what === 'shot' && !has.shot)}
					{...(what === 'panel' && keys ? { shortcut: keys } : {})}
					onSelect={() => props.onCopy(what)}
				>
					{words}
				</MenuItem>
			))}
		</Menu>
	)
}
