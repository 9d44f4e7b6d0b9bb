/** Makes what the server answers into what is looked at: a board as it was, one panel through time. */
import type { NumberingScheme } from '#core/board/numbering.ts'
import { isInStory } from '#core/board/story.ts'
import { cutBoard } from '#core/sync/board-parts.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { VersionsClient } from './ask-versions.ts'
import type { SeenBoard } from './board-at.tsx'
import type { Look } from './panel-through.tsx'
import { assetSource, numbersOf, readPart } from './read-part.ts'
import { versionName } from './version-words.ts'

/** The board as it stands now. */
export interface LiveBoard {
	records(): readonly DocRecord[]
	/** Reads a picture as a data URL; null when it cannot be had. */
	readPicture(src: string): Promise<string | null>
}
export interface PanelLookOf extends Look {
	versionId: string | null
	/** For restoring: the panel's part, and what the version holds beside its panels. */
	records: { part: readonly DocRecord[]; rest: readonly DocRecord[] }
}

export async function seeBoard(
	client: VersionsClient,
	live: LiveBoard,
	numbering: { sceneNumber: string; scheme: NumberingScheme },
	versionId: string,
): Promise<SeenBoard> {
	const version = await client.open(versionId)
	const hashes = version.panels.map(({ partHash }) => partHash)
	const parts = await client.parts(versionId, [version.restHash, ...hashes])
	const rest = parts.get(version.restHash) ?? []
	const seen = version.panels.flatMap(({ panelId, partHash }) => {
		const one = readPart(parts.get(partHash) ?? [], panelId)
		return one ? [{ panelId, seen: one }] : []
	})
	const numbers = numbersOf(
		seen.map((one) => one.seen.panel),
		rest,
		numbering,
	)
	const standing = seen.filter((one) => isInStory(one.seen.panel.props))
	return {
		version,
		panels: standing.map((one) => ({ ...one, number: numbers.get(one.panelId) ?? '' })),
		offWall: seen.length - standing.length,
		records: [...rest, ...hashes.flatMap((hash) => parts.get(hash) ?? [])],
		sources: sourcesOf(live, rest),
	}
}

/** Oldest first; the last is how it is now, if it is. */
export async function seePanel(
	client: VersionsClient,
	live: LiveBoard,
	panelId: string,
): Promise<PanelLookOf[]> {
	const looks: PanelLookOf[] = []
	for (const moment of await client.moments(panelId)) {
		const { versionId, sceneId, partHash, restHash } = moment
		const parts = await client.parts(versionId, [partHash, restHash], sceneId)
		const part = parts.get(partHash) ?? []
		const rest = parts.get(restHash) ?? []
		const seen = readPart(part, panelId)
		if (!seen) continue
		looks.push({
			...{ key: `${versionId} ${partHash}`, versionId, at: moment.at, seen },
			name: versionName(moment),
			sources: sourcesOf(live, rest),
			records: { part, rest },
		})
	}
	const now = cutBoard(live.records()).panels.find((one) => one.panelId === panelId)
	const seen = now && readPart(now.records, panelId)
	if (now && seen) {
		const records = { part: now.records, rest: [] }
		const sources = sourcesOf(live, [])
		looks.push({ key: 'now', versionId: null, at: null, name: 'Now', seen, sources, records })
	}
	return looks
}

/** Pictures of the version, else those of the board: sources are seldom taken away. */
function sourcesOf(live: LiveBoard, rest: readonly DocRecord[]) {
	const source = assetSource([...live.records(), ...rest])
	return { source, read: live.readPicture }
}
