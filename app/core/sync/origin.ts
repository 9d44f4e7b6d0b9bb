/** Who began a document transaction. Whatever is not one of ours came from outside. */

/** Written by a binding from the local store. */
export const CANVAS_ORIGIN = 'dailies:canvas'
/** Written by the room itself: commands, repairs, seeding. */
export const ROOM_ORIGIN = 'dailies:room'
