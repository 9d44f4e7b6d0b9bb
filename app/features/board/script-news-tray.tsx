/**
 * Under the script: panels whose lines new pages changed, and those whose lines were cut ("orphaned"). Nothing
 * goes by itself; each waits here until somebody says what becomes of it.
 */
import { useState } from 'react'
import { useValue } from 'tldraw'
import { Button } from '#app/ui/button.tsx'
import { LineChange } from '#app/ui/line-change.tsx'
import type { PanelNews } from '#core/screenplay/panel-news.ts'
import { revisionName } from '#core/screenplay/revision-colors.ts'
import type { BoardModel } from './board-model.ts'
import { type BoardHand, deletePanels, takeInHand } from './panel-actions.ts'
import styles from './script-news.module.css'
import { keepWithoutLines, markLookedAt } from './script-news.ts'

export function ScriptNewsTray(props: {
	model: BoardModel
	hand: BoardHand | null
	canEdit: boolean
}) {
	const { model, hand, canEdit } = props
	const news = useValue(model.scriptNews)
	const numbers = useValue(model.numbers)
	const [isOpen, setIsOpen] = useState(true)
	if (news.size === 0) return null
	const of = (kind: PanelNews['kind']) => [...news].filter(([, each]) => each.kind === kind)
	const changed = of('changed')
	const cut = of('cut')
	const row = ([panelId, each]: [string, PanelNews]) => (
		<li key={panelId} className={styles.entry}>
			<button
				type="button"
				className={styles.number}
				aria-label={`Show panel ${numbers.get(panelId) ?? ''}`}
				onClick={() => hand && takeInHand(hand, panelId)}
			>
				{numbers.get(panelId)}
			</button>
			<div className={styles.lines}>
				{each.lines.map(({ was, now }) => (
					<p key={was} dir="auto">
						<LineChange before={was} after={now} />
					</p>
				))}
				{canEdit && hand ? (
					<span className={styles.actions}>
						{each.kind === 'changed' ? (
							<Button size="small" onClick={() => markLookedAt(hand, panelId, each)}>
								Looked at
							</Button>
						) : (
							<>
								<Button size="small" onClick={() => keepWithoutLines(hand, panelId)}>
									Keep without lines
								</Button>
								<Button size="small" onClick={() => deletePanels(hand, [panelId])}>
									To the trash
								</Button>
							</>
						)}
					</span>
				) : null}
			</div>
		</li>
	)
	return (
		<section className={styles.tray} aria-label="New pages">
			<button
				type="button"
				className={styles.title}
				aria-expanded={isOpen}
				onClick={() => setIsOpen(!isOpen)}
			>
				{[
					changed.length > 0 ? `${changed.length} with changed lines` : '',
					cut.length > 0 ? `${cut.length} orphaned` : '',
				]
					.filter(Boolean)
					.join(', ')}
			</button>
			{isOpen ? (
				<div className={styles.lists}>
					{changed.length > 0 ? (
						<ul aria-label="Panels with changed lines">{changed.map(row)}</ul>
					) : null}
					{cut.length > 0 ? <ul aria-label="Orphaned panels">{cut.map(row)}</ul> : null}
				</div>
			) : null}
		</section>
	)
}

/** On the panel itself: its lines changed, or are cut. */
export function ScriptNewsMark({ model, panelId }: { model: BoardModel; panelId: string }) {
	const news = useValue('script news', () => model.scriptNews.get().get(panelId), [model, panelId])
	if (!news) return null
	const said = news.kind === 'cut' ? 'Lines cut' : `${revisionName(news.revision)}: lines changed`
	const was = news.lines.map(({ was, now }) => (now ? `${was} → ${now}` : was)).join('\n')
	return (
		<span className={styles.mark} title={was}>
			{said}
		</span>
	)
}
