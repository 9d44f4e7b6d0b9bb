/** `npm run -s bench -- …`: measures the product, with --peers beside others (bench/README.md). */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import {
	ensureDependencies,
	ensurePeers,
	ensureRuntime,
	main,
	NODE_FLAGS,
	ROOT,
	runtimeEnv,
} from './setup.mjs'

main(() => {
	const node = ensureRuntime()
	ensureDependencies(node)
	const args = process.argv.slice(2)
	if (args.includes('--peers')) ensurePeers(node)
	const result = spawnSync(node, [...NODE_FLAGS, join(ROOT, 'bench/main.ts'), ...args], {
		cwd: ROOT,
		stdio: 'inherit',
		env: runtimeEnv(node),
	})
	return result.status ?? 1
})
