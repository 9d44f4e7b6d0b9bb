/** The bar over the shot list: words to find, filters, rows, groups and columns. */
import { Plus, Search, Table2, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { Switch } from '#app/ui/switch.tsx'
import type { ListColumn } from '#core/shot-list/list-column.ts'
import type { ListedScene } from '#core/shot-list/list-row.ts'
import type { ListView } from './list-address.ts'
import styles from './shot-list-page.module.css'

export interface ListBarProps {
	view: ListView
	onView: (view: ListView) => void
	scenes: readonly ListedScene[]
	columns: readonly ListColumn[]
	isShown: (column: ListColumn) => boolean
	onShow: (column: ListColumn, isShown: boolean) => void
	/** Opens the film's own fields; null when one may not change them. */
	onFields: (() => void) | null
}

export function ListBar(props: ListBarProps) {
	const { view, onView, scenes, columns } = props
	const choices = columns.filter(({ of }) => of.kind === 'choice' || of.kind === 'checkbox')
	const scene = scenes.find(({ sceneId }) => sceneId === view.sceneId)
	return (
		<search className={styles.filters}>
			<TextField
				label="Filter shots"
				hideLabel
				placeholder="Filter shots"
				className={styles.find ?? ''}
				prefix={<Icon of={Search} size={14} />}
				value={view.query}
				onChange={(event) => onView({ ...view, query: event.target.value })}
			/>
			<SelectField
				label="Scene"
				hideLabel
				value={scene?.sceneId ?? 'film'}
				onValueChange={(id) => onView({ ...view, sceneId: id === 'film' ? null : id })}
				options={[
					{ value: 'film', label: 'All scenes' },
					...scenes.map(({ sceneId, number, heading }) => {
						return { value: sceneId, label: `${number}  ${heading || 'No heading yet'}` }
					}),
				]}
			/>
			{choices.flatMap((column) => {
				const values = view.filters[column.id] ?? []
				if (values.length === 0) return []
				const words = values.map((value) => value || 'not said').join(', ')
				const { [column.id]: _, ...filters } = view.filters
				return [
					<Chip
						key={column.id}
						pressed
						aria-label={`Take off the filter ${column.label}: ${words}`}
						onPressedChange={() => onView({ ...view, filters })}
					>
						{column.label}: {words} <Icon of={X} size={12} />
					</Chip>,
				]
			})}
			<FilterMenu {...{ view, onView, choices }} />
			<span className={styles.push} />
			<SelectField
				label="Group by"
				hideLabel
				value={view.groupBy}
				onValueChange={(groupBy) => onView({ ...view, groupBy })}
				options={[
					{ value: 'scene', label: 'By scene' },
					{ value: 'none', label: 'No groups' },
					...choices.map(({ id, label }) => ({ value: id, label: `By ${label.toLowerCase()}` })),
				]}
			/>
			<fieldset className={styles.kinds} aria-label="Rows">
				<Chip
					pressed={view.kind === 'shot'}
					onPressedChange={() => onView({ ...view, kind: 'shot' })}
				>
					Shots
				</Chip>
				<Chip
					pressed={view.kind === 'panel'}
					onPressedChange={() => onView({ ...view, kind: 'panel' })}
				>
					Panels
				</Chip>
			</fieldset>
			<Popover
				label="Columns"
				trigger={
					<Button variant="plain" icon={<Icon of={Table2} size={14} />}>
						Columns
					</Button>
				}
			>
				<div className={styles.columns}>
					{columns.slice(1).map((column) => (
						<Switch
							key={column.id}
							label={column.label}
							checked={props.isShown(column)}
							onCheckedChange={(isShown) => props.onShow(column, isShown)}
						/>
					))}
				</div>
				{props.onFields ? (
					<Button size="small" icon={<Icon of={Plus} size={12} />} onClick={props.onFields}>
						Your own fields
					</Button>
				) : null}
			</Popover>
		</search>
	)
}

function FilterMenu(props: {
	view: ListView
	onView: (view: ListView) => void
	choices: readonly ListColumn[]
}) {
	const { view, onView, choices } = props
	const [columnId, setColumnId] = useState(choices[0]?.id ?? '')
	const column = choices.find(({ id }) => id === columnId)
	const chosen = view.filters[columnId] ?? []
	const toggle = (value: string) => {
		const next = chosen.includes(value)
			? chosen.filter((each) => each !== value)
			: [...chosen, value]
		onView({ ...view, filters: { ...view.filters, [columnId]: next } })
	}
	return (
		<Popover
			label="Filter"
			align="start"
			trigger={
				<Button size="small" icon={<Icon of={Plus} size={12} />}>
					Filter
				</Button>
			}
		>
			<div className={styles.filterMenu}>
				<SelectField
					label="Field"
					value={columnId}
					onValueChange={setColumnId}
					options={choices.map(({ id, label }) => ({ value: id, label }))}
				/>
				<div className={styles.values}>
					{valuesOf(column).map((value) => (
						<Chip
							key={value}
							pressed={chosen.includes(value)}
							onPressedChange={() => toggle(value)}
						>
							{value || 'Not said'}
						</Chip>
					))}
				</div>
			</div>
		</Popover>
	)
}

function valuesOf(column: ListColumn | undefined): string[] {
	if (column?.of.kind === 'checkbox') return ['yes', '']
	if (column?.of.kind !== 'choice') return []
	return [...column.of.words.map(([code, label]) => (column.id === 'size' ? code : label)), '']
}
