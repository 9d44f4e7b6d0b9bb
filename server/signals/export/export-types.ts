/** What an export is asked for, and what it says of itself. Plain data: it travels between threads. */
import type { ConsentPurpose } from '#core/signals/consent.ts'
import type { ConfigName } from '#core/signals/export/configs.ts'
import type { Split, SplitShares } from '#core/signals/export/split.ts'
import type { Format } from './row-files.ts'

/** none: no pictures; reference: content ids; bytes: PNG, where everybody who drew allows it. */
export const PICTURE_MODES = ['none', 'reference', 'bytes'] as const
export type PictureMode = (typeof PICTURE_MODES)[number]

export interface ExportRequest {
	projectId: string
	purpose: ConsentPurpose
	configs: ConfigName[]
	formats: Format[]
	split: SplitShares
	pictures: PictureMode
	/** Cursor of an earlier export: only what changed since; null = everything. */
	since: string | null
}
/** An export with where to read from and where to write to, for a thread of its own. */
export interface ExportJob {
	request: ExportRequest
	title: string
	isSynthetic: boolean
	directory: string
	databaseFile: string
	env: { DATA_DIR: string; DAILIES_MASTER_KEY?: string | undefined }
	nowMs: number
	/** Rows of one file at most. */
	partRows: number
}
export interface WrittenFile {
	/** Path below the folder, with forward slashes. */
	name: string
	rows: number
	bytes: number
	sha256: string
	config: ConfigName
	split: Split
	format: Format
}
export interface ConfigCounts {
	rows: number
	bySplit: Record<Split, number>
	/** Distinct people whose rounds are in it. */
	people: number
}
export interface ExportManifest {
	format: 'dailies-dataset'
	version: 1
	project: { projectId: string; title: string; isSynthetic: boolean }
	purpose: ConsentPurpose
	createdAt: string
	schemaVersion: number
	reward: { name: string; version: number; meaning: string }
	promptVersion: string
	pictures: PictureMode
	cursor: { since: string | null; through: string }
	seq: { after: number; through: number }
	rows: Partial<Record<ConfigName, ConfigCounts>>
	/** Files below the folder, side files left out. */
	files: WrittenFile[]
	suppressed: {
		/** Rows of the log, and rounds, in which somebody refuses the purpose. */
		consent: { events: number; rounds: number; dissents: number }
		/** Rows of configs that fewer than five people are in. */
		fewPeople: Partial<Record<ConfigName, number>>
		/** Rounds without a row because their words were erased or are withheld, by config. */
		erased: Partial<Record<ConfigName, number>>
		/** Shown without chance: nothing for off-policy evaluation. */
		withoutChance: number
		/** Slates whose prompt leaves the scene out, because somebody who may have written it refuses. */
		scenesWithheld: number
		/** Edits withheld because they may carry words of a scene that may not leave. */
		sceneWords: number
		/** Rows whose role is not named, because fewer than five people had it. */
		rolesWithheld: number
	}
	/** True and false labels of kto, for desirable_weight. */
	ktoLabels: { true: number; false: number }
	images: { bytes: number; references: number; none: number }
	/** Names of the vectors' entries, in order. */
	vectors: { context: string[]; actionContext: string[] }
	/** Answers about consent between the cursors: with any, make a full export. */
	consentChanges: number
	log: LogFacts
}
/** What the log itself says about the time that is exported, for the datasheet. */
export interface LogFacts {
	events: Record<string, number>
	firstMs: number | null
	lastMs: number | null
	people: number
	scenes: number
	slates: number
	shown: number
	viewed: number
	verdicts: Record<string, number>
	providers: Record<string, number>
	policies: Record<string, number>
	categories: Record<string, number>
}
export interface ExportDone {
	directory: string
	/** Pseudonyms of everybody who may be in it. */
	people: string[]
	manifest: ExportManifest
	files: string[]
}
