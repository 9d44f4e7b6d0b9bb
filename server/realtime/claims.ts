/**
 * Which Yjs client id belongs to whom in one room (R12). A claim is known here at once and stored
 * with the next commit; the room's own client id is claimed when the room first writes.
 */

/** Who "owns" what the room writes itself; no session can have this id. */
export const ROOM_USER_ID = 'room'

export interface Claim {
	clientId: number
	userId: string
}

export class ClientClaims {
	private readonly owners: Map<number, string>
	private readonly roomClientId: number
	private isRoomStored: boolean
	private unstored: Claim[] = []

	/** `owners` holds the stored claims and the room's own; it is changed in place. */
	constructor(owners: Map<number, string>, room: { clientId: number; isStored: boolean }) {
		this.owners = owners
		this.roomClientId = room.clientId
		this.isRoomStored = room.isStored
	}

	ownerOf(clientId: number): string | undefined {
		return this.owners.get(clientId)
	}

	/** Claims an id for a user. False when it is another's. */
	bind(clientId: number, userId: string): boolean {
		const owner = this.owners.get(clientId)
		if (owner !== undefined) return owner === userId
		this.owners.set(clientId, userId)
		this.unstored.push({ clientId, userId })
		return true
	}

	/** Picks a free id and binds it to the user. */
	reserve(pick: (taken: ReadonlyMap<number, unknown>) => number, userId: string): number {
		const clientId = pick(this.owners)
		this.bind(clientId, userId)
		return clientId
	}

	/** The room has written: its own id is stored with that commit. */
	noteRoomWrote(): void {
		if (this.isRoomStored) return
		this.isRoomStored = true
		this.unstored.push({ clientId: this.roomClientId, userId: ROOM_USER_ID })
	}

	/** The claims the next commit stores. */
	take(): Claim[] {
		const taken = this.unstored
		this.unstored = []
		return taken
	}
}
