/** Across the wall, in the colour of whoever leads: whom one follows, who pitches, and the way out and back in. */
import type { ReactNode } from 'react'
import { personStyle } from '#app/ui/avatar.tsx'
import { Button } from '#app/ui/button.tsx'
import styles from './together.module.css'
import type { Follow } from './use-follow.ts'
import type { Pitch } from './use-pitch.ts'

const TOOL_WORDS: Record<string, string> = {
	select: 'Select',
	hand: 'Moving the wall',
	draw: 'Pencil',
	highlight: 'Tone',
	eraser: 'Eraser',
	arrow: 'Arrow',
	text: 'Text',
	laser: 'Laser',
}

function PersonBanner(props: { color: string; children: ReactNode; action: ReactNode }) {
	return (
		<div className={styles.banner} style={personStyle(props.color)} role="status">
			<i aria-hidden />
			<span>{props.children}</span>
			<span className={styles.push}>{props.action}</span>
		</div>
	)
}

/** A rim round the wall in their colour, so that nobody forgets whose view it is. */
function Rim({ color }: { color: string }) {
	return <div className={styles.rim} style={personStyle(color)} aria-hidden />
}

export function FollowBanner({ follow }: { follow: Follow }) {
	const { followed } = follow
	if (!followed) return null
	const tool = TOOL_WORDS[followed.tool]
	return (
		<>
			<PersonBanner
				color={followed.color}
				action={
					<Button size="small" onClick={follow.stop}>
						Stop following
					</Button>
				}
			>
				You see what <b>{followed.name}</b> sees{tool ? ` · ${tool}` : ''}. Any move of your own
				takes you off.
			</PersonBanner>
			<Rim color={followed.color} />
		</>
	)
}

export function PitchBanner(props: {
	pitch: Pitch
	sceneId: string
	/** A scene as menus name it. */
	nameOfScene: (sceneId: string) => string
	onGo: (sceneId: string, panelId: string | null) => void
}) {
	const { pitch, sceneId } = props
	const { pitcher, isMine, isAlong } = pitch
	if (!pitcher || isMine) return null
	const isHere = pitcher.sceneId === sceneId
	const rejoin = () => {
		pitch.rejoin()
		if (!isHere && pitcher.sceneId) props.onGo(pitcher.sceneId, pitcher.panelId)
	}
	const where = isHere
		? pitcher.label && `panel ${pitcher.label}`
		: pitcher.sceneId && `scene ${props.nameOfScene(pitcher.sceneId)}`
	return (
		<>
			<PersonBanner
				color={pitcher.color}
				action={
					isAlong ? (
						<Button size="small" onClick={pitch.stepOff}>
							Step off
						</Button>
					) : (
						<Button size="small" onClick={rejoin}>
							{isHere ? 'Look along again' : 'Look along'}
						</Button>
					)
				}
			>
				<b>{pitcher.name}</b> is pitching{where ? ` · ${where}` : ''}
				{isAlong ? '. You look along; any move of your own takes you off.' : '.'}
			</PersonBanner>
			{isAlong ? <Rim color={pitcher.color} /> : null}
		</>
	)
}
