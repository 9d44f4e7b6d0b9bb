/** How films, scenes and lengths are put into words on the pages around the board. */
import { formatClock } from '#core/board/timing.ts'

/** `1 panel`, `7 panels`. */
export function countOf(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`
}

/** `7 scenes, 64 panels, 3:42`; what there is none of is left out. */
export function filmFacts(film: {
	sceneCount: number
	panelCount: number
	durationFrames: number
	frameRate: number
}): string {
	const { sceneCount, panelCount } = film
	if (sceneCount === 0) return 'No scenes yet'
	return [countOf(sceneCount, 'scene', 'scenes'), ...panelFacts(panelCount, film)].join(', ')
}

/** `11 panels, 0:34`. */
export function sceneFacts(
	scene: { panelCount: number; durationFrames: number },
	frameRate: number,
) {
	return panelFacts(scene.panelCount, { ...scene, frameRate }).join(', ')
}

function panelFacts(
	count: number,
	length: { durationFrames: number; frameRate: number },
): string[] {
	const panels = countOf(count, 'panel', 'panels')
	if (length.durationFrames === 0) return [panels]
	return [panels, formatClock(length.durationFrames / length.frameRate)]
}

/** What a scene is called where its number already stands beside it. */
export function sceneTitle(scene: { heading: string }): string {
	return scene.heading || 'No heading yet'
}

/** `Noor is drawing`, `Noor and Mei are drawing`, `Noor and 2 others are drawing`. */
export function drawingNow(names: readonly string[]): string | null {
	const [first, second] = names
	if (!first) return null
	if (!second) return `${first} is drawing`
	if (names.length === 2) return `${first} and ${second} are drawing`
	return `${first} and ${names.length - 1} others are drawing`
}
