/**
 * Versions of boards: what a board held at a moment, panel by panel. A version is a list of parts by
 * name; a part that several versions share is stored once and goes with the last of them. Contract
 * suite: tests/contract/version-store.ts.
 */
export const VERSION_KINDS = ['auto', 'named', 'safety'] as const
/** `auto` = by the program; `named` = by a person; `safety` = before a restore. */
export type VersionKind = (typeof VERSION_KINDS)[number]

export interface VersionRow {
	versionId: string
	sceneId: string
	projectId: string
	kind: VersionKind
	name: string | null
	/** User id of who named it or was about to restore. */
	madeBy: string | null
	at: number
	generation: number
	/** The room's seq it was read at. */
	seq: number
	/** The schema its records are written in (V1 of docs/spec/sync.md). */
	documentVersion: number
	/** The part with everything that stands in no panel. */
	restHash: string
}
export interface VersionPanel {
	panelId: string
	/** Story position, 0-based. */
	position: number
	partHash: string
}
/** A part: its name says what it holds, its bytes are compressed. */
export interface VersionPart {
	partHash: string
	body: Uint8Array
}
export interface VersionSummary extends VersionRow {
	panelCount: number
}
export interface StoredVersion extends VersionRow {
	/** In story order. */
	panels: VersionPanel[]
}
/** One panel as one version had it. */
export interface PanelState {
	versionId: string
	sceneId: string
	kind: VersionKind
	name: string | null
	at: number
	documentVersion: number
	position: number
	partHash: string
	restHash: string
}
export interface VersionSizes {
	versions: number
	parts: number
	/** Bytes of all parts as stored. */
	bytes: number
}

export interface VersionStore {
	/** Those of the names that are not stored for the scene yet. */
	missingParts(sceneId: string, partHashes: readonly string[]): Promise<string[]>
	/** Stores the version and its new parts in one transaction. @throws AppError('bad_request') when a part it names is nowhere. */
	add(version: StoredVersion, parts: readonly VersionPart[]): Promise<void>
	/** Newest first. */
	list(sceneId: string): Promise<VersionSummary[]>
	get(versionId: string): Promise<StoredVersion | null>
	/** A part's bytes. @throws AppError('damaged') when they are not what was written. */
	part(sceneId: string, partHash: string): Promise<Uint8Array | null>
	/** The panel through all versions that have it, in any scene, newest first. */
	panelStates(projectId: string, panelId: string): Promise<PanelState[]>
	/** Removes versions of a scene, and the parts that no version names any more. */
	remove(sceneId: string, versionIds: readonly string[]): Promise<void>
	sizes(sceneId: string): Promise<VersionSizes>
	/** Versions of the project that a person made say so no more. */
	forgetPerson(userId: string, projectId: string): Promise<void>
}
