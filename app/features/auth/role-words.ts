/** Roles as people say them. */
import type { Role } from '#core/board/role.ts'

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
	owner: 'owner',
	editor: 'editor',
	writer: 'writer',
	commenter: 'commenter',
	viewer: 'viewer',
	researcher: 'researcher',
}

/** What a role can do, for somebody who comes in by it. */
export const ROLE_PROMISES: Readonly<Record<Role, string>> = {
	owner: 'You can do everything here, and you give out the invitations.',
	editor: 'You can draw, write, and decide on suggestions.',
	writer: 'You can work on the script and the scenes, and decide on suggestions.',
	commenter: 'You can look at everything and leave notes.',
	viewer: 'You can look at everything.',
	researcher: 'You can look at everything and take the figures along.',
}
