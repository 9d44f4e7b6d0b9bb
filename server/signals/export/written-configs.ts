/** Configs that have files, in their order; one that was withheld has none. */
import type { ConfigName } from '#core/signals/export/configs.ts'
import type { ExportManifest } from './export-types.ts'

export function writtenConfigs({ files }: ExportManifest): ConfigName[] {
	return [...new Set(files.map(({ config }) => config))]
}
