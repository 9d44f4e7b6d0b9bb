/**
 * The board's places: top bar, tools, script lane, wall, tray, time strip, status line. Lane and tray
 * fold without moving the wall; below 1200 px the lane is an edge tab and the tray lies over the wall.
 */
import { FileText, Sparkles } from 'lucide-react'
import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import styles from './board-frame.module.css'

const NARROW_QUERY = '(max-width: 1199px)'

export interface BoardFolds {
	narrow: boolean
	laneOpen: boolean
	trayOpen: boolean
	setLaneOpen(open: boolean): void
	setTrayOpen(open: boolean): void
}

/** Which parts are open. On a wide screen both; on a narrow one neither, and one at a time. */
export function useBoardFolds(): BoardFolds {
	const narrow = useNarrow()
	const [wide, setWide] = useState({ lane: true, tray: true })
	const [over, setOver] = useState<'lane' | 'tray' | null>(null)
	return {
		narrow,
		laneOpen: narrow ? over === 'lane' : wide.lane,
		trayOpen: narrow ? over === 'tray' : wide.tray,
		setLaneOpen: (open) =>
			narrow ? setOver(open ? 'lane' : null) : setWide((now) => ({ ...now, lane: open })),
		setTrayOpen: (open) =>
			narrow ? setOver(open ? 'tray' : null) : setWide((now) => ({ ...now, tray: open })),
	}
}

export function BoardFrame(props: {
	folds: BoardFolds
	topbar: ReactNode
	banner?: ReactNode
	rail: ReactNode
	lane: ReactNode
	wall: ReactNode
	tray: ReactNode
	strip: ReactNode
	status: ReactNode
	/** Suggestions waiting, on the tab of a folded tray. */
	waiting: number
}) {
	const { narrow, laneOpen, trayOpen, setLaneOpen, setTrayOpen } = props.folds
	return (
		<div
			className={cx(
				styles.board,
				narrow && styles.narrow,
				!laneOpen && styles.laneFolded,
				!trayOpen && styles.trayFolded,
			)}
		>
			<div className={styles.top}>{props.topbar}</div>
			<div className={styles.rail}>{props.rail}</div>
			{laneOpen ? <aside className={styles.lane}>{props.lane}</aside> : null}
			<main className={styles.wall} aria-label="Panels">
				{props.banner ? <div className={styles.banner}>{props.banner}</div> : null}
				<div className={styles.surface}>{props.wall}</div>
				{laneOpen ? null : (
					<button
						type="button"
						className={cx(styles.tab, styles.laneTab)}
						onClick={() => setLaneOpen(true)}
					>
						<Icon of={FileText} size={14} /> Script
					</button>
				)}
				{trayOpen ? null : (
					<button
						type="button"
						className={cx(styles.tab, styles.trayTab)}
						onClick={() => setTrayOpen(true)}
					>
						<Icon of={Sparkles} size={14} />
						{props.waiting > 0 ? `Suggestions, ${props.waiting} waiting` : 'Suggestions, shot'}
					</button>
				)}
			</main>
			{trayOpen ? <aside className={styles.tray}>{props.tray}</aside> : null}
			<div className={styles.strip}>{props.strip}</div>
			<div className={styles.status}>{props.status}</div>
		</div>
	)
}

function useNarrow(): boolean {
	return useSyncExternalStore(
		(changed) => {
			const query = window.matchMedia(NARROW_QUERY)
			query.addEventListener('change', changed)
			return () => query.removeEventListener('change', changed)
		},
		() => window.matchMedia(NARROW_QUERY).matches,
		() => false,
	)
}
