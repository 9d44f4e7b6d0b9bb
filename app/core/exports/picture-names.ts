/** Names of panel pictures in a ZIP: `012A_01.png`, sorted by any file list as the story goes. */
import type { ListedPanel, ListedScene } from '../shot-list/list-row.ts'

/** One name per panel, in order; no two alike. */
export function pictureNames(
	scenes: readonly (ListedScene & { panels: readonly ListedPanel[] })[],
): { panel: ListedPanel; name: string }[] {
	const taken = new Set<string>()
	return scenes.flatMap((scene) => {
		const counts = new Map<string, number>()
		return scene.panels.map((panel) => {
			const shot = shotName(panel.number, scene.number)
			const count = (counts.get(shot) ?? 0) + 1
			counts.set(shot, count)
			const base = `${shot}_${String(count).padStart(2, '0')}`
			let name = base
			for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}-${n}`
			taken.add(name.toLowerCase())
			return { panel, name: `${name}.png` }
		})
	})
}

/** `12A-3` -> `012A`; a number that says nothing of its scene gets the scene before it. */
function shotName(panelNumber: string, sceneNumber: string): string {
	const shot = panelNumber.replace(/-\d+$/, '')
	const isOfScene = sceneNumber !== '' && shot.toLowerCase().startsWith(sceneNumber.toLowerCase())
	const whole = isOfScene ? shot : `${sceneNumber}_${shot}`
	const safe =
		whole
			.normalize('NFKD')
			.replace(/[^\w-]+/g, '-')
			.replace(/^-+|-+$/g, '') || '0'
	return safe.replace(/^\d+/, (digits) => digits.padStart(3, '0'))
}
