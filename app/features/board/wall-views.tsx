/** Other looks at the scene, in the wall's corner: contact sheet, shot list, back to the panel in hand. */
import { LayoutGrid, LocateFixed, Table2 } from 'lucide-react'
import { useCommandList, useKeysOf } from '#app/ui/commands/use-commands.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton, IconLink } from '#app/ui/icon-button.tsx'
import { type BoardHand, bringIntoView } from './panel-actions.ts'
import styles from './wall-views.module.css'

export function WallViews(props: { hand: BoardHand; projectId: string; sceneId: string }) {
	const { hand, projectId, sceneId } = props
	const sheet = useCommandList().find(({ id }) => id === 'sheet.toggle')
	const shortcut = useKeysOf('sheet.toggle')
	return (
		<div className={styles.views} role="toolbar" aria-label="Looks at the scene">
			<IconButton
				label="Contact sheet"
				size="small"
				shortcut={shortcut}
				onClick={() => sheet?.run()}
			>
				<Icon of={LayoutGrid} />
			</IconButton>
			<IconLink label="Shot list" size="small" to={`/projects/${projectId}/shots?scene=${sceneId}`}>
				<Icon of={Table2} />
			</IconLink>
			<IconButton
				label="Go to the panel in hand"
				size="small"
				onClick={() => {
					const id = hand.model.currentId.get()
					if (id !== null) bringIntoView(hand, id)
				}}
			>
				<Icon of={LocateFixed} />
			</IconButton>
		</div>
	)
}
