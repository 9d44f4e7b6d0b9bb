/** A command's result as a person reads it; the JSON itself where no shorter telling is known. */
import { z } from 'zod'
import { describeEvaluation } from './describe-evaluation.ts'
import { describeDataset } from './export-command.ts'
import { describePrint } from './print-command.ts'
import { describeQuery } from './query-command.ts'
import { describeRegression } from './regress-command.ts'
import { describeRetention, describeUpkeep } from './retention-command.ts'
import { describeScript } from './script-command.ts'
import { describeSimulation } from './simulate-command.ts'

const Imported = z.object({
	title: z.string(),
	projectId: z.string(),
	scenes: z.array(
		z.object({ number: z.string(), heading: z.string(), isNew: z.boolean(), sceneId: z.string() }),
	),
	unmatched: z.array(z.object({ text: z.string() })),
	warnings: z.array(z.string()),
})
const Exported = z.object({
	projects: z.array(
		z.object({
			title: z.string(),
			directory: z.string(),
			suppressed: z.number(),
			files: z.array(z.object({ name: z.string(), rows: z.number() })),
		}),
	),
})
const Verified = z.object({
	projects: z.array(
		z.object({ title: z.string(), message: z.string(), keptHeads: z.number().default(0) }),
	),
	missing: z.array(z.object({ projectId: z.string() })).default([]),
})
const Erased = z.object({
	person: z.string(),
	keysDestroyed: z.number(),
	exportsMarked: z.number(),
})
const Doctored = z.object({
	projects: z.number(),
	boards: z.number(),
	problems: z.array(z.string()),
	outdated: z.array(z.string()),
	unnamedBlobs: z.number(),
	invariants: z.object({
		suggestions: z.number(),
		effects: z.number(),
		policies: z.number(),
		undecidedPolicies: z.number(),
	}),
})
const Restored = z.object({
	file: z.string(),
	kept: z.string().nullable(),
	projects: z.number(),
	boards: z.number(),
})

/** One or more lines, without a final line break. */
export function describeResult(name: string, result: unknown): string {
	const lines = DESCRIBERS[name]?.(result)
	return (lines ?? [JSON.stringify(result, null, '\t')]).join('\n')
}

const DESCRIBERS: Readonly<Record<string, (result: unknown) => string[]>> = {
	'signals-dataset': describeDataset,
	print: describePrint,
	'script-export': (result) => [describeScript(result)],
	'signals-query': describeQuery,
	'signals-regress': describeRegression,
	import: (result) => {
		const { title, projectId, scenes, unmatched, warnings } = Imported.parse(result)
		return [
			`${title} (${projectId}): ${scenes.length} scenes, ${scenes.filter((s) => s.isNew).length} new.`,
			...scenes.map(
				(scene) => `  ${scene.number.padStart(4)}  ${scene.heading}  (${scene.sceneId})`,
			),
			...warnings,
			...(unmatched.length > 0
				? [`${unmatched.length} lines of the draft before are not in this one; they are kept:`]
				: []),
			...unmatched.slice(0, 20).map(({ text }) => `  ${text}`),
		]
	},
	'signals-export': (result) =>
		Exported.parse(result).projects.map(
			({ title, directory, files, suppressed }) =>
				`${title}: ${files.map((file) => `${file.name} (${file.rows} rows)`).join(', ')} in ${directory}; ${suppressed} rows left out for want of consent.`,
		),
	'signals-verify': (result) => {
		const { projects, missing } = Verified.parse(result)
		const held = (kept: number) => (kept > 0 ? ' Compared with the head that was kept.' : '')
		return [
			...projects.map(({ title, message, keptHeads }) => `${title}: ${message}${held(keptHeads)}`),
			...missing.map(({ projectId }) => `The log of ${projectId}, whose head was kept, is gone.`),
		]
	},
	'signals-erase': (result) => {
		const { person, keysDestroyed, exportsMarked } = Erased.parse(result)
		return [
			`${person}: ${keysDestroyed} keys destroyed, ${exportsMarked} exports marked, every use refused.`,
			'The chain still verifies. Backups made before hold the key: destroy those, or their copy of keys/.',
		]
	},
	'signals-retention': describeRetention,
	upkeep: describeUpkeep,
	'signals-evaluate': describeEvaluation,
	'signals-evaluate-obd': describeEvaluation,
	restore: (result) => {
		const { file, kept, projects, boards } = Restored.parse(result)
		return [
			`Restored ${file}: ${projects} projects, ${boards} boards, all of it checked.`,
			...(kept === null ? [] : [`What stood here before is kept as ${kept}.`]),
			'What browsers still hold of before is set aside there, never mixed in. Start the server now.',
		]
	},
	simulate: describeSimulation,
	doctor: (result) => {
		const { projects, boards, problems, outdated, unnamedBlobs, invariants } =
			Doctored.parse(result)
		const { suggestions, effects, policies, undecidedPolicies } = invariants
		const found = [...problems, ...outdated]
		return [
			`${projects} projects, ${boards} boards opened, ${found.length} problems.`,
			`${suggestions} suggestions and ${effects} accepted changes held against their rows; chances of ${policies} policies checked, ${undecidedPolicies} with too few slates to tell.`,
			...(unnamedBlobs === 0
				? []
				: [`${unnamedBlobs} sealed pieces are named by no row. The logs are whole without them.`]),
			...found,
		]
	},
}
