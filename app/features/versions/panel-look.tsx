/** One panel as it was, drawn by the same pure renderer as everywhere else; with its words below. */
import { useEffect, useState } from 'react'
import { renderPanelSvg } from '#core/canvas/panel-svg.ts'
import type { SeenPanel } from './read-part.ts'
import styles from './versions.module.css'

export interface PictureSources {
	/** Where a picture's bytes are. */
	source: (assetId: string) => string | null
	/** Reads them as a data URL; null when they cannot be had. */
	read: (src: string) => Promise<string | null>
}

export function PanelLook(props: { seen: SeenPanel; sources: PictureSources; label: string }) {
	const url = useLook(props.seen, props.sources)
	const { w, h } = props.seen.panel.props
	return (
		<div className={styles.paper} style={{ aspectRatio: `${w} / ${h}` }}>
			{url ? <img src={url} alt={props.label} draggable={false} /> : null}
		</div>
	)
}

export function PanelWords({ seen }: { seen: SeenPanel }) {
	const { action, dialogue } = seen.panel.props
	return (
		<p className={styles.words}>
			{action}
			{action && dialogue ? <br /> : null}
			{dialogue ? <i>{dialogue}</i> : null}
		</p>
	)
}

/** An object URL of the picture while it is shown. */
function useLook({ panel, shapes }: SeenPanel, sources: PictureSources): string | null {
	const [url, setUrl] = useState<string | null>(null)
	useEffect(() => {
		let made: string | null = null
		let isGone = false
		const draw = async () => {
			const hrefs = new Map<string, string | null>()
			for (const shape of shapes) {
				const assetId = 'assetId' in shape.props ? shape.props.assetId : null
				const src = typeof assetId === 'string' ? sources.source(assetId) : null
				if (typeof assetId === 'string' && src) hrefs.set(assetId, await sources.read(src))
			}
			if (isGone) return
			const svg = renderPanelSvg({
				panel: { id: panel.id, w: panel.props.w, h: panel.props.h },
				shapes,
				imageHref: (assetId) => hrefs.get(assetId) ?? null,
			})
			made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
			setUrl(made)
		}
		void draw()
		return () => {
			isGone = true
			if (made) URL.revokeObjectURL(made)
		}
	}, [panel, shapes, sources])
	return url
}
