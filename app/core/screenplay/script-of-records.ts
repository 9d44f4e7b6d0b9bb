/**
 * A film's script as its room holds it, in the order and form it is written out: title page, opening words,
 * then scene by scene. What the newest draft left out stays in the room and out of the pages (SP57).
 */
import { sortInStoryOrder } from '../board/order.ts'
import type { SceneRecord, ScriptBlockRecord } from '../board/project-records.ts'
import { UNTITLED_SCENE } from './script.ts'
import type { WritableBlock } from './write-fountain.ts'

/** @param scenes any order; those in the trash are left out with their lines */
export function scriptOfRecords(
	scenes: readonly SceneRecord[],
	blocks: readonly ScriptBlockRecord[],
): WritableBlock[] {
	const byScene = new Map<string | null, ScriptBlockRecord[]>()
	for (const block of sortInStoryOrder(blocks)) {
		if (block.meta.notInDraft === true) continue
		const own = byScene.get(block.sceneId)
		if (own) own.push(block)
		else byScene.set(block.sceneId, [block])
	}
	const inStory = sortInStoryOrder(scenes).filter((scene) => scene.trashedAt === null)
	return [
		...(byScene.get(null) ?? []).map(writable),
		...inStory.flatMap((scene) => blocksOfScene(scene, byScene.get(scene.id) ?? [])),
	]
}

/** A scene nobody wrote lines for is its heading; a printed number goes with the heading. */
function blocksOfScene(scene: SceneRecord, blocks: readonly ScriptBlockRecord[]): WritableBlock[] {
	const own = blocks.map(writable)
	const heading = own.find((block) => block.type === 'sceneHeading')
	const number = scene.number.trim()
	if (heading) {
		if (number !== '' && heading.meta.sceneNumber === undefined) heading.meta.sceneNumber = number
		return own
	}
	const text = scene.heading.trim()
	if (text === '' || (own.length > 0 && text === UNTITLED_SCENE)) return own
	const meta: WritableBlock['meta'] = number === '' ? {} : { sceneNumber: number }
	return [{ type: 'sceneHeading', text, dual: null, meta }, ...own]
}

/** Facts are plain values; whatever else stands in a block's `meta` is not the script's. */
function writable({ type, text, dual, meta }: ScriptBlockRecord): WritableBlock {
	const facts: WritableBlock['meta'] = {}
	for (const [key, value] of Object.entries(meta)) {
		if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
			facts[key] = value
	}
	return { type, text, dual, meta: facts }
}
