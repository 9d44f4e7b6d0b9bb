/**
 * What a new draft would change, line by line, for a person to read before anything is written: added,
 * changed (with the words as they were), moved, cut. Lines that stay are counted (SP70).
 */
import type { AlignedBlock, AlignedScene, Alignment, OldBlock, OldScript } from './align.ts'

export type DiffKind = 'added' | 'changed' | 'moved' | 'cut'
export interface DiffLine {
	kind: DiffKind
	/** The old line; null for a new one. One that was cut and comes back is added. */
	blockId: string | null
	type: string
	/** As it is now; '' for a new one. */
	before: string
	/** As it will be; '' for one that is cut. */
	after: string
}
export interface DiffScene {
	/** Null for what stands before the first scene. */
	heading: string | null
	isNew: boolean
	lines: DiffLine[]
}
export interface DraftDiff {
	counts: Record<DiffKind | 'kept', number>
	/** Scenes with something to say, in the draft's order. */
	scenes: DiffScene[]
	/** Headings of scenes the pages say nothing about; they stay as they are. */
	missing: string[]
	/** False = the film had no script yet. */
	hadScript: boolean
}

/** @param cut old scenes that this draft cuts whole (cut-scenes.ts) */
export function diffDraft(
	old: OldScript,
	alignment: Alignment,
	cut: ReadonlySet<string>,
): DraftDiff {
	const blocks = new Map<string, OldBlock>()
	for (const block of old.preamble) blocks.set(block.id, block)
	for (const scene of old.scenes) for (const block of scene.blocks) blocks.set(block.id, block)
	const counts: DraftDiff['counts'] = { added: 0, changed: 0, moved: 0, cut: 0, kept: 0 }
	const read = (aligned: readonly AlignedBlock[]) =>
		aligned.flatMap((block) => {
			const line = lineOf(block, blocks)
			counts[line?.kind ?? 'kept'] += 1
			return line ? [line] : []
		})
	const sceneOf = ({ oldId, scene, blocks: lines }: AlignedScene): DiffScene => ({
		heading: scene.heading,
		isNew: oldId === null,
		lines: read(lines),
	})
	// Pages with nothing before their first scene leave what stands there.
	const hasPreamble = alignment.preamble.some(({ kind }) => kind !== 'unmatched')
	const preamble = {
		...{ heading: null, isNew: false },
		lines: hasPreamble ? read(alignment.preamble) : [],
	}
	const missing = old.scenes.filter((scene) => alignment.unmatchedScenes.includes(scene.id))
	const gone = missing.filter((scene) => cut.has(scene.id))
	const scenes = [
		preamble,
		...alignment.scenes.map(sceneOf),
		...gone.map((scene) => ({
			...{ heading: scene.heading, isNew: false },
			lines: read(scene.blocks.map(({ id }) => ({ kind: 'unmatched', id }))),
		})),
	]
	return {
		counts,
		scenes: scenes.filter((scene) => scene.lines.length > 0),
		missing: missing.filter((scene) => !cut.has(scene.id)).map((scene) => scene.heading),
		hadScript: blocks.size > 0,
	}
}

function lineOf(aligned: AlignedBlock, blocks: ReadonlyMap<string, OldBlock>): DiffLine | null {
	if (aligned.kind === 'added') {
		const { type, text } = aligned.block
		return { kind: 'added', blockId: null, type, before: '', after: text }
	}
	const before = blocks.get(aligned.id)
	if (!before) return null
	if (before.isCut) {
		if (aligned.kind === 'unmatched') return null
		const { type, text } = aligned.block
		return { kind: 'added', blockId: aligned.id, type, before: '', after: text }
	}
	if (aligned.kind === 'kept') return null
	if (aligned.kind === 'unmatched')
		return { kind: 'cut', blockId: aligned.id, type: before.type, before: before.text, after: '' }
	const { type, text } = aligned.block
	const { kind, id } = aligned
	return { kind, blockId: id, type, before: before.text, after: text }
}
