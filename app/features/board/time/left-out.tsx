/** Panels of the story that the open cut leaves out, dimmed behind its end; one press puts one in. */
import { useValue } from 'tldraw'
import type { PictureSource } from '../picture-source.ts'
import { usePanelPicture } from '../use-panel-picture.ts'
import styles from './strip.module.css'
import { putInCut, type TimeHand } from './time-actions.ts'

export function LeftOut(props: {
	act: TimeHand
	pictures: PictureSource
	leftPx: number
	canEdit: boolean
}) {
	const { act } = props
	const ids = useValue('left out', () => act.time.leftOut.get(), [act])
	if (ids.length === 0) return null
	return (
		<section className={styles.leftOut} style={{ left: props.leftPx }} aria-label="Left out">
			<p>Not in this cut</p>
			{ids.map((id) => (
				<Out key={id} {...{ ...props, id }} />
			))}
		</section>
	)
}

function Out(props: { act: TimeHand; pictures: PictureSource; id: string; canEdit: boolean }) {
	const { act, id } = props
	const { hand } = act
	const picture = usePanelPicture(hand.editor, props.pictures, id)
	const number = useValue('number', () => hand.model.numbers.get().get(id) ?? '', [hand, id])
	return (
		<button
			type="button"
			className={styles.out}
			disabled={!props.canEdit}
			aria-label={`Put panel ${number} into this cut`}
			data-left-out={id}
			onClick={() => putInCut(act, id)}
		>
			{picture ? <img src={picture} alt="" draggable={false} /> : null}
			{number}
		</button>
	)
}
