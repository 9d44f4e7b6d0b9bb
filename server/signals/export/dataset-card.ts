/** README.md: the dataset card, with the YAML front matter that dataset hosts read configs and features from. */
import type { Column, Columns, ColumnType } from '#core/signals/export/columns.ts'
import { CONFIGS, type ConfigName } from '#core/signals/export/configs.ts'
import { SPLITS } from '#core/signals/export/split.ts'
import type { ExportManifest } from './export-types.ts'
import { writtenConfigs } from './written-configs.ts'

/** Upper ends of the hosts' size classes, and their names. */
const SIZES: readonly (readonly [number, string])[] = [
	[1e3, 'n<1K'],
	[1e4, '1K<n<10K'],
	[1e5, '10K<n<100K'],
	[1e6, '100K<n<1M'],
	[1e7, '1M<n<10M'],
]

export function datasetCard(manifest: ExportManifest): string {
	return `${frontMatter(manifest)}\n${body(manifest)}`
}

function frontMatter(manifest: ExportManifest): string {
	const configs = writtenConfigs(manifest)
	const rows = configs.reduce((sum, config) => sum + (manifest.rows[config]?.rows ?? 0), 0)
	const size = SIZES.find(([most]) => rows < most)?.[1] ?? '10M<n<100M'
	const tags = ['human-feedback', 'preference', 'storyboard']
	if (manifest.pictures === 'bytes') tags.push('multimodal')
	if (manifest.project.isSynthetic) tags.push('synthetic')
	return [
		'---',
		'license: other',
		'license_name: terms-of-this-export',
		'license_link: LICENSE-TERMS.md',
		`pretty_name: ${JSON.stringify(titleOf(manifest))}`,
		'annotations_creators:',
		`- ${manifest.project.isSynthetic ? 'machine-generated' : 'expert-generated'}`,
		'task_categories:',
		'- text-generation',
		'- reinforcement-learning',
		`size_categories:\n- ${size}`,
		`tags:\n${tags.map((tag) => `- ${tag}`).join('\n')}`,
		`configs:\n${configs.map((config) => configYaml(manifest, config)).join('\n')}`,
		`dataset_info:\n${configs.map((config) => infoYaml(manifest, config)).join('\n')}`,
		'---',
	].join('\n')
}

export function titleOf({ project, purpose }: ExportManifest): string {
	return `${project.title}: decisions on suggestions (${purpose})`
}

/** Files of one format only, or every row would be loaded twice. */
function loadedFormat(manifest: ExportManifest) {
	return manifest.files.some(({ format }) => format === 'parquet') ? 'parquet' : 'jsonl'
}

function configYaml(manifest: ExportManifest, config: ConfigName): string {
	const format = loadedFormat(manifest)
	const files = manifest.files.filter((file) => file.config === config && file.format === format)
	const splits = SPLITS.filter((split) => files.some((file) => file.split === split))
	const paths = splits.map(
		(split) => `  - split: ${split}\n    path: data/${config}/${split}-*.${format}`,
	)
	const isDefault = config === writtenConfigs(manifest)[0] ? '\n  default: true' : ''
	return `- config_name: ${config}${isDefault}\n  data_files:\n${paths.join('\n')}`
}

function infoYaml(manifest: ExportManifest, config: ConfigName): string {
	const format = loadedFormat(manifest)
	const splits = SPLITS.flatMap((split) => {
		const files = manifest.files.filter(
			(file) => file.config === config && file.split === split && file.format === format,
		)
		if (files.length === 0) return []
		const sum = (key: 'rows' | 'bytes') => files.reduce((total, file) => total + file[key], 0)
		return [`  - name: ${split}\n    num_bytes: ${sum('bytes')}\n    num_examples: ${sum('rows')}`]
	})
	const isJson = format === 'jsonl'
	const features = featuresYaml(CONFIGS[config].columns, '  ', {
		asImage: manifest.pictures === 'bytes' && !isJson,
		isJson,
	})
	return `- config_name: ${config}\n  features:\n${features}\n  splits:\n${splits.join('\n')}`
}

interface Look {
	asImage: boolean
	isJson: boolean
}

function featuresYaml(columns: Columns, indent: string, look: Look): string {
	return Object.entries(columns)
		.map(([name, column]) => featureYaml(name, column, { ...look, indent }))
		.join('\n')
}

function featureYaml(name: string, { type }: Column, look: Look & { indent: string }): string {
	const { indent, asImage } = look
	const head = `${indent}- name: ${name}\n${indent}  `
	if (name === 'images' && asImage) return `${head}list: image`
	if (type.kind === 'struct')
		return `${head}struct:\n${featuresYaml(type.fields, `${indent}  `, look)}`
	if (type.kind !== 'list') return `${head}dtype: ${dtypeOf(type, look.isJson)}`
	if (type.of.kind === 'struct')
		return `${head}list:\n${featuresYaml(type.of.fields, `${indent}  `, look)}`
	return `${head}list: ${dtypeOf(type.of, look.isJson)}`
}

function dtypeOf({ kind }: ColumnType, isJson: boolean): string {
	if (kind === 'double') return 'float64'
	if (kind === 'float') return 'float32'
	if (kind === 'timestamp') return isJson ? 'string' : 'timestamp[ms]'
	if (kind === 'binary' || kind === 'fixed') return isJson ? 'string' : 'binary'
	return kind
}

function body(manifest: ExportManifest): string {
	const { project, log, seq, suppressed, ktoLabels, images } = manifest
	const configs = writtenConfigs(manifest)
	const share = ktoLabels.true + ktoLabels.false
	const lines = configs.map((config) => {
		const counts = manifest.rows[config]
		return `| ${config} | ${counts?.rows ?? 0} | ${counts?.people ?? 0} | ${CONFIGS[config].meaning} |`
	})
	return [
		`# ${titleOf(manifest)}`,
		project.isSynthetic
			? '**Made up.** A simulated crew filled this project; no person decided anything in it.'
			: '',
		`What directors were offered on a storyboard, with what chance, what they looked at, and what they made of it. Log rows ${seq.after + 1} to ${seq.through}; ${log.slates} slates, ${log.shown} suggestions shown, ${log.viewed} viewed.`,
		`| config | rows | people | holds |\n|---|---|---|---|\n${lines.join('\n')}`,
		configs.includes('kto') && share > 0
			? `Class ratio of kto: ${ktoLabels.true} true, ${ktoLabels.false} false. For desirable_weight × true ≈ undesirable_weight × false: desirable_weight 1, undesirable_weight ${(ktoLabels.true / Math.max(1, ktoLabels.false)).toFixed(3)}.`
			: '',
		`Pictures: ${pictureSentence(manifest.pictures, images)}`,
		`Left out: ${suppressed.consent.events} log rows and ${suppressed.consent.rounds} rounds in which somebody does not allow this use. \`manifest.json\` counts every reason.`,
		`To continue this export later: \`--since ${manifest.cursor.through}\`; then drop the rows whose \`meta.suggestion_id\` stands in the new \`superseded.jsonl\` and add the new ones.`,
		'`schemas/` describes every JSON line; `DATASHEET.md` how this came about; `LICENSE-TERMS.md` what it may be used for; `heads.json` lets `signals verify` show that the log was not changed since.',
	]
		.filter((part) => part !== '')
		.join('\n\n')
		.concat('\n')
}

function pictureSentence(mode: ExportManifest['pictures'], images: ExportManifest['images']) {
	if (mode === 'none') return 'none; `images` is empty.'
	if (mode === 'reference')
		return `by reference: ${images.references} content ids of scenes as they stood, with the panel; no bytes. Drop the \`images\` column before training on text.`
	return `${images.bytes} PNG as the panels stood when the suggestion was made; ${images.none} slates had nothing drawn, or may not show it.`
}
