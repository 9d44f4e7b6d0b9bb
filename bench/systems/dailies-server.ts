/** Our server for the bench: `node dailies-server.ts DIR ROOMS`. Prints its port; ends in order on SIGTERM. */
import { join } from 'node:path'
import { startRoomServer } from '../../tests/support/room-server.ts'
import { addRooms } from './dailies-rooms.ts'

const [dir = '', rooms = '1'] = process.argv.slice(2)
const server = await startRoomServer({ file: join(dir, 'dailies.db') })
await addRooms(server.db, Number(rooms))
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
process.stdout.write(`port ${server.port}\n`)
