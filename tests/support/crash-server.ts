/**
 * A room server in a process of its own, to be killed: `node crash-server.ts FILE`. Prints its port.
 * Half of the time it is told to decide: a command with effect and log row over a line on stdin.
 */
import { createInterface } from 'node:readline'
import { box } from '../convergence/records.ts'
import { consentEvent } from './factories.ts'
import { principalOfCookie, startRoomServer } from './room-server.ts'

const server = await startRoomServer({ file: process.argv[2] ?? '' })
process.stdout.write(`port ${server.port}\n`)
for await (const line of createInterface({ input: process.stdin })) {
	const options = { principal: principalOfCookie('who=ada:editor'), key: line }
	server.rooms
		.command('board:s1', options, (draft) => {
			draft.records.put(box(`d${line}`))
			draft.append(consentEvent(line))
			return line
		})
		.then((key) => process.stdout.write(`done ${key}\n`))
}
