/**
 * A room server in a process of its own, to be killed: `node crash-server.ts DATA_DIR`. Rooms, sockets,
 * the real suggestion service with its sealed log, the lock and the orderly end are the product's.
 * It is told what to do line by line: `go PORT`, `work KEY`, `again VERDICT`, `rss`, `bye`.
 */
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { lockDataDir } from '#server/lock.ts'
import { stopOnSignals } from '#server/stop.ts'
import { type Film, openFilm, type Verdict } from './hostile-film.ts'
import { startRoomServer } from './room-server.ts'

setFlagsFromString('--expose_gc')
const collect: () => void = runInNewContext('gc')
const dataDir = process.argv[2] ?? ''
const say = (...words: unknown[]) => process.stdout.write(`${words.join(' ')}\n`)
const listener = {
	asked: (verdict: Verdict) => say('asked', JSON.stringify(verdict)),
	answered: (verdict: Verdict) => say('answered', JSON.stringify(verdict)),
}
let film: Promise<Film> | null = null

async function go(port: number): Promise<Film> {
	const lock = lockDataDir(dataDir)
	const server = await startRoomServer({ file: join(dataDir, 'dailies.db'), port })
	stopOnSignals(
		async () => {
			await server.stop()
			lock.release()
		},
		(error) => process.stderr.write(`stopping failed: ${error}\n`),
	)
	const opened = await openFilm(server, dataDir)
	say('port', server.port)
	return opened
}

/** A command that was cut off by the end of the room or of the program is asked again later. */
function report(error: unknown): void {
	say('failed', String(error).replaceAll('\n', ' '))
}

// What is killed never writes its cache at the end.
flushCompileCache()
say('ready')
for await (const line of createInterface({ input: process.stdin })) {
	const [word, rest = ''] = [line.split(' ', 1)[0], line.slice(line.indexOf(' ') + 1)]
	if (word === 'go') film = go(Number(rest))
	if (word === 'work') void film?.then((one) => one.work(rest, listener)).catch(report)
	if (word === 'again') {
		// Written by this program's own `asked` line.
		const verdict = JSON.parse(rest) as Verdict
		void film?.then((one) => one.decide(verdict)).then(() => listener.answered(verdict), report)
	}
	if (word === 'rss') {
		// What nobody holds any more is no growth.
		collect()
		say('rss', process.memoryUsage.rss(), process.memoryUsage().heapUsed)
	}
	if (word === 'bye') process.kill(process.pid, 'SIGTERM')
}
