import { defineConfig } from 'vitest/config'

export default defineConfig({
	test: {
		include: [
			'{app,server,db}/**/*.test.{ts,tsx}',
			'tests/{contract,convergence,integration}/**/*.test.ts',
			'bench/lib/**/*.test.ts',
		],
		environment: 'node',
		testTimeout: 60_000,
		hookTimeout: 120_000,
		pool: 'forks',
		maxWorkers: 2,
	},
})
