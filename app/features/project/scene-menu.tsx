/** What can be done with a scene in the list. "Earlier" and "later" are the keyboard's drag and drop. */
import { ArrowLeft, ArrowRight, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#app/ui/menu.tsx'
import { NameDialog } from './name-dialog.tsx'
import type { SceneOnCard } from './scene-card.tsx'
import { precedingOf } from './use-scene-drag.ts'
import { sceneTitle } from './words.ts'

export function SceneMenu(props: {
	scene: SceneOnCard
	order: readonly string[]
	onMove: (sceneId: string, afterSceneId: string) => void
	onInsertAfter: () => void
	onTrash: () => void
}) {
	const { scene, order, onMove } = props
	const [renaming, setRenaming] = useState(false)
	const { sceneId } = scene
	const previous = precedingOf(order, sceneId)
	const next = order[order.indexOf(sceneId) + 1]
	return (
		<>
			<Menu
				trigger={
					<IconButton label={`More about scene ${scene.number}`} size="small">
						<Icon of={Ellipsis} />
					</IconButton>
				}
			>
				<MenuItem icon={<Icon of={Pencil} size={14} />} onSelect={() => setRenaming(true)}>
					Number and heading
				</MenuItem>
				<MenuItem icon={<Icon of={Plus} size={14} />} onSelect={props.onInsertAfter}>
					New scene after this
				</MenuItem>
				<MenuItem
					icon={<Icon of={ArrowLeft} size={14} />}
					disabled={previous === ''}
					onSelect={() => onMove(sceneId, precedingOf(order, previous))}
				>
					Move earlier
				</MenuItem>
				<MenuItem
					icon={<Icon of={ArrowRight} size={14} />}
					disabled={!next}
					onSelect={() => onMove(sceneId, next ?? '')}
				>
					Move later
				</MenuItem>
				<MenuSeparator />
				<MenuItem danger icon={<Icon of={Trash2} size={14} />} onSelect={props.onTrash}>
					Move to the trash
				</MenuItem>
			</Menu>
			<NameDialog
				open={renaming}
				onOpenChange={setRenaming}
				title={`Scene ${scene.number}, ${sceneTitle(scene)}`}
				submitLabel="Save"
				hidden={{ intent: 'rename-scene', sceneId, numberWas: scene.number }}
				fields={[
					{
						name: 'heading',
						label: 'Heading',
						value: scene.heading,
						placeholder: 'INT. WHEELHOUSE – NIGHT',
						maxLength: 1000,
					},
					{
						name: 'number',
						label: 'Number',
						value: scene.number,
						hint: 'Empty: it follows the order of the scenes.',
						maxLength: 20,
					},
				]}
			/>
		</>
	)
}
