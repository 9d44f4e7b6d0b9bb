/** Hocuspocus with its SQLite extension, all defaults: `node hocuspocus-server.ts DIR ROOMS`. */
import { join } from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const [dir = ''] = process.argv.slice(2)
const server = new Server({
	...{ port: 0, address: '127.0.0.1', quiet: true },
	extensions: [new SQLite({ database: join(dir, 'hocuspocus.db') })],
})
await server.listen()
process.stdout.write(`port ${server.address.port}\n`)
