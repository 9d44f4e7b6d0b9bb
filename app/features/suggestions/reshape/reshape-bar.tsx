/** What can be done with the part in hand and with the whole changed version: below the panel, for a pen. */
import { FlipHorizontal2, RotateCw, Trash2, Undo2 } from 'lucide-react'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import { turnedPart } from '#core/suggestions/reshape/part-handles.ts'
import { nameOfPart } from '#core/suggestions/reshape/part-words.ts'
import type { SketchElement } from '#core/suggestions/sketch.ts'
import styles from './reshape.module.css'
import type { ReshapeHand } from './reshape-context.tsx'
import { leftOut, partChanged, type Reshaping, takenBack } from './reshaping.ts'

export function ReshapeBar({
	hand,
	now,
	chosen,
}: {
	hand: ReshapeHand
	now: Reshaping
	chosen: { element: SketchElement; at: number } | null
}) {
	const turned = chosen && turnedPart(chosen.element)
	return (
		<div
			className={styles.bar}
			role="toolbar"
			aria-label="Change the suggestion"
			onPointerDown={(event) => event.stopPropagation()}
		>
			{now.problem ? <p className={styles.problem}>{now.problem}</p> : null}
			<span className={styles.name}>{chosen ? nameOfPart(chosen.element) : 'Nothing is left'}</span>
			{chosen && turned ? (
				<IconButton
					label={chosen.element.kind === 'prop' ? 'Mirror it' : 'Turn it'}
					size="small"
					shortcut="R"
					onClick={() =>
						hand.change((last) =>
							partChanged(last, chosen.at, { element: turned, step: `turn ${chosen.at}` }),
						)
					}
				>
					<Icon of={chosen.element.kind === 'prop' ? FlipHorizontal2 : RotateCw} size={14} />
				</IconButton>
			) : null}
			{chosen ? (
				<IconButton
					label="Leave this part out"
					size="small"
					onClick={() => hand.change((last) => leftOut(last, chosen.at))}
				>
					<Icon of={Trash2} size={14} />
				</IconButton>
			) : null}
			<IconButton
				label="Undo the last change to it"
				size="small"
				disabled={now.past.length === 0}
				onClick={() => hand.change(takenBack)}
			>
				<Icon of={Undo2} size={14} />
			</IconButton>
			<span className={styles.gap} />
			<Button size="small" variant="plain" onClick={hand.giveUp}>
				Give up <Kbd>Esc</Kbd>
			</Button>
			<Button size="small" variant="suggest" onClick={hand.accept}>
				Accept this <Kbd>↵</Kbd>
			</Button>
		</div>
	)
}
