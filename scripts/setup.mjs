/**
 * Brings what a fresh machine lacks, says what it is doing, and does no work twice: a Node runtime
 * when the host's is too old, dependencies, the build, Chromium for the tests. Plain JavaScript that
 * runs on Node 20, because it runs before anything else is there. A step that fails leaves no stamp,
 * so that the next start tries again.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
	accessSync,
	constants,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const PINNED_NODE = '24.9.0'
const MINIMUM_NODE = [22, 18]

/** A problem a person can solve: printed as it is, without a stack. */
export class SetupError extends Error {}

/** What the program is doing, on stderr so that stdout stays a command's own. */
export function say(line) {
	process.stderr.write(`dailies: ${line}\n`)
}

/** Runs a script's main function; a SetupError becomes one sentence and exit code 1. */
export async function main(run) {
	try {
		process.exitCode = (await run()) ?? 0
	} catch (error) {
		say(error instanceof SetupError ? error.message : (error?.stack ?? String(error)))
		process.exitCode = 1
	}
}

/** Path of a Node that can run the server, fetched into .runtime/ when the host's is too old. */
export function ensureRuntime() {
	const [major, minor] = process.versions.node.split('.').map(Number)
	if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) {
		return process.execPath
	}
	const platform = process.platform === 'win32' ? 'win' : process.platform
	const name = `node-${platform}-${process.arch}`
	const prefix = join(ROOT, '.runtime')
	const folder = join(prefix, 'node_modules', name)
	const node = join(folder, 'bin', platform === 'win' ? 'node.exe' : 'node')
	if (installedVersion(folder) === PINNED_NODE && existsSync(node)) return node
	say(
		`this machine has Node ${process.versions.node}; bringing Node ${PINNED_NODE} into .runtime/ (once, about 190 MB)`,
	)
	guardWrites(() => {
		mkdirSync(prefix, { recursive: true })
		// Without a package.json of its own npm would walk up and install into the project.
		writeFileSync(join(prefix, 'package.json'), '{"private":true}\n')
	})
	npm(
		process.execPath,
		[
			'install',
			'--prefix',
			prefix,
			'--no-save',
			'--no-audit',
			'--no-fund',
			`${name}@${PINNED_NODE}`,
		],
		`Node ${PINNED_NODE}`,
	)
	if (!existsSync(node))
		throw new SetupError(
			`Node ${PINNED_NODE} is not to be had for ${platform} ${process.arch}. Install Node 22.18 or newer and try again.`,
		)
	return node
}

/** Installs the locked dependencies unless the stamp says they are there for this lockfile, Node and platform. */
export function ensureDependencies(node) {
	ensurePackages(node, {
		folder: ROOT,
		before: 'installing what Dailies is made of (once, about a minute)',
		what: 'the dependencies',
	})
}

/** Installs the other systems that the bench measures beside us; never part of the product. */
export function ensurePeers(node) {
	ensurePackages(node, {
		folder: join(ROOT, 'bench'),
		before: 'installing the systems to measure beside us (once)',
		what: 'the systems to measure beside us',
	})
}

function ensurePackages(node, { folder, before, what }) {
	const stampFile = join(folder, 'node_modules', '.dailies-stamp')
	const abi = spawnSync(node, ['-p', 'process.versions.modules'], {
		encoding: 'utf8',
	}).stdout.trim()
	const stamp = `${fileHash(join(folder, 'package-lock.json'))} ${process.platform} ${process.arch} ${abi}`
	if (readIfThere(stampFile) === stamp) return
	say(before)
	npm(node, ['ci', '--prefix', folder, '--include=dev', '--no-audit', '--no-fund'], what)
	guardWrites(() => writeFileSync(stampFile, stamp))
}

/** Builds the pages unless the last build was of exactly these sources. */
export function ensureBuild(node) {
	const stampFile = join(ROOT, 'build', '.dailies-stamp')
	const stamp = sourceHash()
	if (readIfThere(stampFile) === stamp) return
	say('building the pages (about half a minute)')
	guardWrites(() => rmSync(stampFile, { force: true }))
	const result = spawnSync(node, [bin('@remix-run/dev', 'remix'), 'vite:build'], {
		cwd: ROOT,
		encoding: 'utf8',
		env: { ...runtimeEnv(node), NODE_ENV: 'production' },
		maxBuffer: 64 << 20,
	})
	if (result.status !== 0)
		throw new SetupError(
			explain(`${result.stdout}\n${result.stderr}`, 'The pages could not be built'),
		)
	guardWrites(() => writeFileSync(stampFile, stamp))
}

/** Path of a Chromium for the browser tests, brought through apt where that is allowed; or null. */
export function ensureChromium() {
	const found = findChromium()
	if (found) return found
	if (process.platform === 'linux' && runs('apt-get', ['--version'])) installChromium()
	return findChromium()
}

function installChromium() {
	const isRoot = process.getuid?.() === 0
	if (!isRoot && !runs('sudo', ['-n', 'true'])) return
	say('bringing Chromium for the browser tests (once, through apt)')
	const [command, ...first] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get']
	for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
		spawnSync(command, [...first, ...args], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		})
	}
}

function findChromium() {
	const named = process.env.CHROMIUM_PATH
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
	const folders = (process.env.PATH ?? '').split(delimiter)
	const places = [
		...(named ? [named] : []),
		...names.flatMap((name) => folders.map((folder) => join(folder, name))),
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
	]
	return places.find(isExecutable) ?? null
}

/** The JavaScript file behind a package's command, to run under our own Node. */
export function bin(packageName, command) {
	const folder = join(ROOT, 'node_modules', packageName)
	const entry = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin
	return join(folder, typeof entry === 'string' ? entry : entry[command])
}

/** The environment with our Node first on PATH, for tools that start `node` themselves. */
export function runtimeEnv(node) {
	return { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
}

/** Node's flags for running our TypeScript as it stands. */
export const NODE_FLAGS = ['--disable-warning=ExperimentalWarning']

function npm(node, args, what) {
	const cli = process.env.npm_execpath
	const [command, first] = cli?.endsWith('.js')
		? [node, [cli]]
		: [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
	const result = spawnSync(command, [...first, ...args], {
		cwd: ROOT,
		encoding: 'utf8',
		env: runtimeEnv(node),
		maxBuffer: 64 << 20,
		shell: command === 'npm.cmd',
	})
	if (result.error)
		throw new SetupError(`npm could not be started to bring ${what} (${result.error.message}).`)
	if (result.status !== 0)
		throw new SetupError(
			explain(`${result.stdout}\n${result.stderr}`, `npm could not bring ${what}`),
		)
}

/** One sentence for what a tool printed: what happened and what to do. */
function explain(output, what) {
	if (/ENOSPC/.test(output))
		return `${what}: the disk is full. Free about 1 GB and run this again; nothing was lost.`
	if (/EACCES|EPERM|EROFS/.test(output))
		return `${what}: this folder cannot be written to. Give yourself the right to write in it and run this again.`
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output))
		return `${what}: the npm registry cannot be reached. Connect to the network (needed once) and run this again.`
	return `${what}. It said:\n${output.trim().split('\n').slice(-30).join('\n')}`
}

function guardWrites(write) {
	try {
		write()
	} catch (error) {
		throw new SetupError(explain(String(error?.code ?? error), 'Setting up failed'))
	}
}

function installedVersion(folder) {
	const text = readIfThere(join(folder, 'package.json'))
	// Node's platform packages write their version as v24.9.0.
	return text ? JSON.parse(text).version.replace(/^v/, '') : null
}

function readIfThere(file) {
	return existsSync(file) ? readFileSync(file, 'utf8') : null
}

function fileHash(file) {
	return createHash('sha256').update(readFileSync(file)).digest('hex')
}

function sourceHash() {
	const hash = createHash('sha256')
	const visit = (path) => {
		for (const entry of readdirSync(join(ROOT, path), { withFileTypes: true }).sort((a, b) =>
			a.name < b.name ? -1 : 1,
		)) {
			const child = `${path}/${entry.name}`
			if (entry.isDirectory()) visit(child)
			else if (!/\.test\.tsx?$/.test(entry.name))
				hash.update(child).update(readFileSync(join(ROOT, child)))
		}
	}
	visit('app')
	visit('public')
	for (const file of ['package-lock.json', 'vite.config.ts', 'remix.config.js'])
		hash.update(readFileSync(join(ROOT, file)))
	return hash.digest('hex')
}

function isExecutable(path) {
	try {
		accessSync(path, constants.X_OK)
		return true
	} catch {
		return false
	}
}

function runs(command, args) {
	return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}
