/**
 * What can be done with the panel in hand, where a hand looks for it: under a button over the strip, and
 * under a right click on a clip, a cell of the contact sheet or the wall. The commands are the palette's.
 */
import { Ellipsis } from 'lucide-react'
import { Fragment, type MouseEvent, type ReactElement, useState } from 'react'
import {
	type TLUiMenuGroupProps,
	type TLUiMenuSubmenuProps,
	TldrawUiMenuGroup,
	TldrawUiMenuItem,
	TldrawUiMenuSubmenu,
} from 'tldraw'
import { MenuCommand } from '#app/ui/commands/menu-command.tsx'
import { useCommandList, useKeysOf } from '#app/ui/commands/use-commands.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Menu, MenuAt, MenuSeparator } from '#app/ui/menu.tsx'

/** What they return is typed by a newer React than ours; both are elements. */
const Group = TldrawUiMenuGroup as (props: TLUiMenuGroupProps) => ReactElement
const Submenu = TldrawUiMenuSubmenu as (props: TLUiMenuSubmenuProps) => ReactElement

/** Ids of commands; what no part of the page offers is left out. */
const OFTEN = ['panel.next', 'panel.duplicate', 'panel.split', 'note.new'] as const
const STRUCTURE = [
	'shot.toggle',
	'panel.merge',
	'shot.merge',
	'panel.earlier',
	'panel.later',
] as const
const COPIES = ['panel.before', 'panel.duplicateBare', 'alternate.copy', 'alternate.blank'] as const
const ELSEWHERE = ['link.panel', 'versions.panel', 'panel.trace'] as const
const TRASH = 'panel.trash'

function PanelCommands() {
	const offered = useCommandList()
	// A group of which nothing is offered has no line under it either.
	const groups = [OFTEN, COPIES, STRUCTURE, ELSEWHERE].filter((ids: readonly string[]) =>
		offered.some(({ id }) => ids.includes(id)),
	)
	return (
		<>
			{groups.map((ids) => (
				<Fragment key={ids[0]}>
					{ids.map((id) => (
						<MenuCommand key={id} id={id} />
					))}
					<MenuSeparator />
				</Fragment>
			))}
			<MenuCommand id={TRASH} danger />
		</>
	)
}

export function PanelMenu() {
	return (
		<Menu
			align="start"
			trigger={
				<IconButton label="More of this panel">
					<Icon of={Ellipsis} />
				</IconButton>
			}
		>
			<PanelCommands />
		</Menu>
	)
}

/** For lists of panels: `open` is their right click, `menu` stands beside them. */
export function usePanelMenu(take: (panelId: string) => void) {
	const [at, setAt] = useState<{ x: number; y: number } | null>(null)
	return {
		open(event: MouseEvent<HTMLElement>) {
			const clip = event.target instanceof Element ? event.target.closest('[data-clip]') : null
			const id = clip?.getAttribute('data-clip')
			if (!id) return
			event.preventDefault()
			take(id)
			setAt({ x: event.clientX, y: event.clientY })
		},
		menu: (
			<MenuAt label="This panel" at={at} onClose={() => setAt(null)}>
				<PanelCommands />
			</MenuAt>
		),
	}
}

/** On the wall, before what is done to drawings. */
export function WallMenu() {
	return (
		<Group id="panel">
			{OFTEN.map((id) => (
				<WallCommand key={id} id={id} />
			))}
			<Submenu id="panel-more" label="More of this panel">
				{[COPIES, STRUCTURE, ELSEWHERE].map((ids) => (
					<Group key={ids[0]} id={ids[0]}>
						{ids.map((id) => (
							<WallCommand key={id} id={id} />
						))}
					</Group>
				))}
			</Submenu>
			<WallCommand id={TRASH} />
		</Group>
	)
}

function WallCommand({ id }: { id: string }) {
	const command = useCommandList().find((one) => one.id === id)
	const keys = useKeysOf(id)
	if (!command) return null
	return (
		<TldrawUiMenuItem
			id={id}
			label={command.label}
			// In brackets it is shown as it is.
			{...(keys ? { kbd: `[[${keys}]]` } : {})}
			disabled={command.isOn?.() === false}
			onSelect={command.run}
		/>
	)
}
