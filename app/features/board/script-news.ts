/** What newer pages did to the lines of this board's panels, and what a hand does about it. */
import { computed, react, type Signal, type TLStore } from 'tldraw'
import { type PanelNews, readPanelNews } from '#core/screenplay/panel-news.ts'
import type { BoardModel } from './board-model.ts'
import { getPanel, recordsOfType } from './board-records.ts'
import type { BoardHand } from './panel-actions.ts'

/** Follows until the returned function is called. All lines of the film count: a line may stand in another scene now. */
export function followScriptNews(
	model: BoardModel,
	project: TLStore,
	isReady: Signal<boolean>,
): () => void {
	const blocks = recordsOfType(project, 'script_block')
	const panels: Signal<string> = computed('lines of all panels', () =>
		JSON.stringify(
			model.panels.get().map(({ id, props, meta }) => ({
				id,
				scriptBlockIds: props.scriptBlockIds,
				seen: Number(meta.scriptSeen ?? 0),
			})),
		),
	)
	return react('script news', () =>
		// Before the film's script is here, no line of it is cut.
		model.scriptNews.set(
			isReady.get() ? readPanelNews(JSON.parse(panels.get()), blocks.get()) : new Map(),
		),
	)
}

/** Somebody looked at what the new pages say: the mark goes, for everybody. */
export function markLookedAt(hand: BoardHand, panelId: string, news: PanelNews): void {
	const panel = getPanel(hand.model.store, panelId)
	if (!panel || hand.editor.getIsReadonly()) return
	hand.editor.markHistoryStoppingPoint('looked at the script')
	const meta = { ...panel.meta, scriptSeen: news.revision }
	hand.editor.updateShape({ id: panel.id, type: 'panel', meta })
}

/** A panel whose lines were cut stays in the story by itself. */
export function keepWithoutLines(hand: BoardHand, panelId: string): void {
	const panel = getPanel(hand.model.store, panelId)
	if (!panel || hand.editor.getIsReadonly()) return
	hand.editor.markHistoryStoppingPoint('keep without lines')
	hand.editor.updateShape({ id: panel.id, type: 'panel', props: { scriptBlockIds: [] } })
}
