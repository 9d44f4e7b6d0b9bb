/** The parts of an offered drawing, to be kept or left out one by one, and what their words say. */
import { TextField } from '#app/ui/field.tsx'
import type { DraftPart } from '#core/suggestions/reshape/edit-draft.ts'
import { namesOfParts } from '#core/suggestions/reshape/part-words.ts'
import type { SketchElement } from '#core/suggestions/sketch.ts'
import styles from './card.module.css'

/** Which parts to keep. A drawing on a panel keeps at least one. */
export function DrawFields(props: {
	parts: readonly DraftPart[]
	/** The part in hand on the wall. */
	partAt: number | null
	mayBeEmpty: boolean
	onChange: (parts: readonly DraftPart[]) => void
}) {
	const { parts, partAt, mayBeEmpty, onChange } = props
	const set = (at: number, change: Partial<DraftPart>) =>
		onChange(parts.map((part, i) => (i === at ? { ...part, ...change } : part)))
	// What words say stands in their field; their part is called by its kind alone.
	const names = namesOfParts(
		parts.map(({ element }) => (isWorded(element) ? { ...element, text: '' } : element)),
	)
	const keptCount = parts.filter(({ isLeftOut }) => !isLeftOut).length
	return (
		<fieldset className={styles.marks}>
			<legend>Keep</legend>
			{parts.map(({ element, isLeftOut }, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: parts never change place.
				<div key={at} data-in-hand={at === partAt || undefined}>
					<label>
						<input
							type="checkbox"
							checked={!isLeftOut}
							disabled={!isLeftOut && keptCount === 1 && !mayBeEmpty}
							onChange={() => set(at, { isLeftOut: !isLeftOut })}
						/>
						{names[at]}
					</label>
					{isWorded(element) && !isLeftOut ? (
						<TextField
							label="What it says"
							hideLabel
							maxLength={element.kind === 'label' ? 80 : 60}
							value={element.text}
							onChange={({ target }) => set(at, { element: { ...element, text: target.value } })}
						/>
					) : null}
				</div>
			))}
		</fieldset>
	)
}

function isWorded(
	element: SketchElement,
): element is Extract<SketchElement, { kind: 'label' | 'callout' }> {
	return element.kind === 'label' || element.kind === 'callout'
}
