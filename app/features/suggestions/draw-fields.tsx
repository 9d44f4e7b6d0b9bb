/** The marks of an offered drawing, to be kept or left out one by one. */
import { useState } from 'react'
import { TextField } from '#app/ui/field.tsx'
import type { Sketch } from '#core/suggestions/sketch.ts'
import styles from './card.module.css'

const MARKS: Record<Sketch['elements'][number]['kind'], string> = {
	stroke: 'Line',
	arrow: 'Arrow',
	label: 'Words',
	frame: 'Frame',
	horizon: 'Horizon',
	figure: 'Figure',
	light: 'Light',
	light_plan: 'Lighting plan',
	perspective: 'Perspective',
	set: 'Place',
	prop: 'Prop',
	guide: 'Guide',
	callout: 'Call-out',
}

/** Which marks of a drawing to keep, and what its words say. At least one mark stays. */
export function DrawFields({
	sketch,
	onChange,
}: {
	sketch: Sketch
	onChange: (sketch: Sketch) => void
}) {
	const [offered] = useState(sketch.elements)
	const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
	const [texts, setTexts] = useState<ReadonlyMap<number, string>>(new Map())
	const send = (without: ReadonlySet<number>, wording: ReadonlyMap<number, string>) => {
		setLeft(without)
		setTexts(wording)
		const elements = offered.flatMap((element, at) => {
			if (without.has(at)) return []
			const text = wording.get(at)?.trim()
			return [element.kind === 'label' && text ? { ...element, text } : element]
		})
		if (elements.length > 0) onChange({ elements })
	}
	return (
		<fieldset className={styles.marks}>
			<legend>Keep</legend>
			{offered.map((element, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the offered marks never change place.
				<div key={at}>
					<label>
						<input
							type="checkbox"
							checked={!left.has(at)}
							disabled={!left.has(at) && left.size === offered.length - 1}
							onChange={() => send(toggled(left, at), texts)}
						/>
						{MARKS[element.kind]}
					</label>
					{element.kind === 'label' ? (
						<TextField
							label="What it says"
							hideLabel
							maxLength={80}
							value={texts.get(at) ?? element.text}
							onChange={(event) => send(left, new Map(texts).set(at, event.target.value))}
						/>
					) : null}
				</div>
			))}
		</fieldset>
	)
}

function toggled(set: ReadonlySet<number>, at: number): Set<number> {
	const next = new Set(set)
	if (!next.delete(at)) next.add(at)
	return next
}
