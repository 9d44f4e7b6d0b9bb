/**
 * `dailies COMMAND`: asks the running server when there is one on this data folder, else opens the
 * database itself under the same lock. With --json stdout holds exactly one JSON value; everything
 * said to people goes to stderr.
 */
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { openApiDocument } from '#core/api/openapi.ts'
import { isAppError } from '#core/errors.ts'
import { readEnv } from '../env.ts'
import { findRunningServer, type LockInfo, lockDataDir } from '../lock.ts'
import { createLogger } from '../logger.ts'
import { buildServices } from '../services.ts'
import { HELP, type ParsedCommand, parseArguments, UsageError } from './arguments.ts'
import { ADMIN_COMMANDS } from './commands.ts'
import { describeResult } from './describe-result.ts'
import { type Ask, followEvaluation, runObd } from './evaluate-command.ts'
import { followExport } from './export-command.ts'
import { readKeptHeads } from './kept-heads.ts'
import { followPrint } from './print-command.ts'
import { followQuery } from './query-command.ts'
import { followRegression } from './regress-command.ts'
import { restore } from './restore.ts'

const EXIT = { done: 0, failed: 1, usage: 2, damaged: 3 } as const

async function main(argv: readonly string[]): Promise<number> {
	const command = parseArguments(argv)
	if (command === 'help') {
		process.stdout.write(`${HELP}\n`)
		return EXIT.done
	}
	const input = await completeInput(command)
	const result = await resultOf(command.name, input)
	const text = command.json ? JSON.stringify(result) : describeResult(command.name, result)
	process.stdout.write(`${text}\n`)
	return isDamaged(result) ? EXIT.damaged : EXIT.done
}

/** Runs a command where it belongs: here, in the running server, or in a server's services opened here. */
async function resultOf(name: string, input: Record<string, unknown>): Promise<unknown> {
	// The same for every server and film: nothing is opened for it.
	if (name === 'openapi') return openApiDocument()
	if (name === 'signals-evaluate-obd') return runObd(input, tellProgress)
	const env = readEnv()
	const dataDir = resolve(env.DATA_DIR)
	// Films are exchanged under nobody's hands: with a server on the folder the lock refuses it.
	if (name === 'restore')
		return restore({ ...env, DATA_DIR: dataDir }, { file: String(input.file), now: Date.now() })
	const running = findRunningServer(dataDir)
	if (running) return perform(name, input, (asked, given) => askServer(running, asked, given))
	return runHere({ ...env, DATA_DIR: dataDir }, (ask) => perform(name, input, ask))
}

/** Commands that go on for a while: begun, asked after, cancelled by an interrupt. */
const FOLLOWED: Readonly<Record<string, typeof followEvaluation>> = {
	'signals-evaluate': followEvaluation,
	'signals-dataset': followExport,
	print: followPrint,
	'signals-query': followQuery,
	'signals-regress': followRegression,
}

async function perform(name: string, input: Record<string, unknown>, ask: Ask): Promise<unknown> {
	const follow = FOLLOWED[name]
	if (!follow) return ask(name, input)
	const abort = new AbortController()
	const stop = () => abort.abort()
	process.once('SIGINT', stop)
	try {
		return await follow(ask, input, { signal: abort.signal, tell: tellProgress })
	} finally {
		process.off('SIGINT', stop)
	}
}

/** On a terminal only; stdout stays the result's. */
function tellProgress(share: number): void {
	if (process.stderr.isTTY) process.stderr.write(`\r${Math.round(100 * share)} % `)
}

/** Reads files here and makes paths absolute: the server may stand in another folder. */
async function completeInput(command: ParsedCommand): Promise<Record<string, unknown>> {
	const input = { ...command.input }
	for (const key of ['out', 'file']) {
		if (typeof input[key] === 'string') input[key] = resolve(input[key])
	}
	if (typeof input.heads === 'string') input.heads = await readKeptHeads(input.heads)
	if (command.readFile === null) return input
	const bytes = await readFile(command.readFile).catch((cause: unknown) => {
		throw new Error(`${command.readFile} cannot be read. Check the name.`, { cause })
	})
	return {
		...input,
		fileName: basename(command.readFile),
		contentBase64: bytes.toString('base64'),
	}
}

async function askServer(server: LockInfo, name: string, input: unknown): Promise<unknown> {
	const response = await fetch(`${server.url}/api/v1/admin/${name}`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${server.adminToken}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify(input),
	})
	const answer: unknown = await response.json().catch(() => null)
	if (response.ok) return answer
	throw new Error(sentenceOf(answer) ?? 'The running server could not do that.')
}

/** The person's sentence in an error response, wherever it stands. */
function sentenceOf(answer: unknown): string | null {
	if (typeof answer !== 'object' || answer === null) return null
	for (const key of ['message', 'userMessage', 'error']) {
		const value: unknown = Reflect.get(answer, key)
		if (typeof value === 'string') return value
		const nested = sentenceOf(value)
		if (nested) return nested
	}
	return null
}

async function runHere(
	env: ReturnType<typeof readEnv>,
	work: (ask: Ask) => Promise<unknown>,
): Promise<unknown> {
	const lock = lockDataDir(env.DATA_DIR)
	try {
		const built = buildServices(env, createLogger('silent'))
		try {
			return await work(async (name, input) => {
				const run = ADMIN_COMMANDS[name]
				if (!run) throw new UsageError(`“${name}” is not a command.`)
				return run(built.services, input)
			})
		} finally {
			await built.dispose()
		}
	} finally {
		lock.release()
	}
}

function isDamaged(result: unknown): boolean {
	return typeof result === 'object' && result !== null && Reflect.get(result, 'ok') === false
}

main(process.argv.slice(2)).then(
	(code) => {
		process.exitCode = code
	},
	(error: unknown) => {
		const isUsage = error instanceof UsageError
		const sentence = isAppError(error)
			? error.userMessage
			: String(error instanceof Error ? error.message : error)
		process.stderr.write(`${sentence}${isUsage ? `\n\n${HELP}` : ''}\n`)
		process.exitCode = isUsage ? EXIT.usage : EXIT.failed
	},
)
