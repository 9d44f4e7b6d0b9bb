/**
 * The board's dialogs that a command opens: trash, alternates, settings of the film, the palette. They own whether they are
 * open, so that the board itself need not.
 */
import { useMemo, useState } from 'react'
import { CommandPalette } from '#app/ui/commands/command-palette.tsx'
import type { Command } from '#app/ui/commands/command-registry.ts'
import { useCommands } from '#app/ui/commands/use-commands.tsx'
import { AlternatesDialog } from './alternates-dialog.tsx'
import { FilmSettingsDialog, type FilmSettingsProps } from './film-settings-dialog.tsx'
import type { BoardHand } from './panel-actions.ts'
import type { PictureSource } from './picture-source.ts'
import { TrashDialog } from './trash-dialog.tsx'

type Which = 'trash' | 'alternates' | 'palette' | 'film'

export function BoardDialogs(props: {
	hand: BoardHand
	pictures: PictureSource
	canEdit: boolean
	nameOf: (userId: string) => string | null
	film: Omit<FilmSettingsProps, 'hand' | 'canEdit'>
}) {
	const { hand, pictures, canEdit, nameOf, film } = props
	const [which, setWhich] = useState<Which | null>(null)
	useCommands(useMemo(() => openers(setWhich), []))
	const isOpen = (name: Which) => ({
		open: which === name,
		onOpenChange: (open: boolean) => setWhich(open ? name : null),
	})
	return (
		<>
			<TrashDialog {...{ hand, pictures, canEdit, nameOf }} {...isOpen('trash')} />
			<AlternatesDialog {...{ hand, pictures, canEdit }} {...isOpen('alternates')} />
			<FilmSettingsDialog {...{ hand, canEdit, ...film }} {...isOpen('film')} />
			<CommandPalette {...isOpen('palette')} />
		</>
	)
}

function openers(open: (which: Which) => void): Command[] {
	return [
		{
			...{ id: 'palette.show', group: 'Everywhere', label: 'Commands', keys: ['mod+k'] },
			...{ where: 'everywhere', run: () => open('palette') },
		},
		{
			...{ id: 'trash.show', group: 'Scene', label: 'Trash of this scene' },
			...{ also: 'deleted panels recover bring back', run: () => open('trash') },
		},
		{
			...{ id: 'film.settings', group: 'Scene', label: 'Film settings' },
			...{ also: 'aspect ratio paper numbers scheme lock', run: () => open('film') },
		},
		{
			...{ id: 'alternate.show', group: 'Alternates', label: 'Alternates of the panel, compare' },
			...{ keys: ['shift+a'], run: () => open('alternates') },
		},
	]
}
