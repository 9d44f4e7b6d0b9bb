/** All keys of the board, opened with `?`. */
import { Dialog } from '#app/ui/dialog.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import styles from './keys-dialog.module.css'

const GROUPS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
	{
		title: 'Panels',
		keys: [
			['N', 'Next panel, pen stays in hand'],
			['Shift N', 'Panel before'],
			['D', 'Duplicate the chosen panel'],
			['PgUp  PgDn', 'Previous, next panel'],
			['Alt ←  Alt →', 'Move the panel in the story'],
			['Delete', 'Delete what is chosen'],
			['Enter', 'Write the caption of the chosen panel'],
		],
	},
	{
		title: 'Tools',
		keys: [
			['B', 'Pencil'],
			['Shift D', 'Tone'],
			['E', 'Eraser'],
			['V', 'Select'],
			['H  or hold Space', 'Move the wall'],
			['A', 'Arrow'],
			['T', 'Text'],
		],
	},
	{
		title: 'Suggestions',
		keys: [
			['.', 'To the suggestion'],
			['Y', 'Accept'],
			['E', 'Edit first'],
			['X', 'Reject'],
		],
	},
	{
		title: 'Everywhere',
		keys: [
			['Ctrl Z', 'Undo your own last change'],
			['Ctrl Shift Z', 'Redo'],
			['Shift 1', 'Whole wall'],
			['Shift 2', 'What is chosen'],
			['?', 'These keys'],
		],
	},
]

export function KeysDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
	return (
		<Dialog {...props} title="Keys" size="wide">
			<div className={styles.groups}>
				{GROUPS.map((group) => (
					<section key={group.title}>
						<h3>{group.title}</h3>
						<dl>
							{group.keys.map(([keys, what]) => (
								<div key={keys}>
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
