/** `npm run -s dailies -- COMMAND …`: the command line (server/cli). stdout is the command's alone. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureDependencies, ensureRuntime, main, NODE_FLAGS, ROOT, runtimeEnv } from './setup.mjs'

main(() => {
	const node = ensureRuntime()
	ensureDependencies(node)
	// npm runs scripts in the project's folder; files are named from where the person stands.
	const cwd = process.env.INIT_CWD ?? process.cwd()
	const dataDir = process.env.DATA_DIR ?? join(ROOT, 'data')
	const result = spawnSync(
		node,
		[...NODE_FLAGS, join(ROOT, 'server/cli/index.ts'), ...process.argv.slice(2)],
		{ cwd, stdio: 'inherit', env: { ...runtimeEnv(node), DATA_DIR: dataDir } },
	)
	return result.status ?? 1
})
