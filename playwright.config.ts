import { defineConfig } from '@playwright/test'

/** Browser tests start their own server on a free port (tests/e2e/support); Chromium is the system's. */
export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results',
	timeout: 120_000,
	expect: { timeout: 15_000 },
	workers: 1,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	reporter: [
		['list'],
		...(process.env.PLAYWRIGHT_JSON
			? [['json', { outputFile: process.env.PLAYWRIGHT_JSON }] as const]
			: []),
	],
	use: {
		viewport: { width: 1440, height: 900 },
		screenshot: 'only-on-failure',
		// A trace makes every step half as long again: TRACE=1 npm run test:e2e when one is needed.
		trace: process.env.TRACE ? 'retain-on-failure' : 'off',
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		},
	},
})
