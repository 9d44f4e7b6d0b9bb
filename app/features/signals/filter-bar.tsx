/** Grouping and filters as fields; every choice is a new address, so that a link says all of it. */
import { useNavigate } from '@remix-run/react'
import { X } from 'lucide-react'
import { ButtonLink } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import type { Facets } from '#core/signals/analysis/facets.ts'
import { categoryLabel } from '#core/signals/analysis/grouping.ts'
import {
	type FigureQuery,
	FigureQuerySchema,
	type Grouping,
	searchOf,
} from '#core/signals/analysis/query.ts'
import styles from './filter-bar.module.css'
import { count } from './format.ts'

export const GROUPING_LABELS: Record<Grouping, string> = {
	category: 'Category',
	rule: 'Rule or model',
	model: 'Model',
	version: 'Version of rule or prompt',
	prompt: 'Version of prompt',
	policy: 'Policy',
	position: 'Place on the slate',
	role: 'Role',
	person: 'Person',
	week: 'Week',
}

export interface FilterGround {
	facets: Facets
	offered: number
	all: number
	leftOut: number
}

export function FilterBar(props: {
	query: FigureQuery
	ground: FilterGround
	/** Whether the page groups by anything. */
	groups?: boolean
}) {
	const { query, ground, groups = false } = props
	const { facets } = ground
	const navigate = useNavigate()
	const go = (change: Partial<Record<keyof FigureQuery, string>>) => {
		const next = FigureQuerySchema.safeParse({ ...query, ...change })
		if (next.success) navigate(searchOf(next.data) || '?', { preventScrollReset: true })
	}
	const isFiltered = searchOf({ ...query, by: 'category' }) !== ''
	return (
		<section className={styles.bar} aria-label="Grouping and filters">
			{groups ? (
				<Choice
					label="Group by"
					value={query.by}
					onChange={(by) => go({ by })}
					options={facets.groupings.map((by) => [by, GROUPING_LABELS[by]])}
				/>
			) : null}
			<Choice
				label="Category"
				all="All categories"
				value={query.category}
				onChange={(category) => go({ category })}
				options={facets.categories.map((each) => [each, categoryLabel(each)])}
			/>
			<Choice
				label="Rule"
				all="All rules"
				value={query.rule}
				onChange={(rule) => go({ rule })}
				options={facets.rules.map(({ key, label }) => [key, label])}
			/>
			<Choice
				label="Policy"
				all="All policies"
				value={query.policy}
				onChange={(policy) => go({ policy })}
				options={facets.policies.map(({ key, label }) => [key, label])}
			/>
			<Choice
				label="Role"
				all="Every role"
				value={query.role}
				onChange={(role) => go({ role })}
				options={facets.roles.map((role) => [role, role])}
			/>
			<Day label="From" value={query.from} facets={facets} onChange={(from) => go({ from })} />
			<Day label="To" value={query.to} facets={facets} onChange={(to) => go({ to })} />
			<p className={styles.says} aria-live="polite">
				{ground.offered === ground.all
					? `${count(ground.all)} offers`
					: `${count(ground.offered)} of ${count(ground.all)} offers`}
				{ground.leftOut > 0 ? `, ${count(ground.leftOut)} left out on request` : ''}
			</p>
			{isFiltered ? (
				<ButtonLink
					variant="plain"
					to={searchOf({ ...NO_FILTER, by: query.by }) || '?'}
					icon={<Icon of={X} size={14} />}
					preventScrollReset
				>
					Clear filters
				</ButtonLink>
			) : null}
		</section>
	)
}

const NO_FILTER = {
	...{ category: null, rule: null, policy: null, role: null, from: null, to: null },
}

function Choice(props: {
	label: string
	all?: string
	value: string | null
	onChange: (value: string) => void
	options: readonly (readonly [string, string])[]
}) {
	const options = props.options.map(([value, label]) => ({ value, label }))
	return (
		<div className={styles.choice}>
			<SelectField
				label={props.label}
				value={props.value ?? ''}
				onValueChange={props.onChange}
				options={options}
				{...(props.all ? { emptyLabel: props.all, placeholder: props.all } : {})}
			/>
		</div>
	)
}

function Day(props: {
	label: string
	value: string | null
	facets: Facets
	onChange: (value: string) => void
}) {
	const { firstDay, lastDay } = props.facets
	return (
		<div className={styles.day}>
			<TextField
				type="date"
				label={props.label}
				key={props.value ?? ''}
				defaultValue={props.value ?? ''}
				min={firstDay ?? undefined}
				max={lastDay ?? undefined}
				onBlur={(event) => {
					if (event.target.value !== (props.value ?? '')) props.onChange(event.target.value)
				}}
				onKeyDown={(event) => {
					if (event.key === 'Enter') event.currentTarget.blur()
				}}
			/>
		</div>
	)
}
