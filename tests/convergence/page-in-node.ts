/**
 * A document and a window beside the server in one process, for editors at real rooms. (As the whole
 * file's environment, jsdom would also change what the server's modules are resolved by.)
 */
import { URL } from 'node:url'
import { builtinEnvironments } from 'vitest/runtime'

await builtinEnvironments.jsdom.setup(globalThis, {})
Object.assign(globalThis, { URL })
