/** The whole board as one version holds it: panels in story order, only to look at. */
import { Button } from '#app/ui/button.tsx'
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { OpenedVersion } from './ask-versions.ts'
import { PanelLook, PanelWords, type PictureSources } from './panel-look.tsx'
import type { SeenPanel } from './read-part.ts'
import { momentWords, panelsWords, versionName } from './version-words.ts'
import styles from './versions.module.css'

export interface SeenBoard {
	version: OpenedVersion
	/** In story order, those in the story. */
	panels: readonly { panelId: string; number: string; seen: SeenPanel }[]
	/** Panels the version holds off the wall: in the trash, alternates. */
	offWall: number
	/** Everything, for restoring. */
	records: readonly DocRecord[]
	sources: PictureSources
}

export function BoardAt(props: {
	board: SeenBoard
	mayRestore: boolean
	busy: boolean
	onPanel: (panelId: string) => void
	onRestore: () => void
}) {
	const { version, panels, offWall, sources } = props.board
	return (
		<div className={styles.stage}>
			<header className={styles.stageHead}>
				<h3>{versionName(version)}</h3>
				<span className={styles.quiet}>
					{momentWords(version.at)} · {panelsWords(panels.length)}
					{offWall > 0 ? `, ${offWall} off the wall` : ''}
				</span>
				{props.mayRestore ? (
					<span className={styles.push}>
						<Button busy={props.busy} onClick={props.onRestore}>
							Restore the whole board
						</Button>
					</span>
				) : null}
			</header>
			<ol className={styles.grid} aria-label="Panels of this version">
				{panels.map(({ panelId, number, seen }) => (
					<li key={panelId}>
						<button
							type="button"
							className={styles.panel}
							aria-label={`Panel ${number} through the versions`}
							onClick={() => props.onPanel(panelId)}
						>
							<span className={styles.number}>{number}</span>
							<PanelLook seen={seen} sources={sources} label={`Panel ${number}`} />
						</button>
						<PanelWords seen={seen} />
					</li>
				))}
			</ol>
		</div>
	)
}
