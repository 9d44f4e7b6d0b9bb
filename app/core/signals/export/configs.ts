/** All configs of an export, by the name of their folder. */
import { BANDIT } from './bandit.ts'
import { CRITIQUE } from './critique.ts'
import { EVENTS } from './events.ts'
import { KTO } from './kto.ts'
import { PREFERENCE } from './preference.ts'
import { SFT } from './sft.ts'
import type { ExportConfig } from './slate.ts'

export const ROUND_CONFIGS = {
	bandit: BANDIT,
	preference: PREFERENCE,
	kto: KTO,
	sft: SFT,
	critique: CRITIQUE,
} as const satisfies Record<string, ExportConfig>
export type RoundConfigName = keyof typeof ROUND_CONFIGS
export const CONFIGS = { events: EVENTS, ...ROUND_CONFIGS } as const
export type ConfigName = keyof typeof CONFIGS
export const CONFIG_NAMES = [
	'events',
	'bandit',
	'preference',
	'kto',
	'sft',
	'critique',
] as const satisfies readonly ConfigName[]
