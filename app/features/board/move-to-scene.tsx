/**
 * Moves the chosen panels to another scene, with the way back in the news. The server moves them in
 * one piece; nothing is shown as moved before it is.
 */
import { FolderInput } from 'lucide-react'
import { useRef, useState } from 'react'
import { useValue } from 'tldraw'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Menu, MenuItem, MenuLabel } from '#app/ui/menu.tsx'
import { useToast } from '#app/ui/toast.tsx'
import { createUuidV7 } from '#core/ids.ts'
import { askToMove, type MoveRequest } from './ask-to-move.ts'
import { type BoardHand, chosenPanels } from './panel-actions.ts'
import { nameOfScene, type SceneEntry } from './scene-menu.tsx'

export function MoveToScene(props: {
	hand: BoardHand
	scenes: readonly SceneEntry[]
	currentId: string
	/** Sends what is drawn and not sent yet, so that it goes along. */
	flush: () => void
}) {
	const { hand, scenes, currentId, flush } = props
	const toast = useToast()
	const isMoving = useRef(false)
	const [busy, setBusy] = useState(false)
	const panelIds = useValue('panels to move', () => chosenPanels(hand), [hand])
	const others = scenes.filter(({ sceneId }) => sceneId !== currentId)

	async function send(request: MoveRequest, done: string) {
		// A second press while the first is on its way would be a second move.
		if (isMoving.current) return
		isMoving.current = true
		setBusy(true)
		flush()
		const answer = await askToMove(request, (...args) => window.fetch(...args))
		isMoving.current = false
		setBusy(false)
		if (!answer.ok) {
			toast({ title: answer.message, tone: 'danger' })
			return
		}
		const { back, panelIds: moved } = answer
		const wayBack: MoveRequest = {
			...{ fromSceneId: request.toSceneId, toSceneId: back.sceneId, panelIds: moved },
			...{ afterPanelId: back.afterPanelId, idempotencyKey: newKey(hand) },
		}
		const isBack = request.toSceneId === currentId
		toast({
			title: done,
			...(isBack
				? {}
				: { action: { label: 'Bring back', onSelect: () => void send(wayBack, 'Brought back') } }),
		})
	}

	const count = panelIds.length
	const what = count === 1 ? 'Panel' : `${count} panels`
	return (
		<Menu
			align="start"
			trigger={
				<IconButton
					label="Move to another scene"
					size="small"
					disabled={count === 0 || others.length === 0 || busy}
				>
					<Icon of={FolderInput} />
				</IconButton>
			}
		>
			<MenuLabel>{what}: move to the end of</MenuLabel>
			{others.map((scene) => (
				<MenuItem
					key={scene.sceneId}
					onSelect={() =>
						void send(
							{
								...{ fromSceneId: currentId, toSceneId: scene.sceneId, panelIds },
								idempotencyKey: newKey(hand),
							},
							`${what} moved to ${nameOfScene(scene)}`,
						)
					}
				>
					{nameOfScene(scene)}
				</MenuItem>
			))}
		</Menu>
	)
}

function newKey(hand: BoardHand): string {
	return createUuidV7(Date.now(), hand.random)
}
