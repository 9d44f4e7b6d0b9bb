/** A scene in a list: its first panel, number, heading, what it holds, what waits, who is there. */
import { Link } from '@remix-run/react'
import { MessageSquare } from 'lucide-react'
import type { DragEvent, ReactNode } from 'react'
import { Avatar } from '#app/ui/avatar.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { initials } from '#core/board/person.ts'
import { PanelPicture, pictureSrc } from './panel-picture.tsx'
import styles from './scene-card.module.css'
import { drawingNow, sceneFacts, sceneTitle } from './words.ts'

export interface PersonOnScene {
	userId: string
	name: string
	color: string
	/** The number of the panel they are on. */
	label?: string | null
}

export interface SceneOnCard {
	sceneId: string
	projectId: string
	number: string
	heading: string
	panelCount: number
	durationFrames: number
	openSuggestions: number
	/** Threads of notes that are not settled. */
	openNotes?: number
	firstPanelId: string | null
	firstPictureHash: string | null
	present: PersonOnScene[]
}
export interface FilmFormat {
	aspectRatio: number
	frameRate: number
}

export function SceneGrid(props: { size?: 'small' | 'large'; label: string; children: ReactNode }) {
	return (
		<ol
			className={cx(styles.scenes, props.size === 'large' && styles.large)}
			aria-label={props.label}
		>
			{props.children}
		</ol>
	)
}

export interface SceneDrag {
	state: 'dragged' | 'before' | 'after' | null
	onDragStart: (event: DragEvent) => void
	onDragOver: (event: DragEvent) => void
	onDragEnd: () => void
	onDrop: (event: DragEvent) => void
}

export function SceneCard(props: {
	scene: SceneOnCard
	format: FilmFormat
	/** How far it has come in review. */
	review?: ReactNode
	/** Its menu, where the visitor may change scenes. */
	menu?: ReactNode
	drag?: SceneDrag
}) {
	const { scene, format, menu } = props
	const { state, ...handlers } = props.drag ?? { state: null }
	return (
		<li
			className={cx(styles.scene, state && styles[state])}
			draggable={Boolean(props.drag)}
			{...handlers}
		>
			<PanelPicture
				src={firstPicture(scene)}
				aspect={format.aspectRatio}
				className={styles.picture}
			/>
			<div className={styles.line}>
				<Link
					to={`/projects/${scene.projectId}/scenes/${scene.sceneId}`}
					className={styles.open}
					aria-label={`Scene ${scene.number}, ${sceneTitle(scene)}`}
					draggable={false}
				>
					{scene.number}
				</Link>
				{scene.openSuggestions > 0 ? (
					<Badge count={scene.openSuggestions} label="suggestions waiting" tone="suggest" />
				) : null}
				{(scene.openNotes ?? 0) > 0 ? (
					<span className={styles.notes}>
						<Icon of={MessageSquare} size={12} />
						<Badge count={scene.openNotes ?? 0} label="open notes" />
					</span>
				) : null}
				<Here people={scene.present} />
				{menu ? <span className={styles.above}>{menu}</span> : null}
			</div>
			<span className={styles.heading} title={sceneTitle(scene)}>
				{sceneTitle(scene)}
			</span>
			{sceneFacts(scene, format.frameRate)}
			{props.review}
		</li>
	)
}

function Here({ people }: { people: SceneOnCard['present'] }) {
	return (
		<span title={drawingNow(people.map(whereWords)) ?? undefined} style={{ display: 'flex' }}>
			{people.slice(0, 4).map(({ userId, name, color, label }) => (
				<span key={userId} className={styles.person}>
					<Avatar name={name} color={color} initials={initials(name)} size="small" />
					{label ? <small>{label}</small> : null}
				</span>
			))}
		</span>
	)
}

/** `Ana Ruiz on 4A-2`. */
function whereWords({ name, label }: PersonOnScene): string {
	return label ? `${name} on ${label}` : name
}

function firstPicture(scene: SceneOnCard): string | null {
	const { sceneId, firstPanelId, firstPictureHash } = scene
	if (!firstPanelId || !firstPictureHash) return null
	return pictureSrc({ sceneId, panelId: firstPanelId, pictureHash: firstPictureHash })
}
