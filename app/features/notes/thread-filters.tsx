/** Which threads are listed: by state, by person, by what they are to whoever reads. */
import type { ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { Menu, MenuChoices, MenuLabel, MenuSeparator } from '#app/ui/menu.tsx'
import type { ThreadFilter } from '#core/notes/threads.ts'
import type { Crew } from './crew.ts'
import styles from './notes.module.css'

export function ThreadFilters(props: {
	filter: ThreadFilter
	onChange: (change: Partial<ThreadFilter>) => void
	crew: Crew
	children?: ReactNode
}) {
	const { filter, crew, onChange } = props
	return (
		<section className={styles.filters} aria-label="Which notes">
			<Menu
				align="start"
				trigger={
					<Button size="small" variant="line">
						{STATE_WORDS[filter.state]}
						{filter.personId === null ? '' : ` · ${crew.of(filter.personId).name}`}
					</Button>
				}
			>
				<MenuLabel>Show</MenuLabel>
				<MenuChoices
					value={filter.state}
					onValueChange={(state) =>
						onChange({ state: state === 'resolved' || state === 'all' ? state : 'open' })
					}
					options={Object.entries(STATE_WORDS).map(([value, label]) => ({ value, label }))}
				/>
				<MenuSeparator />
				<MenuLabel>By</MenuLabel>
				<MenuChoices
					value={filter.personId ?? ''}
					onValueChange={(personId) => onChange({ personId: personId === '' ? null : personId })}
					options={[
						{ value: '', label: 'Everybody' },
						...crew.list.map(({ userId, name }) => ({ value: userId, label: name })),
					]}
				/>
			</Menu>
			{WHOSE.map(([whose, label]) => (
				<Chip
					key={whose}
					pressed={filter.whose === whose}
					onPressedChange={(pressed) => onChange({ whose: pressed ? whose : 'all' })}
				>
					{label}
				</Chip>
			))}
			{props.children}
		</section>
	)
}

const STATE_WORDS: Record<ThreadFilter['state'], string> = {
	open: 'Open',
	resolved: 'Done',
	all: 'All',
}
const WHOSE = [
	['mine', 'Mine'],
	['assigned', 'With me'],
	['mentions', 'Calls me'],
] as const
