/**
 * The alternates of the panel in hand: all of them as pictures, two of them side by side or one over
 * the other with a wipe, and which one plays.
 */
import { useState } from 'react'
import { useValue } from 'tldraw'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { type Alternate, alternatesAt, makeAlternate, playAlternate } from './alternates.ts'
import styles from './alternates-dialog.module.css'
import { type BoardHand, deletePanels } from './panel-actions.ts'
import { PanelPictureTile } from './panel-picture-tile.tsx'
import type { PictureSource } from './picture-source.ts'

interface AlternatesProps {
	hand: BoardHand
	pictures: PictureSource
	canEdit: boolean
}

export function AlternatesDialog(
	props: AlternatesProps & { open: boolean; onOpenChange: (open: boolean) => void },
) {
	const { model } = props.hand
	const currentId = useValue('panel in hand', () => model.currentId.get(), [model])
	const number = useValue('number', () => model.numbers.get().get(currentId ?? '') ?? '', [
		model,
		currentId,
	])
	return (
		<Dialog
			open={props.open}
			onOpenChange={props.onOpenChange}
			title={`Alternates of ${number}`}
			size="wide"
		>
			{currentId ? <Alternates {...props} panelId={currentId} /> : null}
		</Dialog>
	)
}

function Alternates({ hand, pictures, canEdit, panelId }: AlternatesProps & { panelId: string }) {
	const all = useValue('alternates', () => alternatesAt(hand, panelId), [hand, panelId])
	const playing = all.find(({ plays }) => plays)
	return (
		<div className={styles.sheet}>
			<ul className={styles.list}>
				{all.map((one) => (
					<li key={one.panelId}>
						<PanelPictureTile
							{...{ pictures, editor: hand.editor, panelId: one.panelId }}
							label={`Alternate ${one.letter}`}
						/>
						<b>
							{one.letter}
							{one.plays ? ', plays' : ''}
						</b>
						{one.plays ? null : (
							<span className={styles.acts}>
								<Button
									size="small"
									disabled={!canEdit}
									onClick={() => playAlternate(hand, one.panelId)}
								>
									Play {one.letter}
								</Button>
								<Button
									size="small"
									variant="plain"
									disabled={!canEdit}
									onClick={() => deletePanels(hand, [one.panelId])}
								>
									To the trash
								</Button>
							</span>
						)}
					</li>
				))}
			</ul>
			<div className={styles.acts}>
				<Button disabled={!canEdit} onClick={() => makeAlternate(hand, panelId, 'copy')}>
					New from this drawing
				</Button>
				<Button disabled={!canEdit} onClick={() => makeAlternate(hand, panelId, 'blank')}>
					New on empty paper
				</Button>
			</div>
			{all.length > 1 && playing ? <Compare {...{ hand, pictures, all, playing }} /> : null}
		</div>
	)
}

function Compare(props: {
	hand: BoardHand
	pictures: PictureSource
	all: readonly Alternate[]
	playing: Alternate
}) {
	const { hand, pictures, all, playing } = props
	const [how, setHow] = useState('side')
	const [left, setLeft] = useState('')
	const [right, setRight] = useState('')
	const [share, setShare] = useState(50)
	const one = all.find(({ panelId }) => panelId === left) ?? playing
	const other =
		all.find(({ panelId }) => panelId === right && panelId !== one.panelId) ??
		all.find(({ panelId }) => panelId !== one.panelId)
	if (!other) return null
	const options = all.map(({ panelId, letter }) => ({ value: panelId, label: letter }))
	const picture = ({ panelId, letter }: Alternate) => (
		<PanelPictureTile
			{...{ pictures, editor: hand.editor, panelId }}
			label={`Alternate ${letter}`}
		/>
	)
	return (
		<section className={styles.compare} aria-label="Compare">
			<div className={styles.choices}>
				<SelectField
					label="Compare"
					value={one.panelId}
					onValueChange={setLeft}
					options={options}
				/>
				<SelectField
					label="With"
					value={other.panelId}
					onValueChange={setRight}
					options={options}
				/>
				<SelectField
					label="How"
					value={how}
					onValueChange={setHow}
					options={[
						{ value: 'side', label: 'Side by side' },
						{ value: 'wipe', label: 'Wipe' },
					]}
				/>
			</div>
			{how === 'side' ? (
				<div className={styles.side}>
					{picture(one)}
					{picture(other)}
				</div>
			) : (
				<div className={styles.wipe}>
					{picture(other)}
					<div className={styles.over} style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
						{picture(one)}
					</div>
					<i className={styles.edge} style={{ left: `${share}%` }} />
					<input
						type="range"
						aria-label={`Wipe from ${one.letter} to ${other.letter}`}
						min={0}
						max={100}
						value={share}
						onChange={(event) => setShare(Number(event.target.value))}
					/>
				</div>
			)}
		</section>
	)
}
