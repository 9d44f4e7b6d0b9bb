/**
 * Keeps who is on which scene true on a page without a room: asks again every few seconds while the
 * page is looked at. A few bytes a person; a failed question leaves what was known.
 */
import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { SceneOnCard } from './scene-card.tsx'

const EVERY_MS = 5_000
const PeopleSchema = z.array(
	z.object({
		userId: z.string(),
		name: z.string(),
		color: z.string(),
		sceneId: z.string().nullable(),
		label: z.string().nullable(),
	}),
)
type People = z.infer<typeof PeopleSchema>

/** The scenes with who is there now. */
export function usePeopleNow(
	projectId: string,
	scenes: readonly SceneOnCard[],
): readonly SceneOnCard[] {
	const [people, setPeople] = useState<People | null>(null)
	useEffect(() => {
		const ask = async () => {
			if (document.visibilityState !== 'visible') return
			const answer = await window.fetch(`/api/v1/projects/${projectId}/people`).catch(() => null)
			const body: unknown = answer?.ok ? await answer.json().catch(() => null) : null
			const parsed = PeopleSchema.safeParse(body)
			if (parsed.success) setPeople(parsed.data)
		}
		const timer = setInterval(() => void ask(), EVERY_MS)
		return () => clearInterval(timer)
	}, [projectId])
	if (!people) return scenes
	return scenes.map((scene) => ({
		...scene,
		present: people.filter(({ sceneId }) => sceneId === scene.sceneId),
	}))
}
