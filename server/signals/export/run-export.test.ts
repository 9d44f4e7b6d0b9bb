import { expect, it } from 'vitest'
import type { ExportJob } from './export-types.ts'
import { runExport } from './run-export.ts'

it('[S78] an export that needs more memory than its thread may take says so, and the server goes on', async () => {
	const heap = { maxOldGenerationSizeMb: 4, maxYoungGenerationSizeMb: 1 }
	// Cast: the thread gives up while it is still loading.
	await expect(runExport({} as ExportJob, { heap })).rejects.toMatchObject({
		code: 'too_large',
		userMessage: expect.stringContaining('more memory'),
	})
})
