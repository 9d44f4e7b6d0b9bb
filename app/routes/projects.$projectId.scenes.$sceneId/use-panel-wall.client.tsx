/** What panels on the wall show besides their own record, from the model and the people here. */
import { type ReactNode, useMemo } from 'react'
import { computed } from 'tldraw'
import type { BoardModel } from '#app/features/board/board-model.ts'
import { BackdropUnder } from '#app/features/board/marks/backdrop-under.tsx'
import { ScriptNewsMark } from '#app/features/board/script-news-tray.tsx'
import { layersOf } from '#app/features/canvas/marks/board-layers.ts'
import type { PanelWall } from '#app/features/canvas/panel-wall.tsx'
import { PeopleOnPanel, Writers } from '#app/features/presence/people.tsx'
import type { PeopleHere } from '#app/features/presence/people-signal.ts'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'

export function usePanelWall(
	room: RoomConnection,
	model: BoardModel,
	people: PeopleHere,
	marks: Record<'news' | 'review', (panelId: string) => ReactNode>,
): PanelWall {
	const { news, review } = marks
	return useMemo(
		() => ({
			numbers: model.numbers,
			nextNumbers: model.nextNumbers,
			onPreview: (indexes) => void model.preview.set(indexes),
			shots: model.shots,
			alternates: model.alternates,
			frameRate: model.frameRate,
			currentId: model.currentId,
			captionOpenId: computed('caption open', () => model.caption.get()?.panelId ?? null),
			fromSuggestion: model.fromSuggestion,
			wordsByModel: model.wordsByModel,
			withSuggestion: model.withSuggestion,
			withScriptNews: computed('with script news', () => new Set(model.scriptNews.get().keys())),
			damaged: damagedByPanel(room),
			canEdit: room.canWrite,
			onOpenCaption: (panelId, field) => {
				model.setCurrent(panelId)
				model.caption.set({ panelId, field })
			},
			renderUnder: (panelId) => <BackdropUnder {...{ model, layersOf, panelId }} />,
			renderPeople: (panelId) => (
				<>
					{news(panelId)}
					<PeopleOnPanel {...{ people, panelId }} />
				</>
			),
			renderReview: (panelId) => (
				<>
					<ScriptNewsMark {...{ model, panelId }} />
					{review(panelId)}
				</>
			),
			renderWriters: (panelId) => <Writers {...{ people }} recordId={panelId} />,
		}),
		[room, model, people, news, review],
	)
}

/** Panel id -> how many of its shapes cannot be shown. */
export function damagedByPanel(room: RoomConnection) {
	return computed('damaged by panel', () => {
		const counts = new Map<string, number>()
		for (const id of room.damaged.get().keys()) {
			const panelId = panelOf(room, id)
			if (panelId) counts.set(panelId, (counts.get(panelId) ?? 0) + 1)
		}
		return counts
	})
}

const MAX_DEPTH = 20

function panelOf(room: RoomConnection, id: string): string | null {
	let record = room.records.get(id)
	for (let depth = 0; record?.typeName === 'shape' && depth < MAX_DEPTH; depth++) {
		if (record.type === 'panel') return record.id
		record = room.records.get(record.parentId)
	}
	return null
}
