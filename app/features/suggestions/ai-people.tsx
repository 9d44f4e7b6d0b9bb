/** Who in the film has AI on or off for themselves, and who lets it near words: for everybody to see. */
import { Avatar } from '#app/ui/avatar.tsx'
import { Tag } from '#app/ui/tag.tsx'
import type { PersonChoice } from '#core/api/setting-message.ts'
import { initials } from '#core/board/person.ts'
import styles from './ai-people.module.css'

export function AiPeople({ people }: { people: readonly PersonChoice[] }) {
	return (
		<section className={styles.people} aria-label="AI, person by person">
			<h3>AI, person by person</h3>
			<ul>
				{people.map((person) => (
					<li key={person.userId}>
						<Avatar
							{...{ name: person.name, color: person.color, initials: initials(person.name) }}
							size="small"
						/>
						<span>
							{person.name} <small>{person.role}</small>
						</span>
						<Choice {...person} />
					</li>
				))}
			</ul>
			<p>
				Each says so for themselves. Boards of somebody with AI off send no picture and no word to a
				model.
			</p>
		</section>
	)
}

function Choice({ offers, words }: Pick<PersonChoice, 'offers' | 'words'>) {
	if (!offers) return <Tag>AI off</Tag>
	return words ? <Tag>AI on</Tag> : <Tag>AI on, not on words</Tag>
}
