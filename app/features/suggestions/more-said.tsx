/** After a refusal, for who has a moment: how strongly, which part of the picture, and what instead. */
import type { TLStore } from '@tldraw/tlschema'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { renderPanelSvg } from '#core/canvas/panel-svg.ts'
import type { Region } from '#core/signals/event.ts'
import { panelOf } from '#core/suggestions/board-records.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { boardReader, panelOfSuggestion } from './board-records.ts'
import styles from './card.module.css'
import { EditForm } from './edit-form.tsx'
import type { PanelChoice } from './edit-inputs.tsx'
import { imageOf, shapesBelow } from './edit-preview.tsx'
import type { Why } from './reason-chips.tsx'
import { RegionPicker } from './region-picker.tsx'

const STRENGTHS = [
	[-1, 'A little'],
	[-2, 'Clearly'],
	[-3, 'Strongly'],
] as const

export function MoreSaid(props: {
	suggestion: SuggestionRecord
	store: TLStore
	frameRate: number
	panels: readonly PanelChoice[]
	onSay: (more: Partial<Why>) => void
}) {
	const { suggestion, store, frameRate, panels, onSay } = props
	const [strength, setStrength] = useState<number | null>(null)
	const [region, setRegion] = useState<Region | null>(null)
	const [part, setPart] = useState<'circle' | 'instead' | null>(null)
	const [isKept, setIsKept] = useState(false)
	const src = useMemo(() => pictureOf(store, suggestion), [store, suggestion])
	const opened = useRef<HTMLDivElement>(null)
	// What was opened stands below the fold of a full tray: it comes into view, and the keys to it.
	useEffect(() => {
		if (part === null) return
		opened.current?.scrollIntoView({ block: 'nearest' })
		opened.current?.querySelector<HTMLElement>('input, textarea, button')?.focus()
	}, [part])
	return (
		<>
			<p className={styles.ask} aria-hidden>
				How strongly
			</p>
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around chips. */}
			<div className={styles.reasons} role="group" aria-label="How strongly">
				{STRENGTHS.map(([value, label]) => (
					<Chip
						key={value}
						pressed={strength === value}
						onClick={() => {
							setStrength(value)
							onSay({ strength: value })
						}}
					>
						{label}
					</Chip>
				))}
			</div>
			<div className={styles.formActions}>
				{src ? (
					<Button
						size="small"
						aria-expanded={part === 'circle'}
						onClick={() => setPart(part === 'circle' ? null : 'circle')}
					>
						Circle it
					</Button>
				) : null}
				<Button
					size="small"
					aria-expanded={part === 'instead'}
					onClick={() => setPart(part === 'instead' ? null : 'instead')}
				>
					{isKept ? 'Your version is kept' : 'What I would have done'}
				</Button>
			</div>
			<div ref={opened}>
				{part === 'circle' && src ? (
					<RegionPicker
						src={src}
						value={region}
						onChange={setRegion}
						onDone={(circled) => onSay({ region: circled })}
					/>
				) : null}
				{part === 'instead' ? (
					<EditForm
						edit={suggestion.edit}
						frameRate={frameRate}
						panels={panels}
						label="What I would have done"
						submitLabel="Keep it with the reason"
						onSubmit={(edit) => {
							onSay({ edit })
							setIsKept(true)
							setPart(null)
						}}
						onCancel={() => setPart(null)}
					/>
				) : null}
			</div>
		</>
	)
}

function pictureOf(store: TLStore, suggestion: SuggestionRecord): string | null {
	const reader = boardReader(store)
	const panelId = panelOfSuggestion(reader, suggestion)
	const panel = panelId ? panelOf(reader, panelId) : undefined
	if (!panel) return null
	const frame = { id: panel.id, w: panel.props.w, h: panel.props.h }
	return imageOf(renderPanelSvg({ panel: frame, shapes: shapesBelow(reader, panel.id) }))
}
