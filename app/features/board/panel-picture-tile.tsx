/** A panel's picture on paper, as dialogs and the contact sheet show it. */
import { useRef } from 'react'
import type { Editor } from 'tldraw'
import { getPanel } from './board-records.ts'
import styles from './panel-picture-tile.module.css'
import type { PictureSource } from './picture-source.ts'
import { usePanelPicture } from './use-panel-picture.ts'

export function PanelPictureTile(props: {
	editor: Editor
	pictures: PictureSource
	panelId: string
	label?: string
}) {
	const { editor, pictures, panelId, label = '' } = props
	const place = useRef<HTMLSpanElement>(null)
	const url = usePanelPicture(editor, pictures, panelId, { place })
	const panel = getPanel(editor.store, panelId)
	const ratio = panel ? `${panel.props.w} / ${panel.props.h}` : '16 / 9'
	return (
		<span ref={place} className={styles.paper} style={{ aspectRatio: ratio }}>
			{url ? <img src={url} alt={label} draggable={false} /> : null}
		</span>
	)
}
