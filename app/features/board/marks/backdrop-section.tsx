/** The background of the panel in hand: draw it once, choose who shows it, leave it out here. */
import { useValue } from 'tldraw'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Switch } from '#app/ui/switch.tsx'
import { NO_BACKDROP } from '#core/canvas/backdrop.ts'
import { getPanel, getShot } from '../board-records.ts'
import type { BoardHand } from '../panel-actions.ts'
import {
	backdropOn,
	backdropsInUse,
	drawBackdrop,
	leaveOut,
	setShotBackdrop,
	spreadBackdrop,
} from './backdrop-actions.ts'
import styles from './marks.module.css'

interface SectionProps {
	hand: BoardHand
	panelId: string
	canEdit: boolean
}

export function BackdropSection({ hand, panelId, canEdit }: SectionProps) {
	const { model } = hand
	const shown = useValue('background', () => backdropOn(hand, panelId), [hand, panelId])
	const choices = useValue('backgrounds', () => backdropsInUse(hand), [hand])
	const panel = useValue('panel', () => getPanel(model.store, panelId), [model, panelId])
	const ofShot = useValue(
		'of the shot',
		() => getShot(model.store, panel?.props.shotId ?? null)?.backdropId ?? null,
		[model, panel],
	)
	const isDrawing = useValue('drawing', () => hand.layers.backdropInHand() !== null, [hand])
	const later = useValue('later panels', () => {
		const ids = model.panelIds.get()
		return ids
			.slice(ids.indexOf(panelId) + 1)
			.map((id) => ({ value: id, label: `Panel ${model.numbers.get().get(id) ?? ''}` }))
	}, [model, panelId])
	const isOut = panel?.props.backdrop === NO_BACKDROP
	const known = choices.some(({ backdropId }) => backdropId === ofShot)
	return (
		<div className={styles.marks}>
			<SelectField
				layout="row"
				label="The shot’s"
				value={known ? (ofShot ?? '') : ''}
				emptyLabel="None"
				placeholder="None"
				options={choices.map(({ backdropId, numbers }) => ({
					value: backdropId,
					label: `As under ${numbers.slice(0, 3).join(', ')}`,
				}))}
				disabled={!canEdit}
				onValueChange={(value) => setShotBackdrop(hand, panelId, value || null)}
			/>
			{ofShot !== null || isOut ? (
				<Switch
					label="Leave it out under this panel"
					checked={isOut}
					disabled={!canEdit}
					onCheckedChange={(next) => leaveOut(hand, panelId, next)}
				/>
			) : null}
			{shown && later.length > 0 ? (
				<SelectField
					layout="row"
					label="Also up to"
					value=""
					placeholder="Choose a panel"
					options={later}
					disabled={!canEdit}
					onValueChange={(last) => spreadBackdrop(hand, panelId, last)}
				/>
			) : null}
			<div className={styles.add}>
				<Button
					size="small"
					disabled={!canEdit || isDrawing || isOut}
					onClick={() => drawBackdrop(hand, panelId)}
				>
					{shown ? 'Draw on the background' : 'Draw a background for this shot'}
				</Button>
			</div>
		</div>
	)
}

/** Says over the wall what the pen writes on, and how to come back. */
export function BackdropBanner({ hand }: { hand: BoardHand }) {
	const numbers = useValue('background in hand', () => {
		const held = hand.layers.backdropInHand()
		const choice = backdropsInUse(hand).find(({ backdropId }) => backdropId === held?.backdropId)
		return held ? (choice?.numbers ?? []) : null
	}, [hand])
	if (numbers === null) return null
	return (
		<div className={styles.banner} role="status">
			<span>You draw the background of {numbers.join(', ')}.</span>
			<Button size="small" onClick={() => hand.layers.takeBackdrop(null)}>
				Done
			</Button>
		</div>
	)
}
