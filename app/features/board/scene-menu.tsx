/** The scene's name in the top bar; pressed, it shows all scenes with their first pictures. */

import { Link } from '@remix-run/react'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '#app/ui/icon.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { formatSeconds } from '#core/board/timing.ts'
import styles from './board-topbar.module.css'

export interface SceneEntry {
	sceneId: string
	number: string
	heading: string
	panelCount: number
	durationFrames: number
	to: string
	pictureUrl: string | null
}

export function SceneMenu(props: {
	scenes: readonly SceneEntry[]
	currentId: string
	frameRate: number
	/** Who is on a scene now. */
	renderPeople?: (sceneId: string) => ReactNode
}) {
	const current = props.scenes.find(({ sceneId }) => sceneId === props.currentId)
	return (
		<Popover
			label="Scenes"
			align="start"
			className={styles.sheet ?? ''}
			trigger={
				<button type="button" className={styles.scene}>
					<span>{current ? nameOfScene(current) : 'Scene'}</span>
					<Icon of={ChevronDown} size={14} />
				</button>
			}
		>
			<nav className={styles.list} aria-label="Scenes">
				{props.scenes.map((scene) => (
					<Link
						key={scene.sceneId}
						to={scene.to}
						className={styles.entry}
						aria-current={scene.sceneId === props.currentId ? 'page' : undefined}
					>
						<span className={styles.picture}>
							{scene.pictureUrl ? <img src={scene.pictureUrl} alt="" loading="lazy" /> : null}
						</span>
						<span style={{ minWidth: 0 }}>
							<span className={styles.heading}>{nameOfScene(scene)}</span>
							<span className={styles.facts}>{factsOf(scene, props.frameRate)}</span>
							{props.renderPeople?.(scene.sceneId)}
						</span>
					</Link>
				))}
			</nav>
		</Popover>
	)
}

/** A scene as menus name it: number and heading. */
export function nameOfScene({ number, heading }: SceneEntry): string {
	return [number, heading || 'No heading yet'].filter(Boolean).join(' · ')
}

function factsOf({ panelCount, durationFrames }: SceneEntry, frameRate: number): string {
	const panels = panelCount === 1 ? '1 panel' : `${panelCount} panels`
	return durationFrames > 0 ? `${panels}, ${formatSeconds(durationFrames, frameRate)} s` : panels
}
