/** The scene's trash as pictures: who threw a panel away and when, and the button that brings it back. */
import { Trash2 } from 'lucide-react'
import { useValue } from 'tldraw'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { getShot } from './board-records.ts'
import type { BoardHand } from './panel-actions.ts'
import { PanelPictureTile } from './panel-picture-tile.tsx'
import { bringBack } from './panel-trash.ts'
import type { PictureSource } from './picture-source.ts'
import styles from './trash-dialog.module.css'

export function TrashDialog(props: {
	open: boolean
	onOpenChange: (open: boolean) => void
	hand: BoardHand
	pictures: PictureSource
	canEdit: boolean
	/** A person's name; null when nobody here knows it. */
	nameOf: (userId: string) => string | null
}) {
	const { hand, pictures, canEdit, nameOf } = props
	const panels = useValue('trash', () => hand.model.trash.get(), [hand])
	return (
		<Dialog
			open={props.open}
			onOpenChange={props.onOpenChange}
			title="Trash of this scene"
			description="Nothing in here is lost. Anybody who may draw can bring it back."
			size="wide"
		>
			{panels.length === 0 ? (
				<Empty icon={<Icon of={Trash2} size={20} />} title="The trash is empty">
					<p>Panels you delete wait here, with their drawings.</p>
				</Empty>
			) : (
				<ul className={styles.list}>
					{panels.map((panel) => (
						<li key={panel.id}>
							<PanelPictureTile
								{...{ pictures, editor: hand.editor, panelId: panel.id }}
								label={nameOfPanel(hand, panel)}
							/>
							<b>{nameOfPanel(hand, panel)}</b>
							<span>{whoAndWhen(panel, nameOf)}</span>
							<Button size="small" disabled={!canEdit} onClick={() => bringBack(hand, [panel.id])}>
								Bring back
							</Button>
						</li>
					))}
				</ul>
			)}
		</Dialog>
	)
}

/** What the panel shows, as far as it says. */
function nameOfPanel({ model }: BoardHand, { props }: PanelShape): string {
	const { lockedNumber, action, dialogue, alternateOf } = props
	const size = getShot(model.store, props.shotId)?.size ?? ''
	const kind = alternateOf === null ? '' : 'Alternate'
	const words = (action || dialogue).trim().split('\n')[0] ?? ''
	return [lockedNumber ?? '', kind, size, words].filter(Boolean).join(' · ') || 'Panel'
}

function whoAndWhen({ props }: PanelShape, nameOf: (userId: string) => string | null): string {
	if (props.trashedAt === null) return 'Its panel is gone'
	const who = props.trashedBy === null ? null : nameOf(props.trashedBy)
	const when = new Date(props.trashedAt).toLocaleString([], {
		...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
	})
	return who === null ? when : `${who}, ${when}`
}
