/**
 * The tray's Shot tab: what is said about the panel in hand and its set-up. Empty means not said; no
 * default is invented. What others set shows at once.
 */

import { SquarePen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useValue } from 'tldraw'
import { Empty } from '#app/ui/empty.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { formatSeconds, parseDuration } from '#core/board/timing.ts'
import { getPanel } from './board-records.ts'
import { CustomFieldRows } from './custom-field-rows.tsx'
import { DraftField } from './draft-field.tsx'
import { BackdropSection } from './marks/backdrop-section.tsx'
import { MarksSection } from './marks/marks-section.tsx'
import { PlanSection } from './marks/plan-section.tsx'
import type { BoardHand } from './panel-actions.ts'
import { ratioOptions, ratioWords, setPaperRatio } from './paper-ratio.ts'
import { ReturnsTo, SetUpChoice, SetUpNumber } from './set-up-fields.tsx'
import { ShotFieldRows } from './shot-field-rows.tsx'
import { setPanelProps } from './shot-fields.ts'
import styles from './shot-inspector.module.css'

export interface TextSlotProps {
	panelId: string
	field: 'action' | 'dialogue' | 'notes'
	label: string
	placeholder?: string
}

export function ShotInspector(props: {
	hand: BoardHand
	canEdit: boolean
	/** A field whose words merge letter by letter with what others type. */
	renderText: (text: TextSlotProps) => ReactNode
}) {
	const { hand, canEdit } = props
	const { model } = hand
	const panelId = useValue('panel in hand', () => model.currentId.get(), [model])
	const number = useValue('number', () => model.numbers.get().get(panelId ?? '') ?? '', [
		model,
		panelId,
	])
	if (!panelId) {
		return (
			<Empty icon={<Icon of={SquarePen} size={20} />} title="No panel in hand">
				<p>Choose a panel on the wall or in the strip.</p>
			</Empty>
		)
	}
	return (
		<div className={styles.inspector}>
			<h2 className={styles.title}>Panel {number}</h2>
			<Section title="What happens">
				{props.renderText({ panelId, field: 'action', label: 'What we see' })}
				{props.renderText({
					panelId,
					field: 'dialogue',
					label: 'What is said',
					placeholder: 'IDA: That’s not the buoy.',
				})}
				{props.renderText({ panelId, field: 'notes', label: 'Notes' })}
				<LengthField key={panelId} {...{ hand, panelId, canEdit }} />
				<PaperField {...{ hand, panelId, canEdit }} />
			</Section>
			<Section title="Shot">
				<SetUpChoice {...{ hand, panelId, canEdit }} />
				<SetUpNumber key={`number ${panelId}`} {...{ hand, panelId, canEdit }} />
				<ReturnsTo {...{ hand, panelId, canEdit }} />
			</Section>
			<ShotFieldRows key={`fields ${panelId}`} {...{ hand, panelId, canEdit }} />
			<CustomFieldRows key={`own fields ${panelId}`} {...{ hand, panelId, canEdit }} />
			<Section title="Marks on this panel">
				<MarksSection key={`marks ${panelId}`} {...{ hand, panelId, canEdit }} />
			</Section>
			<Section title="Background">
				<BackdropSection key={`background ${panelId}`} {...{ hand, panelId, canEdit }} />
			</Section>
			<Section title="Plan of the shot">
				<PlanSection key={`plan ${panelId}`} {...{ hand, panelId, canEdit }} />
			</Section>
		</div>
	)
}

function Section(props: { title: string; children: ReactNode }) {
	return (
		<section className={styles.section}>
			<h3>{props.title}</h3>
			{props.children}
		</section>
	)
}

interface FieldsOf {
	hand: BoardHand
	panelId: string
	canEdit: boolean
}

function LengthField({ hand, panelId, canEdit }: FieldsOf) {
	const { model } = hand
	const frames = useValue(
		'length',
		() => getPanel(model.store, panelId)?.props.durationFrames ?? null,
		[model, panelId],
	)
	const rate = useValue('rate', () => model.frameRate.get(), [model])
	const set = (typed: string) => {
		const durationFrames = typed === '' ? null : parseDuration(typed, rate)
		if (typed !== '' && durationFrames === null)
			return 'Type seconds (2.5), seconds and frames (2:12) or frames (60f).'
		setPanelProps(hand, panelId, { durationFrames })
		return null
	}
	return (
		<DraftField
			label="Length"
			value={frames === null ? '' : formatSeconds(frames, rate)}
			suffix={frames === null ? 's' : `s · ${frames}f`}
			placeholder="2.5, 2:12 or 60f"
			disabled={!canEdit}
			onSet={set}
		/>
	)
}

/** A ratio for this panel alone: a phone's screen, a pan across wide paper. */
function PaperField({ hand, panelId, canEdit }: FieldsOf) {
	const { model } = hand
	const ratio = useValue(
		'ratio',
		() => getPanel(model.store, panelId)?.props.aspectOverride ?? null,
		[model, panelId],
	)
	const film = useValue('film ratio', () => model.settings.get().aspectRatio, [model])
	return (
		<SelectField
			layout="row"
			label="Paper"
			value={ratio === null ? '' : String(ratio)}
			placeholder={`${ratioWords(film)}, as the film`}
			emptyLabel={`${ratioWords(film)}, as the film`}
			options={ratioOptions()}
			disabled={!canEdit}
			onValueChange={(value) => setPaperRatio(hand, panelId, value ? Number(value) : null)}
		/>
	)
}
