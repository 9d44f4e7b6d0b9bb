/** Omitted shots among the rows of a shot list, each in its place of the story (N4). */
import type { OmittedShot } from '../board/number-lock.ts'
import type { ListedScene, ListRow } from './list-row.ts'

/** As slates and shot lists say it. */
export const OMITTED = 'OMITTED'

export type ListLine = { row: ListRow } | { omitted: OmittedShot; scene: ListedScene }

/**
 * Rows in story order with the omitted shots of their scenes between them: after the row of the panel
 * they stand behind. A scene of which no row is shown has no line.
 */
export function withOmitted(
	rows: readonly ListRow[],
	omitted: Readonly<Record<string, readonly OmittedShot[]>>,
): ListLine[] {
	const lines: ListLine[] = []
	for (const [place, row] of rows.entries()) {
		const { scene } = row
		const gone = omitted[scene.sceneId] ?? []
		const lineOf = (shot: OmittedShot): ListLine => ({ omitted: shot, scene })
		if (rows[place - 1]?.scene.sceneId !== scene.sceneId)
			lines.push(...gone.filter(({ afterId }) => afterId === null).map(lineOf))
		lines.push({ row })
		lines.push(
			...gone
				.filter(({ afterId }) => row.panels.some(({ panelId }) => panelId === afterId))
				.map(lineOf),
		)
	}
	return lines
}
