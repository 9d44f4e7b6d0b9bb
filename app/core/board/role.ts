/**
 * Who may do what: the one permission table. The page hides what is not allowed, the server decides
 * with `can`, once per request and once per socket.
 */
import type { RoomKind } from '../ids.ts'

export const ROLES = ['owner', 'editor', 'writer', 'commenter', 'viewer', 'researcher'] as const
export type Role = (typeof ROLES)[number]
/** Roles that `npm start -- --share` prints a link for, besides the owner's own. */
export const INVITED_ROLES = ['editor', 'writer', 'commenter', 'viewer'] as const

export const ACTIONS = [
	'project.create',
	'project.manage',
	'project.read',
	'scene.manage',
	'script.import',
	'room.project.write',
	'room.board.write',
	'room.notes.write',
	'asset.upload',
	'suggestion.request',
	'suggestion.decide',
	'version.name',
	'pitch.lead',
	'suggestion.propose',
	/** Takes out what another person noted. */
	'notes.moderate',
	'review.set',
	/** Locks a panel or a scene, and unlocks it. */
	'review.lock',
	'research.read',
	'research.export',
	'model.manage',
] as const
export type Action = (typeof ACTIONS)[number]

const WRITER: readonly Action[] = [
	'project.read',
	'scene.manage',
	'script.import',
	'room.project.write',
	'room.notes.write',
	'suggestion.request',
	'suggestion.decide',
	'version.name',
	'pitch.lead',
	'suggestion.propose',
	'review.set',
	'research.read',
]
const EDITOR: readonly Action[] = [
	...WRITER,
	'room.board.write',
	'asset.upload',
	'review.lock',
	'project.create',
	'project.manage',
	'research.export',
]

const TABLE: Record<Role, ReadonlySet<Action>> = {
	owner: new Set(ACTIONS),
	editor: new Set(EDITOR),
	writer: new Set(WRITER),
	commenter: new Set<Action>([
		'project.read',
		'room.notes.write',
		'pitch.lead',
		'suggestion.propose',
		'research.read',
	]),
	viewer: new Set<Action>(['project.read']),
	researcher: new Set<Action>(['project.read', 'research.read', 'research.export']),
}

export function can(role: Role, action: Action): boolean {
	return TABLE[role].has(action)
}

export function canWriteRoom(role: Role, kind: RoomKind): boolean {
	return can(role, `room.${kind}.write`)
}
