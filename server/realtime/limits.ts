/** Every limit of the room server in one place, with its unit. */
const MB = 1024 * 1024

/** Largest socket frame, bytes; a larger one closes the socket with 1009. */
export const MAX_FRAME_BYTES = 4 * MB
/** A reader this far behind is closed with 1013: dropping single messages would corrupt its copy. */
export const MAX_BACKLOG_BYTES = 8 * MB
export const MAX_STRUCTS_PER_UPDATE = 50_000
/** Longest single struct, in clock ticks. */
export const MAX_STRUCT_LENGTH = 2 ** 24
/** Deepest nesting of a value (R4). */
export const MAX_DEPTH = 64
export const MAX_RECORD_CHARS = 64 * 1024
export const MAX_STROKE_CHARS = 256 * 1024
export const MAX_SHAPES = 12_000
/** New client ids one connection may introduce: a reload or two, never a flood. */
export const MAX_CLAIMS_PER_CONNECTION = 8
export const MAX_CONNECTIONS_PER_ROOM = 200
/** Sockets of one person over all rooms: a dozen open boards (each has three rooms), never a flood. */
export const MAX_CONNECTIONS_PER_USER = 40
/** Largest document of one room, encoded, bytes; beyond it only deletions are taken. */
export const MAX_ROOM_BYTES = 64 * MB
/** Sustained frames and bytes a second of one connection, and how many seconds may come at once. */
export const FRAMES_PER_SECOND = 120
export const BYTES_PER_SECOND = 2 * MB
export const BURST_SECONDS = 3
/** Nobody new is let in while half of the event loop's turns are later than this (R22). */
export const MAX_LAG_MS = 200
export const PING_INTERVAL_MS = 25_000
/** Presence is sent on to others at most this often. */
export const PRESENCE_SEND_MS = 40
/** A room nobody uses is closed after this time. */
export const IDLE_UNLOAD_MS = 30_000
/** Updates, or bytes of them, after which a snapshot is made. */
export const SNAPSHOT_EVERY = 500
export const SNAPSHOT_EVERY_BYTES = 256 * 1024
/** A snapshot below this size is not worth a message of its own; joiners get the plain state. */
export const MIN_ARCHIVE_BYTES = 16 * 1024
