/**
 * Runs after the peers are installed: a package that the product has in the same version is used from
 * there. The one rule: one copy of Yjs and of tldraw's store in a process, since two copies cannot see
 * each other's types and signals.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BENCH = dirname(fileURLToPath(import.meta.url))
const OWN = join(BENCH, 'node_modules')
const PRODUCT = join(BENCH, '..', 'node_modules')

const folders = existsSync(OWN) ? readdirSync(OWN) : []
const names = folders.flatMap((name) =>
	name.startsWith('@') ? readdirSync(join(OWN, name)).map((one) => `${name}/${one}`) : [name],
)
for (const name of names) {
	const version = versionIn(OWN, name)
	if (version === null || version !== versionIn(PRODUCT, name)) continue
	rmSync(join(OWN, name), { recursive: true, force: true })
}

function versionIn(root, name) {
	const file = join(root, name, 'package.json')
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null
}
