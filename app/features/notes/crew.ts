/** Who writes notes and can be called in them: ids in the document, names from the list of people. */
import { initials } from '#core/board/person.ts'

export interface CrewPerson {
	userId: string
	name: string
	color: string
}
export interface Crew {
	list: readonly CrewPerson[]
	of(userId: string): CrewPerson & { initials: string }
}

export function createCrew(people: readonly CrewPerson[]): Crew {
	const list = [...new Map(people.map((person) => [person.userId, person])).values()]
	const byId = new Map(list.map((person) => [person.userId, person]))
	return {
		list,
		of(userId) {
			const { name, color } = byId.get(userId) ?? { name: 'Somebody', color: 'blue' }
			return { userId, name, color, initials: initials(name) }
		},
	}
}
