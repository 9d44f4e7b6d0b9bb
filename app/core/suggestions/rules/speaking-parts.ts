/** Who has enough to say in a scene to be covered: four speeches or more, seen and not only heard. */
import type { SceneView } from '../scene-view.ts'

export const SPEECHES = 4

export function speakingParts(
	view: Pick<SceneView, 'speeches'>,
): { character: string; count: number }[] {
	const counts = new Map<string, number>()
	for (const { character, isUnseen } of view.speeches)
		if (!isUnseen) counts.set(character, (counts.get(character) ?? 0) + 1)
	return [...counts]
		.filter(([, count]) => count >= SPEECHES)
		.map(([character, count]) => ({ character, count }))
}
