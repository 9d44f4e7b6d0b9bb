/** `node scripts/run.mjs TOOL …`: runs a locally installed tool (tsc, biome, vitest, …) under our Node. */
import { ensureDependencies, ensureRuntime, main } from './setup.mjs'
import { runTool } from './tools.mjs'

main(() => {
	const node = ensureRuntime()
	ensureDependencies(node)
	return runTool(node, process.argv[2] ?? '', process.argv.slice(3))
})
