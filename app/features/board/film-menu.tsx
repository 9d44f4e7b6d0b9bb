/**
 * What a scene and its film can do that has no place of its own on the board: the same commands that
 * the palette finds, where a hand looks for them.
 */
import {
	Clapperboard,
	ClipboardList,
	Copy,
	Ellipsis,
	Files,
	Keyboard,
	LayoutGrid,
	Lock,
	LockOpen,
	MessageSquare,
	PenTool,
	Printer,
	Search,
	Settings2,
	Trash2,
} from 'lucide-react'
import { MenuCommand } from '#app/ui/commands/menu-command.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Menu, MenuLabel, MenuLink, MenuSeparator } from '#app/ui/menu.tsx'

export function FilmMenu({ projectId, sceneId }: { projectId: string; sceneId: string }) {
	return (
		<Menu
			trigger={
				<IconButton label="More of this scene and film">
					<Icon of={Ellipsis} />
				</IconButton>
			}
		>
			<MenuLabel>Scene</MenuLabel>
			<MenuCommand id="sheet.toggle" icon={<Icon of={LayoutGrid} />} />
			<MenuCommand id="alternate.show" icon={<Icon of={Copy} />} />
			<MenuCommand id="numbers.lock" icon={<Icon of={Lock} />} />
			<MenuCommand id="numbers.free" icon={<Icon of={LockOpen} />} />
			<MenuCommand id="trash.show" icon={<Icon of={Trash2} />} />
			<MenuSeparator />
			<MenuLabel>Film</MenuLabel>
			<MenuLink
				to={`/projects/${projectId}/shots?scene=${sceneId}`}
				icon={<Icon of={ClipboardList} />}
			>
				Shot list
			</MenuLink>
			<MenuLink to={`/projects/${projectId}/drafts`} icon={<Icon of={Files} />}>
				Drafts of the script
			</MenuLink>
			<MenuLink to={`/projects/${projectId}/notes`} icon={<Icon of={MessageSquare} />}>
				Notes of the film
			</MenuLink>
			<MenuLink to={`/projects/${projectId}/print`} icon={<Icon of={Printer} />}>
				Print or save as PDF
			</MenuLink>
			<MenuLink to={`/projects/${projectId}/play`} icon={<Icon of={Clapperboard} />}>
				Play the whole film
			</MenuLink>
			<MenuCommand id="film.settings" icon={<Icon of={Settings2} />} />
			<MenuSeparator />
			<MenuCommand id="palette.show" icon={<Icon of={Search} />} />
			<MenuCommand id="keys.show" icon={<Icon of={Keyboard} />} />
			<MenuLink to="/pen" icon={<Icon of={PenTool} />}>
				Test your pen
			</MenuLink>
		</Menu>
	)
}
