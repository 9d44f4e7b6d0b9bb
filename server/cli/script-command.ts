/** `export --fountain FILE` and `export --fdx FILE`: a film's script as a file that other programs read. */
import { z } from 'zod'
import { SCRIPT_FORMATS } from '../screenplay/export-script.ts'
import type { Given } from './evaluate-command.ts'

export const SCRIPT_HELP = `  export --project NAME --fountain FILE   its script, or --fdx FILE for Final Draft`
export const SCRIPT_OPTIONS = { fountain: { type: 'string' }, fdx: { type: 'string' } } as const

export const ScriptInput = z.object({
	project: z.string(),
	format: z.enum(SCRIPT_FORMATS),
	out: z.string(),
})
const Written = z.object({ title: z.string(), file: z.string(), blocks: z.number() })
type Words = { name: string; input: Record<string, unknown> } | { refused: string }

/** The script file that the words ask for, or what is wrong with them; null = they ask for something else. */
export function readScriptWords(given: Given): Words | null {
	const text = (name: string) => (typeof given[name] === 'string' ? given[name] : null)
	const asked = SCRIPT_FORMATS.filter((format) => text(format) !== null)
	const [format] = asked
	if (!format) return null
	const project = text('project')
	if (project === null) return { refused: 'Name the project: --project NAME.' }
	if (asked.length > 1) return { refused: 'Name one file: --fountain FILE or --fdx FILE.' }
	return { name: 'script-export', input: { project, format, out: text(format) } }
}

export function describeScript(result: unknown): string {
	const { title, file, blocks } = Written.parse(result)
	return blocks === 0
		? `${title} has no script yet; ${file} is empty.`
		: `The script of ${title} is in ${file}.`
}
