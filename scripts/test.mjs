/**
 * `npm test`: everything that must hold before a change lands, on a fresh machine too. Steps run in
 * order of what they cost; the first failure ends the run. `-- --fast` leaves out the browser.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
	ensureBuild,
	ensureChromium,
	ensureDependencies,
	ensureRuntime,
	main,
	ROOT,
	SetupError,
	say,
} from './setup.mjs'
import { runTool } from './tools.mjs'

const CACHE = join(ROOT, '.cache')
const VITEST_JSON = join(CACHE, 'vitest.json')
const PLAYWRIGHT_JSON = join(CACHE, 'playwright.json')

main(() => {
	const fast = process.argv.includes('--fast')
	const node = ensureRuntime()
	ensureDependencies(node)
	mkdirSync(CACHE, { recursive: true })
	for (const file of [VITEST_JSON, PLAYWRIGHT_JSON]) rmSync(file, { force: true })

	const totals = { passed: 0, failed: 0, skipped: 0 }
	const step = (what, run) => {
		say(what)
		return run() === 0
	}
	const ok =
		step('format and lint', () =>
			runTool(node, 'biome', ['check', '.', '--diagnostic-level=error']),
		) &&
		step('import boundaries', () =>
			runTool(node, 'depcruise', ['app', 'server', 'db', '--output-type', 'err']),
		) &&
		step(
			'types',
			() =>
				runTool(node, 'tsc', ['--noEmit', '-p', '.']) ||
				runTool(node, 'tsc', ['--noEmit', '-p', 'app/core']),
		) &&
		step('pages', () => ensureBuild(node) ?? 0) &&
		step('unit, contract, convergence and integration tests', () =>
			runTool(node, 'vitest', [
				'run',
				'--reporter=default',
				'--reporter=json',
				`--outputFile.json=${VITEST_JSON}`,
			]),
		) &&
		(fast || browserTests(node, step))
	count(totals)
	console.log(
		`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`,
	)
	return ok ? 0 : 1
})

function browserTests(node, step) {
	const chromium = ensureChromium()
	if (!chromium)
		throw new SetupError(
			'The browser tests need Chromium, and it could not be installed here. Install it (or set CHROMIUM_PATH) and run npm test again; npm test -- --fast leaves them out.',
		)
	return step('browser tests', () =>
		runTool(node, 'playwright', ['test'], { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON }),
	)
}

/** Adds up what the two runners report, so that the closing line counts every test. */
function count(totals) {
	const vitest = readJson(VITEST_JSON)
	if (vitest) {
		totals.passed += vitest.numPassedTests
		totals.failed += vitest.numFailedTests
		totals.skipped += vitest.numPendingTests + vitest.numTodoTests
	}
	const playwright = readJson(PLAYWRIGHT_JSON)
	if (playwright) {
		totals.passed += playwright.stats.expected + playwright.stats.flaky
		totals.failed += playwright.stats.unexpected
		totals.skipped += playwright.stats.skipped
	}
}

function readJson(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'))
	} catch {
		return null
	}
}
