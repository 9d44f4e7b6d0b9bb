/** Our server for the bench: `node dailies-server.ts DIR ROOMS`. Prints its port; ends in order on SIGTERM. */
import { join } from 'node:path'
import { roomCommit } from '../../tests/support/factories.ts'
import { startRoomServer } from '../../tests/support/room-server.ts'
import { boardOf, PROJECT_ID, sceneOf } from './dailies-rooms.ts'

const [dir = '', rooms = '1'] = process.argv.slice(2)
const server = await startRoomServer({ file: join(dir, 'dailies.db') })
await addRooms(Number(rooms))
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
process.stdout.write(`port ${server.port}\n`)

async function addRooms(count: number): Promise<void> {
	const numbers = Array.from({ length: count }, (_, number) => number)
	for (const number of numbers) await server.db.rooms.create(boardOf(number), PROJECT_ID)
	const scenes = numbers.map((position) => ({
		...{ sceneId: sceneOf(position), projectId: PROJECT_ID, position },
		...{ number: String(position + 1), heading: 'INT. KITCHEN', trashedAt: null },
	}))
	const projections = { scenes }
	await server.db.rooms.commit([roomCommit({ room: 'project:p1', projections })])
}
