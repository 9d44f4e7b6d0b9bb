/** croissant.json: Croissant 1.1 metadata (MLCommons), fields and conditions of use included. */
import type { Column, Columns, ColumnType } from '#core/signals/export/columns.ts'
import { CONFIGS, type ConfigName } from '#core/signals/export/configs.ts'
import { titleOf } from './dataset-card.ts'
import type { ExportManifest } from './export-types.ts'
import { TERMS } from './terms.ts'
import { writtenConfigs } from './written-configs.ts'

/** Terms of the Croissant vocabulary that are short names here. */
const TERM_NAMES = [
	...['citeAs', 'column', 'equivalentProperty', 'extract', 'field', 'fileProperty', 'fileObject'],
	...['fileSet', 'format', 'includes', 'isLiveDataset', 'jsonPath', 'key', 'md5', 'parentField'],
	...['path', 'recordSet', 'references', 'regex', 'repeated', 'replace', 'separator', 'source'],
	...['subField', 'transform', 'isArray', 'arrayShape', 'containedIn', 'samplingRate'],
]
const CONTEXT = {
	'@language': 'en',
	'@vocab': 'https://schema.org/',
	...Object.fromEntries(TERM_NAMES.map((name) => [name, `cr:${name}`])),
	conformsTo: 'dct:conformsTo',
	cr: 'http://mlcommons.org/croissant/',
	data: { '@id': 'cr:data', '@type': '@json' },
	dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
	dct: 'http://purl.org/dc/terms/',
	examples: { '@id': 'cr:examples', '@type': '@json' },
	odrl: 'http://www.w3.org/ns/odrl/2/',
	prov: 'http://www.w3.org/ns/prov#',
	rai: 'http://mlcommons.org/croissant/RAI/',
	sc: 'https://schema.org/',
}
/** As the specification's own data sets and its reader name them. */
const MEDIA = { parquet: 'application/x-parquet', jsonl: 'application/jsonlines' } as const

export function croissantOf(manifest: ExportManifest) {
	const { project, createdAt, purpose, files, log } = manifest
	return {
		'@context': CONTEXT,
		'@type': 'sc:Dataset',
		conformsTo: 'http://mlcommons.org/croissant/1.1',
		name: `dailies-${project.projectId}-${purpose}`.replace(/[^\w-]+/g, '-'),
		description: `${titleOf(manifest)}. ${log.slates} slates, ${log.viewed} viewed suggestions, ${log.people} people.${project.isSynthetic ? ' Made up: a simulated crew.' : ''}`,
		license: 'LICENSE-TERMS.md',
		url: 'README.md',
		creator: { '@type': 'sc:Organization', name: `The crew of ${project.title}` },
		datePublished: createdAt.slice(0, 10),
		version: '1.0.0',
		isLiveDataset: false,
		usageInfo: usageOf(manifest),
		'prov:wasDerivedFrom': {
			'@id': `urn:dailies:log:${project.projectId}#${manifest.cursor.through}`,
		},
		'rai:dataCollection':
			'By-product of storyboarding; slates drawn at random with logged chances.',
		'rai:personalSensitiveInformation': 'Keyed pseudonyms, roles, and words people wrote.',
		'rai:dataLimitations': 'One film and its crew; unviewed suggestions have no label.',
		distribution: [
			...files.map(({ name, sha256, bytes, format }) => ({
				'@type': 'cr:FileObject',
				'@id': name,
				name,
				contentUrl: name,
				contentSize: `${bytes} B`,
				encodingFormat: MEDIA[format],
				sha256,
			})),
			...writtenConfigs(manifest).map((config) => fileSet(manifest, config)),
		],
		recordSet: writtenConfigs(manifest).map(recordSet),
	}
}

function usageOf({ purpose }: ExportManifest) {
	const { allowed, not } = TERMS[purpose]
	return {
		'@type': 'odrl:Offer',
		'@id': `urn:dailies:terms:${purpose}`,
		'odrl:permission': [
			{
				'odrl:action': { '@id': 'odrl:use' },
				'odrl:constraint': [
					{
						'odrl:leftOperand': { '@id': 'odrl:purpose' },
						'odrl:operator': { '@id': 'odrl:eq' },
						'odrl:rightOperand': purpose,
					},
				],
				description: allowed,
			},
		],
		'odrl:prohibition': [{ 'odrl:action': { '@id': 'odrl:distribute' }, description: not }].slice(
			0,
			purpose === 'public_release' ? 0 : 1,
		),
	}
}

function fileSet({ files }: ExportManifest, config: ConfigName) {
	const format = files.some((file) => file.format === 'parquet') ? 'parquet' : 'jsonl'
	return {
		'@type': 'cr:FileSet',
		'@id': `${config}-files`,
		name: `${config}-files`,
		encodingFormat: MEDIA[format],
		includes: `data/${config}/*.${format}`,
	}
}

function recordSet(config: ConfigName) {
	const { columns, meaning } = CONFIGS[config]
	return {
		'@type': 'cr:RecordSet',
		'@id': config,
		name: config,
		description: meaning,
		field: fields(columns, { parent: config, source: `${config}-files` }),
	}
}

function fields(columns: Columns, at: { parent: string; source: string }): object[] {
	return Object.entries(columns).map(([name, column]) => field(name, column, at))
}

/** Only a top field says where it comes from; those inside it follow. */
function field(name: string, column: Column, at: { parent: string; source: string }): object {
	const id = `${at.parent}/${name}`
	const { type, isList } = innermost(column.type)
	const isTop = !at.parent.includes('/')
	return {
		'@type': 'cr:Field',
		'@id': id,
		name,
		description: column.meaning,
		...(isList ? { isArray: true, arrayShape: '-1' } : {}),
		...(type.kind === 'struct'
			? { subField: fields(type.fields, { ...at, parent: id }) }
			: { dataType: dataTypeOf(type) }),
		...(isTop ? { source: { fileSet: { '@id': at.source }, extract: { column: name } } } : {}),
	}
}

function innermost(type: ColumnType): { type: ColumnType; isList: boolean } {
	return type.kind === 'list' ? { type: type.of, isList: true } : { type, isList: false }
}

function dataTypeOf({ kind }: ColumnType): string {
	if (kind === 'bool') return 'sc:Boolean'
	if (kind === 'int32' || kind === 'int64') return 'sc:Integer'
	if (kind === 'float' || kind === 'double') return 'sc:Float'
	return kind === 'timestamp' ? 'sc:DateTime' : 'sc:Text'
}
