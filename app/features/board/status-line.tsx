/** The line at the bottom: who is here, the tool in hand, four keys, and how the picture is measured. */

import { type Editor, useValue } from 'tldraw'
import { Kbd } from '#app/ui/kbd.tsx'
import { WALL_ZOOM } from '#core/canvas/layout.ts'
import type { BoardModel } from './board-model.ts'
import type { BrushKit } from './brushes/brush-kit.ts'
import { toolInHand } from './rail-tools.ts'
import styles from './status-line.module.css'

const KEYS = [
	{ key: 'N', what: 'next panel', draws: true },
	{ key: 'D', what: 'duplicate', draws: true },
	{ key: '.', what: 'suggestion', draws: false },
	{ key: '?', what: 'all keys', draws: false },
]

export function StatusLine(props: {
	editor: Editor | null
	kit: BrushKit | null
	model: BoardModel
	here: number
	canEdit: boolean
	/** What undo kept or could not do, and why. */
	news: string
	onKeys: () => void
}) {
	const { editor, kit, model, here, canEdit, news } = props
	const settings = useValue('settings', () => model.settings.get(), [model])
	const tool = useValue('tool', () => (editor && kit ? toolWords(editor, kit) : ''), [editor, kit])
	const zoom = useValue(
		'zoom',
		() => Math.round(((editor?.getZoomLevel() ?? WALL_ZOOM) / WALL_ZOOM) * 100),
		[editor],
	)
	return (
		<footer className={styles.status}>
			<span>{here > 1 ? `${here} here, live` : 'Only you here'}</span>
			<span className={styles.news} role="status">
				{news}
			</span>
			<span>{canEdit ? tool : 'You can look, not draw'}</span>
			<span className={styles.keys}>
				{KEYS.filter(({ draws }) => canEdit || !draws).map(({ key, what }) => (
					<button
						key={key}
						type="button"
						className={styles.hint}
						onClick={key === '?' ? props.onKeys : undefined}
						tabIndex={key === '?' ? 0 : -1}
					>
						<Kbd>{key}</Kbd> {what}
					</button>
				))}
			</span>
			<span>{settings.aspectRatio} : 1</span>
			<span>{settings.frameRate} fps</span>
			<span>{zoom} %</span>
		</footer>
	)
}

/** `Pencil 3 px`. */
function toolWords(editor: Editor, kit: BrushKit): string {
	const tool = toolInHand(editor, kit)
	if (!tool?.brush) return tool?.label ?? ''
	return `${tool.label} ${kit.styles.get()[tool.brush].width} px`
}
