/** DATASHEET.md after Gebru et al., Datasheets for Datasets (CACM 64:12, 2021), from the log's own numbers. */
import { CONFIGS } from '#core/signals/export/configs.ts'
import { K } from '#core/signals/export/few-people.ts'
import type { ExportManifest } from './export-types.ts'
import { TERMS } from './terms.ts'
import { writtenConfigs } from './written-configs.ts'

export function datasheetOf(manifest: ExportManifest): string {
	return [
		`# Datasheet: ${manifest.project.title}`,
		...[motivation(manifest), composition(manifest), collection(manifest)],
		...[preprocessing(manifest), uses(manifest), distribution(manifest), maintenance(manifest)],
	].join('\n\n')
}

function motivation({ project }: ExportManifest): string {
	return `## Motivation
Made while a film’s storyboard was drawn with Dailies, to learn which suggestions help directors and why the others do not.${
		project.isSynthetic
			? ' **This project is simulated**: candidates, chances and rows are real, the people are not.'
			: ''
	}`
}

function composition(manifest: ExportManifest): string {
	const { log, rows } = manifest
	const configs = writtenConfigs(manifest).map(
		(config) =>
			`- ${config}: ${rows[config]?.rows ?? 0} rows from ${rows[config]?.people ?? 0} people. ${CONFIGS[config].meaning}`,
	)
	return `## Composition
${configs.join('\n')}
- The log up to here: ${log.people} people, ${log.scenes} scenes, ${log.slates} slates, ${log.shown} suggestions shown, ${log.viewed} viewed.
- Rows by type: ${listed(log.events)}.
- Verdicts: ${listed(log.verdicts)}.
- Suggestions by maker: ${listed(log.providers)}. Slates by category: ${listed(log.categories)}. By policy: ${listed(log.policies)}.
- People are keyed pseudonyms of this project; a small crew is recognisable by role and time all the same.
- Missing: looks whose report was lost; everything nobody looked at (no label, never a refusal); survival of accepted edits in the rewards (\`r_survival\` is null; what became of each is in the \`edit.survival\` events).`
}

function collection({ log }: ExportManifest): string {
	return `## Collection process
From ${day(log.firstMs)} to ${day(log.lastMs)}, as a by-product of work: each slate was drawn at random by a logged policy with exact chances; looks are reported by browsers (half a card for a second); verdicts are written in the same transaction as their effect. People were told on joining and asked for each purpose; nobody was paid for labels. Only the verdict of the person a slate was made for counts as its outcome.`
}

function preprocessing({ suppressed, promptVersion, reward, pictures }: ExportManifest): string {
	return `## Preprocessing
- Left out because somebody in them does not allow this use: ${suppressed.consent.events} log rows, ${suppressed.consent.rounds} rounds, ${suppressed.consent.dissents} dissenting voices.
- Left out because fewer than ${K} people are in a config: ${listed(suppressed.fewPeople)} rows. Roles withheld: ${suppressed.rolesWithheld}.
- Left out because words were erased or withheld: ${listed(suppressed.erased)} (edits withheld because they may carry words of such a scene: ${suppressed.sceneWords}). Shown without chance (bandit): ${suppressed.withoutChance}.
- Prompts: ${promptVersion}, from the scene as it stood; ${suppressed.scenesWithheld} slates go without their scene because not everybody who may have written it allows this use.
- Reward: ${reward.name} v${reward.version}. ${reward.meaning}
- Pictures: ${pictures}. The raw log stays on the server; \`heads.json\` names its end.`
}

function uses({ purpose }: ExportManifest): string {
	const { allowed, not } = TERMS[purpose]
	return `## Uses
Preference optimisation, reward models, off-policy evaluation, study of critique. Allowed: ${allowed} Not allowed: ${not} Not fit for: judging people; films unlike this one, without new data; saying what people never shown a suggestion would have done.`
}

function distribution({ purpose }: ExportManifest): string {
	return `## Distribution
As a folder with SHA256SUMS, for the purpose \`${purpose}\`, under LICENSE-TERMS.md.`
}

function maintenance({ cursor, consentChanges, createdAt }: ExportManifest): string {
	return `## Maintenance
Made ${createdAt}; ends at cursor \`${cursor.through}\`.${
		cursor.since === null
			? ''
			: ` Holds what changed since \`${cursor.since}\`; ${consentChanges} answers about consent changed in between${consentChanges > 0 ? ', so earlier exports should be made anew' : ''}.`
	} Consents and erasures after that are not in it: make a new export before training again.
`
}

function listed(counts: Readonly<Record<string, number>>): string {
	const entries = Object.entries(counts).sort((a, b) => b[1] - a[1])
	return entries.length === 0 ? 'none' : entries.map(([name, n]) => `${name} ${n}`).join(', ')
}

function day(ms: number | null): string {
	return ms === null ? 'no day' : new Date(ms).toISOString().slice(0, 10)
}
