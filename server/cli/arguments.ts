/** Turns the words after `dailies --` into one command with its input, or a sentence saying what is wrong. */
import { parseArgs } from 'node:util'
import { EVALUATE_HELP, EVALUATE_OPTIONS, readEvaluateWords } from './evaluate-command.ts'
import { EXPORT_HELP, EXPORT_OPTIONS, readExportWords } from './export-command.ts'
import { MODELS_HELP } from './models-command.ts'
import { PEOPLE_HELP, PEOPLE_OPTIONS } from './people-commands.ts'
import { PRINT_HELP, PRINT_OPTIONS, readPrintWords } from './print-command.ts'
import { QUERY_HELP } from './query-command.ts'
import { REGRESS_HELP, REGRESS_OPTIONS } from './regress-command.ts'
import { RETENTION_HELP, RETENTION_OPTIONS } from './retention-command.ts'
import { readScriptWords, SCRIPT_HELP, SCRIPT_OPTIONS } from './script-command.ts'
import { SIMULATE_HELP, SIMULATE_OPTIONS } from './simulate-command.ts'

export const HELP = `npm run -s dailies -- COMMAND

  import FILE --project NAME      bring a script into a project (made when it is new)
  signals export --out DIR        write the signal log as JSONL [--project NAME]
${EXPORT_HELP}
${PRINT_HELP}
${SCRIPT_HELP}
  signals verify                  check the log's hash chain [--project NAME]
                                  [--heads heads.json: against a head that was kept]
${QUERY_HELP}
${EVALUATE_HELP}
${REGRESS_HELP}
  signals erase --project NAME --person NAME --yes
                                  destroy a person's words in the log for good, mark exports
${RETENTION_HELP}
${SIMULATE_HELP}
  inspect project NAME            scenes and counts of a project
  inspect board SCENE_ID          a board's records
${PEOPLE_HELP}
${MODELS_HELP}
  backup FILE                     a consistent copy of the database
  openapi                         the API under /api/v1, described for programs (OpenAPI 3.1)
  restore FILE                    put a backup in its place; the server must be stopped
  doctor                          check every stored byte, open every board, check every log

  --json   print exactly one JSON value
  --help   this text

Exit codes: 0 done; 1 it could not be done; 2 the words were not understood; 3 a check found damage.`

export interface ParsedCommand {
	/** Name in ADMIN_COMMANDS. */
	name: string
	input: Record<string, unknown>
	/** File whose bytes go into input.contentBase64. */
	readFile: string | null
	json: boolean
}

/** Thrown for words that are no command; printed with the help, exit code 2. */
export class UsageError extends Error {}

export function parseArguments(argv: readonly string[]): ParsedCommand | 'help' {
	const { values, positionals } = parse(argv)
	if (values.help || positionals.length === 0) return 'help'
	const [verb, second, third, ...rest] = positionals
	const json = values.json === true
	const expectNoMore = (words: (string | undefined)[]) => {
		const extra = words.find((word) => word !== undefined)
		if (extra !== undefined) throw new UsageError(`“${extra}” was not expected here.`)
	}
	if (verb === 'import') {
		expectNoMore([third, ...rest])
		const file = required(second, 'Name the script file: import FILE --project NAME.')
		const project = required(values.project, 'Name the project: --project NAME.')
		return { name: 'import', input: { project, fileName: file }, readFile: file, json }
	}
	if (verb === 'signals' && second === 'evaluate') {
		expectNoMore([third, ...rest])
		const words = readEvaluateWords(values)
		if ('refused' in words) throw new UsageError(words.refused)
		return { ...words, readFile: null, json }
	}
	if (verb === 'signals' && second === 'query') {
		expectNoMore(rest)
		const sql = required(third, 'Ask something: signals query "SELECT …" --project NAME.')
		const project = required(values.project, 'Name the project: --project NAME.')
		const input = { project, sql, purpose: values.purpose }
		return { name: 'signals-query', input, readFile: null, json }
	}
	if (verb === 'signals' && second === 'regress') {
		expectNoMore([third, ...rest])
		const project = required(values.project, 'Name the project: --project NAME.')
		const provider = required(values.provider, 'Name whom to ask: --provider engine|MODEL.')
		const { purpose, limit, top } = values
		const input = { project, provider, purpose, limit, top }
		return { name: 'signals-regress', input, readFile: null, json }
	}
	if (verb === 'user' && second === 'list') {
		expectNoMore([third, ...rest])
		return { name: 'user-list', input: {}, readFile: null, json }
	}
	if (verb === 'token' && (second === 'make' || second === 'list')) {
		expectNoMore([third, ...rest])
		const { person, role, days, label } = values
		const input = second === 'list' ? {} : { person, role, days, label }
		return { name: `token-${second}`, input, readFile: null, json }
	}
	if (verb === 'token' && second === 'revoke') {
		expectNoMore(rest)
		const token = required(third, 'Name the token: token revoke ID.')
		return { name: 'token-revoke', input: { token }, readFile: null, json }
	}
	if (verb === 'models' && (second === 'list' || second === 'allow' || second === 'disallow')) {
		expectNoMore(second === 'list' ? [third, ...rest] : rest)
		const said = `Name the address: models ${second} localhost:11434.`
		const input = second === 'list' ? {} : { address: required(third, said) }
		return { name: `models-${second}`, input, readFile: null, json }
	}
	if (verb === 'signals' && second === 'erase') {
		expectNoMore([third, ...rest])
		const project = required(values.project, 'Name the project: --project NAME.')
		const person = required(values.person, 'Name the person: --person NAME.')
		const input = { project, person, yes: values.yes === true }
		return { name: 'signals-erase', input, readFile: null, json }
	}
	if (verb === 'signals' && second === 'retention') {
		expectNoMore([third, ...rest])
		const project = required(values.project, 'Name the project: --project NAME.')
		const { words, contexts, hold } = values
		return {
			name: 'signals-retention',
			input: { project, words, contexts, hold },
			readFile: null,
			json,
		}
	}
	if (verb === 'signals' && (second === 'export' || second === 'verify')) {
		expectNoMore([third, ...rest])
		const project = values.project === undefined ? {} : { project: values.project }
		if (second === 'export' && asksForData(values)) {
			const words = readExportWords(values)
			if ('refused' in words) throw new UsageError(words.refused)
			return { ...words, readFile: null, json }
		}
		if (second === 'verify') {
			const heads = values.heads === undefined ? {} : { heads: values.heads }
			return { name: 'signals-verify', input: { ...project, ...heads }, readFile: null, json }
		}
		const out = required(values.out, 'Name the folder to write to: --out DIR.')
		const format = values.format ?? 'jsonl'
		if (format !== 'jsonl') throw new UsageError(`“${format}” is not a format.`)
		return { name: 'signals-export', input: { ...project, format, out }, readFile: null, json }
	}
	if (verb === 'export') {
		expectNoMore([second, third, ...rest])
		const words = readScriptWords(values) ?? readPrintWords(values)
		if ('refused' in words) throw new UsageError(words.refused)
		return { ...words, readFile: null, json }
	}
	if (verb === 'inspect' && (second === 'project' || second === 'board')) {
		expectNoMore(rest)
		const which = required(third, `Name the ${second}: inspect ${second} NAME.`)
		const input = second === 'project' ? { project: which } : { sceneId: which }
		return { name: `inspect-${second}`, input, readFile: null, json }
	}
	if (verb === 'backup' || verb === 'restore') {
		expectNoMore([third, ...rest])
		const file = required(second, `Name the file: ${verb} FILE.`)
		return { name: verb, input: { file }, readFile: null, json }
	}
	if (verb === 'simulate') {
		expectNoMore([second, third, ...rest])
		const { directors, slates, seed, policy, explore, project: title } = values
		return {
			name: 'simulate',
			input: { directors, slates, seed, policy, explore, title },
			readFile: null,
			json,
		}
	}
	if (verb === 'openapi') {
		expectNoMore([second, third, ...rest])
		return { name: 'openapi', input: {}, readFile: null, json: true }
	}
	if (verb === 'doctor' || verb === 'upkeep') {
		expectNoMore([second, third, ...rest])
		return { name: verb, input: {}, readFile: null, json }
	}
	throw new UsageError(`“${[verb, second].filter(Boolean).join(' ')}” is not a command.`)
}

/** Anything but the log itself, line by line. */
function asksForData(values: ReturnType<typeof parse>['values']): boolean {
	const { config, since, purpose, format } = values
	return [config, since, purpose].some((each) => each !== undefined) || isDataFormat(format)
}

function isDataFormat(format: string | undefined): boolean {
	return format === 'parquet' || format === 'both'
}

function parse(argv: readonly string[]) {
	try {
		return parseArgs({
			args: [...argv],
			allowPositionals: true,
			options: {
				project: { type: 'string' },
				out: { type: 'string' },
				format: { type: 'string' },
				heads: { type: 'string' },
				person: { type: 'string' },
				...PEOPLE_OPTIONS,
				yes: { type: 'boolean' },
				...EVALUATE_OPTIONS,
				...EXPORT_OPTIONS,
				...PRINT_OPTIONS,
				...SCRIPT_OPTIONS,
				...SIMULATE_OPTIONS,
				...RETENTION_OPTIONS,
				...REGRESS_OPTIONS,
				json: { type: 'boolean' },
				help: { type: 'boolean', short: 'h' },
			},
		})
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error))
	}
}

function required(value: string | undefined, sentence: string): string {
	if (value === undefined || value === '') throw new UsageError(sentence)
	return value
}
