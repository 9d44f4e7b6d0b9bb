/**
 * Which scene record each scene of a draft has, and what new ones are called. Old scenes keep their
 * place and their printed number (docs/spec/screenplay.md SP25, SP26).
 */
import { sortInStoryOrder } from '#core/board/order.ts'
import { numberScenes } from '#core/board/project-projection.ts'
import type { SceneRecord } from '#core/board/project-records.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import type { AlignedScene } from '#core/screenplay/align.ts'
import { placesBetween } from './place-lines.ts'

export interface PlannedScenes {
	/** One for each scene of the draft, in its order. */
	placed: SceneRecord[]
	/** Ids of those that are new. */
	added: Set<string>
	/** Old scenes whose counted number is now written down: [as it was, as it will be]. */
	pinned: [SceneRecord, SceneRecord][]
	/** Scene id -> printed number. */
	numbers: Map<string, string>
}

/** @param old scenes of the project in story order, those in the trash included */
export function planScenes(
	old: readonly SceneRecord[],
	aligned: readonly AlignedScene[],
	random: Random,
): PlannedScenes {
	const { placed, added } = placeScenes(old, aligned, random)
	const before = numberScenes(old)
	const fresh = placed.filter((scene) => added.has(scene.id))
	const all = sortInStoryOrder([...old, ...fresh])
	const after = numberScenes(all)
	const numberOf = (scene: SceneRecord) => before.get(scene.id) ?? ''
	const shifts = old.some(
		(scene) => scene.trashedAt === null && after.get(scene.id) !== numberOf(scene),
	)
	if (!shifts) return { placed, added, pinned: [], numbers: after }
	// Numbers counted from place would shift behind an inserted scene: they are written down as printed.
	const numbers = numberScenes(
		all.map((scene) => (added.has(scene.id) ? scene : { ...scene, number: numberOf(scene) })),
	)
	for (const scene of fresh) scene.number = numbers.get(scene.id) ?? scene.number
	const counted = old.filter((scene) => scene.number.trim() === '' && scene.trashedAt === null)
	return {
		placed,
		added,
		pinned: counted.map((scene) => [scene, { ...scene, number: numberOf(scene) }]),
		numbers,
	}
}

/**
 * The record a scene has, or a new one right after the scene before it in the draft. Pages that share
 * no scene with the film say nothing about a place in it, and go on after its last.
 */
function placeScenes(
	old: readonly SceneRecord[],
	aligned: readonly AlignedScene[],
	random: Random,
): Pick<PlannedScenes, 'placed' | 'added'> {
	const byId = new Map<string | null, SceneRecord>(old.map((scene) => [scene.id, scene]))
	const placed: SceneRecord[] = []
	const added = new Set<string>()
	const sharesAny = aligned.some((scene) => byId.has(scene.oldId))
	const start = sharesAny ? undefined : old.at(-1)?.index
	for (let at = 0; at < aligned.length; ) {
		const known = byId.get(aligned[at]?.oldId ?? null)
		if (known) {
			placed.push(known)
			at += 1
			continue
		}
		let end = at
		while (end < aligned.length && !byId.has(aligned[end]?.oldId ?? null)) end += 1
		const below = placed.at(-1)?.index ?? start
		const above = old.find((scene) => below === undefined || scene.index > below)?.index
		for (const index of placesBetween(below, above, end - at)) {
			const scene = newScene(createId(random), index, aligned[at])
			added.add(scene.id)
			placed.push(scene)
			at += 1
		}
	}
	return { placed, added }
}

function newScene(id: string, index: string, aligned: AlignedScene | undefined): SceneRecord {
	const { number = '', heading = '' } = aligned?.scene ?? {}
	return {
		id: `scene:${id}`,
		typeName: 'scene',
		index,
		number,
		heading,
		synopsis: '',
		trashedAt: null,
		meta: {},
	}
}
