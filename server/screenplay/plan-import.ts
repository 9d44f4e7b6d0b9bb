/**
 * Turns an alignment into the records to write, in order: each scene, then its lines. New places are
 * found between the old ones, so nothing that stands is moved or taken out (docs/spec/screenplay.md
 * SP25). Writes nothing itself.
 */
import { sceneIdOf } from '#core/board/project-projection.ts'
import type { SceneRecord, ScriptBlockRecord } from '#core/board/project-records.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import type { AlignedBlock, AlignedScene, Alignment } from '#core/screenplay/align.ts'
import { cutScenes } from '#core/screenplay/cut-scenes.ts'
import type { ScriptBlock } from '#core/screenplay/script.ts'
import type { ImportedScene, ImportReport } from './import-report.ts'
import { placeLines } from './place-lines.ts'
import { planScenes } from './plan-scenes.ts'
import type { ProjectScript } from './project-script.ts'

type ScriptRecord = SceneRecord | ScriptBlockRecord
/** A record as it should stand and as it stood when read; of an old one only what differs is written. */
export interface PlannedRecord {
	record: ScriptRecord
	before: ScriptRecord | null
}
export interface ImportPlan {
	/** In writing order: a scene comes before its lines. */
	records: PlannedRecord[]
	report: Pick<ImportReport, 'scenes' | 'blocks' | 'unmatched'>
	/** Printed numbers of scenes in the trash that the draft speaks of. */
	inTrash: string[]
}

/** Facts that an import writes into a block's meta; others in there are not its own. */
const OWN_META: readonly string[] = [
	'forced',
	'emphasis',
	'sceneNumber',
	'key',
	'depth',
	'part',
	'inline',
	'boneyard',
	'column',
	'row',
	'notInDraft',
	...['fdxType', 'fdxColor', 'fdxLength', 'fdxPage', 'fdxTitle', 'arcBeats'],
	...['author', 'date', 'name', 'noteType', 'revision', 'was', 'cutIn'],
]
/** Most letters that are kept of a line as it was. */
const MAX_WAS = 2000

interface Planning {
	script: ProjectScript
	random: Random
	records: PlannedRecord[]
	/** The revision that what changes is marked with; 0 = none, the first draft. */
	revision: number
	blocks: ImportReport['blocks']
	unmatched: ImportReport['unmatched']
	/** The last place among all blocks: lines of new scenes go behind it. */
	last: string | undefined
}

/** Plans the writing of an aligned draft over a project's script. */
export function planImport(
	script: ProjectScript,
	alignment: Alignment,
	{ random, revision }: { random: Random; revision: number },
): ImportPlan {
	const planning: Planning = {
		...{ script, random, revision, records: [], unmatched: [], last: undefined },
		blocks: { added: 0, changed: 0, kept: 0 },
	}
	for (const { index } of script.blocks.values()) keepLast(planning, index)
	const { placed, added, pinned, numbers } = planScenes(script.scenes, alignment.scenes, random)
	for (const [before, record] of pinned) planning.records.push({ before, record })
	const hasPreamble = alignment.preamble.some((block) => block.kind !== 'unmatched')
	if (hasPreamble) planBlocks(planning, null, alignment.preamble)
	const scenes = placed.flatMap((scene, at): ImportedScene[] => {
		const aligned = alignment.scenes[at]
		if (!aligned) return []
		const isNew = added.has(scene.id)
		const heading = isNew ? scene.heading : headingFor(planning, scene, aligned)
		if (isNew) planning.records.push({ before: null, record: scene })
		else if (heading !== scene.heading)
			planning.records.push({ before: scene, record: { ...scene, heading } })
		planBlocks(planning, scene, aligned.blocks)
		const number = numbers.get(scene.id) ?? ''
		return [
			{
				sceneId: sceneIdOf(scene.id),
				number,
				heading,
				isNew,
				blockCount: aligned.scene.blocks.length,
			},
		]
	})
	listUnmatchedScenes(planning, alignment.unmatchedScenes)
	const gone = cutScenes(script.old, alignment.unmatchedScenes, script.inTrash)
	for (const block of script.blocks.values())
		if (block.sceneId !== null && gone.has(block.sceneId)) markCut(planning, block)
	const { records, blocks, unmatched } = planning
	const trashed = placed.filter((scene) => scene.trashedAt !== null)
	const inTrash = trashed.map((scene) => numbers.get(scene.id) || scene.heading)
	return { records, report: { scenes, blocks, unmatched }, inTrash }
}

function keepLast(planning: Planning, index: string): void {
	if (planning.last === undefined || index > planning.last) planning.last = index
}

/** A heading nobody changed by hand follows the draft. */
function headingFor(planning: Planning, scene: SceneRecord, aligned: AlignedScene): string {
	const line = aligned.blocks.find(
		(block) => block.kind === 'changed' && block.block.type === 'sceneHeading',
	)
	const old = line?.kind === 'changed' ? planning.script.blocks.get(line.id) : undefined
	return old?.text === scene.heading ? aligned.scene.heading : scene.heading
}

function planBlocks(
	planning: Planning,
	scene: SceneRecord | null,
	aligned: readonly AlignedBlock[],
): void {
	const { script } = planning
	const places = placeLines(aligned, (id) => script.blocks.get(id)?.index, planning.last)
	for (const [at, block] of aligned.entries()) {
		const before = block.kind === 'added' ? undefined : script.blocks.get(block.id)
		if (block.kind === 'unmatched') {
			if (before) planUnmatched(planning, before)
			continue
		}
		const index = places[at] ?? before?.index ?? planning.last ?? 'a1'
		keepLast(planning, index)
		if (before) planChange(planning, before, { ...block.block, index })
		else planNew(planning, scene, { ...block.block, index })
	}
}

type PlacedBlock = ScriptBlock & { index: string }

function planNew(planning: Planning, scene: SceneRecord | null, placed: PlacedBlock): void {
	const { type, text, dual, index } = placed
	const { revision } = planning
	const meta = revision > 0 ? { ...placed.meta, revision } : placed.meta
	const record: ScriptBlockRecord = {
		...{ id: `script_block:${createId(planning.random)}`, typeName: 'script_block' },
		...{ sceneId: scene?.id ?? null, index, type, text, dual, meta },
	}
	planning.blocks.added += 1
	planning.records.push({ before: null, record })
}

function planChange(planning: Planning, before: ScriptBlockRecord, placed: PlacedBlock): void {
	const { type, text, dual, index } = placed
	const others = Object.entries(before.meta).filter(([key]) => !OWN_META.includes(key))
	const isReworded = text !== before.text || type !== before.type || dual !== before.dual
	const isChanged = isReworded || index !== before.index
	const meta = {
		...Object.fromEntries(others),
		...placed.meta,
		...marksOf(planning, before, { isReworded, isMoved: index !== before.index }),
	}
	planning.blocks[isChanged ? 'changed' : 'kept'] += 1
	planning.records.push({ before, record: { ...before, type, text, dual, index, meta } })
}

/** Which revision changed the line, and its words as they were; a line that stays keeps its marks. */
function marksOf(
	{ revision }: Planning,
	before: ScriptBlockRecord,
	change: { isReworded: boolean; isMoved: boolean },
): ScriptBlockRecord['meta'] {
	if (revision > 0 && change.isReworded) return { revision, was: before.text.slice(0, MAX_WAS) }
	if (revision > 0 && (change.isMoved || before.meta.notInDraft === true)) return { revision }
	const { revision: own, was } = before.meta
	return { ...(own === undefined ? {} : { revision: own }), ...(was === undefined ? {} : { was }) }
}

/** Stays where it is, marked and listed. */
function planUnmatched(planning: Planning, before: ScriptBlockRecord): void {
	listUnmatched(planning, before)
	markCut(planning, before)
}

function markCut(planning: Planning, before: ScriptBlockRecord): void {
	const cutIn = before.meta.cutIn ?? planning.revision
	planning.records.push({
		before,
		record: { ...before, meta: { ...before.meta, notInDraft: true, cutIn } },
	})
}

/** A scene the draft does not have is listed once. */
function listUnmatchedScenes(planning: Planning, sceneIds: readonly string[]): void {
	const firsts = new Map<string | null, ScriptBlockRecord>()
	for (const block of planning.script.blocks.values()) {
		const first = firsts.get(block.sceneId)
		if (!first || block.index < first.index) firsts.set(block.sceneId, block)
	}
	for (const sceneId of sceneIds) {
		const first = firsts.get(sceneId)
		if (first) listUnmatched(planning, first)
	}
}

function listUnmatched(planning: Planning, { id, sceneId, type, text }: ScriptBlockRecord): void {
	planning.unmatched.push({ sceneId: sceneId && sceneIdOf(sceneId), blockId: id, type, text })
}
