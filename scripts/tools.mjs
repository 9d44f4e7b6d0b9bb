/** The locally installed tools that scripts run under our Node, each by the file behind its command. */
import { spawnSync } from 'node:child_process'
import { bin, ROOT, runtimeEnv, SetupError } from './setup.mjs'

const TOOLS = {
	biome: ['@biomejs/biome', 'biome'],
	depcruise: ['dependency-cruiser', 'depcruise'],
	playwright: ['@playwright/test', 'playwright'],
	remix: ['@remix-run/dev', 'remix'],
	tsc: ['typescript', 'tsc'],
	vitest: ['vitest', 'vitest'],
}

/** Runs one tool to its end and returns its exit code. */
export function runTool(node, tool, args, env = {}) {
	const [packageName, command] = TOOLS[tool] ?? []
	if (!packageName) {
		throw new SetupError(`“${tool}” is none of ${Object.keys(TOOLS).join(', ')}.`)
	}
	const result = spawnSync(node, [bin(packageName, command), ...args], {
		cwd: ROOT,
		stdio: 'inherit',
		env: { ...runtimeEnv(node), ...env },
	})
	return result.status ?? 1
}
