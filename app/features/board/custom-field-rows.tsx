/**
 * The film's own fields of a set-up, as the shot list knows them: read and written by the same column,
 * so that both refuse the same things in the same words.
 */
import { useValue } from 'tldraw'
import { SelectField } from '#app/ui/field.tsx'
import { Switch } from '#app/ui/switch.tsx'
import { customDefinitions, customValues } from '#core/board/custom-field.ts'
import { cellText, columnOf, type ListColumn, parseCell } from '#core/shot-list/list-column.ts'
import { getPanel, getShot } from './board-records.ts'
import { DraftField } from './draft-field.tsx'
import type { BoardHand } from './panel-actions.ts'
import { setCustomField } from './shot-fields.ts'
import styles from './shot-inspector.module.css'

interface RowsOf {
	hand: BoardHand
	panelId: string
	canEdit: boolean
}

/** Nothing when the film has no fields of its own. */
export function CustomFieldRows({ hand, panelId, canEdit }: RowsOf) {
	const { model } = hand
	const columns = useValue(
		'custom columns',
		() => customDefinitions(model.customFields.get()).map(columnOf),
		[model],
	)
	const meta = useValue(
		'custom values',
		() => getShot(model.store, getPanel(model.store, panelId)?.props.shotId ?? null)?.meta ?? {},
		[model, panelId],
	)
	if (columns.length === 0) return null
	const values = customValues(meta)
	return (
		<section className={styles.section}>
			<h3>This film’s own fields</h3>
			{columns.map((column) => (
				<CustomRow
					key={column.id}
					{...{ hand, panelId, canEdit, column }}
					value={values[column.id] ?? null}
				/>
			))}
		</section>
	)
}

function CustomRow(props: RowsOf & { column: ListColumn; value: unknown }) {
	const { hand, panelId, canEdit, column, value } = props
	const { label, of } = column
	const set = (next: unknown) => setCustomField(hand, panelId, column.id, next)
	if (of.kind === 'checkbox')
		return (
			<Switch label={label} disabled={!canEdit} checked={value === true} onCheckedChange={set} />
		)
	if (of.kind === 'choice')
		return (
			<SelectField
				layout="row"
				label={label}
				disabled={!canEdit}
				value={typeof value === 'string' ? value : ''}
				emptyLabel="Not said"
				options={of.words.map(([code, word]) => ({ value: code, label: word }))}
				onValueChange={(code) => set(code === '' ? null : code)}
			/>
		)
	const onSet = (typed: string) => {
		const read = parseCell(typed, column, hand.model.frameRate.get())
		if (!read.ok) return read.why
		set(read.value)
		return null
	}
	return (
		<DraftField
			{...{ label, onSet }}
			disabled={!canEdit}
			value={cellText(value, column, hand.model.frameRate.get())}
		/>
	)
}
