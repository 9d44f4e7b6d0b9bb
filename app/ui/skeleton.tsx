/** Where something will stand once it is loaded, at its real size, so that nothing jumps. */
import styles from './skeleton.module.css'

export function Skeleton(props: {
	width?: number | string
	height?: number | string
	/** Width ÷ height, instead of a height. */
	aspect?: number
}) {
	const { width = '100%', height, aspect } = props
	return (
		<div className={styles.skeleton} style={{ width, height, aspectRatio: aspect }} aria-hidden />
	)
}
