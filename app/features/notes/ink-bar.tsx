/** The pen for drawn notes, whether they are seen, and taking one's own off the panel in hand. */
import { Eraser, Eye, PenLine } from 'lucide-react'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { can } from '#core/board/role.ts'
import { useSignal } from '../sync/use-signal.ts'
import { eraseLines, type NotesHand } from './notes-hand.ts'
import type { NotesModel } from './notes-model.ts'

export function InkBar(props: {
	model: NotesModel
	hand: NotesHand
	currentPanelId: string | null
}) {
	const { model, hand, currentPanelId } = props
	const inks = useSignal(model.inks)
	const isInking = useSignal(model.isInking)
	const areShown = useSignal(model.areInksShown)
	const mine = inks.filter(
		(ink) =>
			ink.panelId === currentPanelId &&
			(ink.authorId === hand.me.userId || can(hand.me.role, 'notes.moderate')),
	)
	return (
		<>
			{hand.canWrite ? (
				<IconButton
					label="Draw a note over the panels"
					size="small"
					pressed={isInking}
					onClick={() => model.isInking.set(!isInking)}
				>
					<Icon of={PenLine} size={14} />
				</IconButton>
			) : null}
			<IconButton
				label="Show drawn notes"
				size="small"
				pressed={areShown}
				onClick={() => model.areInksShown.set(!areShown)}
			>
				<Icon of={Eye} size={14} />
			</IconButton>
			{hand.canWrite && mine.length > 0 ? (
				<IconButton
					label="Take drawn notes off this panel"
					size="small"
					onClick={() => eraseLines(hand, mine)}
				>
					<Icon of={Eraser} size={14} />
				</IconButton>
			) : null}
		</>
	)
}
