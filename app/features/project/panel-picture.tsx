/** A panel's real picture, drawn by the server from the board itself; paper until it is there. */
import { cx } from '#app/ui/cx.ts'
import styles from './panel-picture.module.css'

/** Where the server keeps a panel's picture; the address changes with the drawing. */
export function pictureSrc(picture: {
	sceneId: string
	panelId: string
	pictureHash: string
}): string {
	const panelId = picture.panelId.replace('shape:', '')
	return `/pictures/${picture.sceneId}/${panelId}/${picture.pictureHash}-480.png`
}

/** `src` null shows empty paper: a scene without a panel. */
export function PanelPicture(props: { src: string | null; aspect?: number; className?: string }) {
	const { src, aspect, className } = props
	return (
		<span
			className={cx(styles.paper, className)}
			style={aspect ? { aspectRatio: aspect } : undefined}
		>
			{src ? <img src={src} alt="" loading="lazy" decoding="async" draggable={false} /> : null}
		</span>
	)
}
