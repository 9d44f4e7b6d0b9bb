/**
 * Lays a new draft over the script that is already in a project. Lines that survive keep their
 * identity, so that panels keep their lines; nothing is taken out, what no new line answers to is
 * listed (docs/spec/screenplay.md SP21–SP26). Pure; import-screenplay.ts carries it out.
 */
import { type Comparisons, type Line, matchLines } from './match-lines.ts'
import { matchScenes, type SceneText } from './match-scenes.ts'
import type { ParsedScript, ScriptBlock, ScriptScene } from './script.ts'
import { normaliseLine } from './similarity.ts'

export type OldBlock = Pick<ScriptBlock, 'type' | 'text' | 'dual'> & {
	id: string
	/** Not in the newest draft: it answers only to what no standing line answers to. */
	isCut?: boolean
}
export interface OldScene {
	id: string
	number: string
	heading: string
	blocks: OldBlock[]
}
export interface OldScript {
	preamble: OldBlock[]
	scenes: OldScene[]
}

/** One line of the passage as it will stand: old lines in their order, new ones between them. */
export type AlignedBlock =
	| { kind: 'added'; block: ScriptBlock }
	| { kind: 'kept' | 'changed' | 'moved'; id: string; block: ScriptBlock }
	| { kind: 'unmatched'; id: string }
export interface AlignedScene {
	/** The old scene, or null for a new one. */
	oldId: string | null
	scene: ScriptScene
	blocks: AlignedBlock[]
}
export interface Alignment {
	preamble: AlignedBlock[]
	/** In the new draft's order. */
	scenes: AlignedScene[]
	/** Old scenes the new draft does not have. */
	unmatchedScenes: string[]
	/** How many times two lines were compared. */
	comparisons: number
}

/** Aligns a parsed draft with what a project holds. */
export function alignScripts(old: OldScript, next: ParsedScript): Alignment {
	const comparisons: Comparisons = { count: 0 }
	const pairs = matchScenes(old.scenes.map(oldText), next.scenes.map(newText))
	const scenes = next.scenes.map((scene, at): AlignedScene => {
		const before = old.scenes[pairs.get(at) ?? -1]
		return {
			oldId: before?.id ?? null,
			scene,
			blocks: alignBlocks(before?.blocks ?? [], scene.blocks, comparisons),
		}
	})
	const found = new Set(scenes.map((scene) => scene.oldId))
	return {
		preamble: alignBlocks(old.preamble, next.preamble, comparisons),
		scenes,
		unmatchedScenes: old.scenes.filter((scene) => !found.has(scene.id)).map((scene) => scene.id),
		comparisons: comparisons.count,
	}
}

function alignBlocks(
	old: readonly OldBlock[],
	next: readonly ScriptBlock[],
	comparisons: Comparisons,
): AlignedBlock[] {
	if (old.length === 0) return next.map((block) => ({ kind: 'added', block }))
	const { pairs, moved } = matchStandingFirst(old, next, comparisons)
	// The scene was found, so its heading is its heading however it was rewritten.
	const areHeadings = old[0]?.type === 'sceneHeading' && next[0]?.type === 'sceneHeading'
	const found = new Set(pairs.values())
	if (areHeadings && !pairs.has(0) && !found.has(0)) pairs.set(0, 0)
	found.add(pairs.get(0) ?? -1)
	const aligned: AlignedBlock[] = []
	let oldAt = 0
	const passUnmatched = (until: number) => {
		for (; oldAt < until; oldAt += 1) {
			const block = old[oldAt]
			if (block && !found.has(oldAt)) aligned.push({ kind: 'unmatched', id: block.id })
		}
	}
	for (const [newAt, block] of next.entries()) {
		const match = pairs.get(newAt)
		const before = match === undefined ? undefined : old[match]
		if (match === undefined || !before) {
			aligned.push({ kind: 'added', block })
			continue
		}
		if (!moved.has(newAt)) passUnmatched(match + 1)
		const kind = moved.has(newAt) ? 'moved' : isSame(before, block) ? 'kept' : 'changed'
		aligned.push({ kind, id: before.id, block })
	}
	passUnmatched(old.length)
	return aligned
}

/** Cut lines stay in the script; without this one that says the same as a standing line would take its place. */
function matchStandingFirst(
	old: readonly OldBlock[],
	next: readonly ScriptBlock[],
	comparisons: Comparisons,
): ReturnType<typeof matchLines> {
	const standing = [...old.keys()].filter((at) => old[at]?.isCut !== true)
	const cut = [...old.keys()].filter((at) => old[at]?.isCut === true)
	const match = (oldAts: readonly number[], newAts: readonly number[]) => {
		const lines = (of: readonly (OldBlock | ScriptBlock)[], ats: readonly number[]) =>
			ats.flatMap((at) => (of[at] ? [asLine(of[at])] : []))
		const found = matchLines(lines(old, oldAts), lines(next, newAts), comparisons)
		return [...found.pairs].map(([newAt, oldAt]) => ({
			newAt: newAts[newAt] ?? -1,
			oldAt: oldAts[oldAt] ?? -1,
			isMoved: found.moved.has(newAt),
		}))
	}
	const first = match(standing, [...next.keys()])
	const pairs = new Map(first.map(({ newAt, oldAt }) => [newAt, oldAt]))
	const moved = new Set(first.filter(({ isMoved }) => isMoved).map(({ newAt }) => newAt))
	if (cut.length === 0) return { pairs, moved }
	const left = [...next.keys()].filter((at) => !pairs.has(at))
	for (const { newAt, oldAt, isMoved } of match(cut, left)) {
		const isOutOfOrder = [...pairs].some(
			([otherNew, otherOld]) => !moved.has(otherNew) && otherNew < newAt !== otherOld < oldAt,
		)
		pairs.set(newAt, oldAt)
		if (isMoved || isOutOfOrder) moved.add(newAt)
	}
	return { pairs, moved }
}

function asLine(block: Pick<ScriptBlock, 'type' | 'text'>): Line {
	const words = normaliseLine(block.text)
	return { key: `${block.type} ${words}`, kind: block.type, words }
}

function isSame(old: OldBlock, next: ScriptBlock): boolean {
	return old.text === next.text && old.type === next.type && old.dual === next.dual
}

function oldText(scene: OldScene): SceneText {
	return { number: scene.number, heading: scene.heading, lines: linesOf(scene.blocks) }
}

function newText(scene: ScriptScene): SceneText {
	return { number: scene.number, heading: scene.heading, lines: linesOf(scene.blocks) }
}

function linesOf(blocks: readonly Pick<ScriptBlock, 'type' | 'text'>[]): string[] {
	return blocks
		.filter((block) => block.type !== 'sceneHeading')
		.map((block) => normaliseLine(block.text))
}
