/** The one lane of sound under the panels, with what is said about the sound that is open. */
import { Trash2 } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { useValue } from 'tldraw'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { Switch } from '#app/ui/switch.tsx'
import { type AudioClipRecord, GAIN_DB } from '#core/board/audio-clip-record.ts'
import { formatTimecode, parseDuration } from '#core/board/timing.ts'
import { DraftField } from '../draft-field.tsx'
import { SoundClip } from './sound-clip.tsx'
import styles from './strip.module.css'
import { pxOf, type StripScale } from './strip-scale.ts'
import { changeSound, removeSound, type TimeHand } from './time-actions.ts'

export function AudioLane(props: {
	act: TimeHand
	scale: StripScale
	canEdit: boolean
	snapTargets: () => readonly number[]
	onFiles: (files: FileList) => void
}) {
	const { act, scale } = props
	const sounds = useValue('sounds', () => act.time.sounds.get(), [act])
	const [chosenId, setChosenId] = useState<string | null>(null)
	const [openId, setOpenId] = useState<string | null>(null)
	const open = sounds.find(({ id }) => id === openId)
	const onDrop = (event: DragEvent) => {
		if (!props.canEdit || event.dataTransfer.files.length === 0) return
		event.preventDefault()
		props.onFiles(event.dataTransfer.files)
	}
	return (
		<section
			className={styles.lane}
			aria-label="Sound"
			onDragOver={(event) => event.preventDefault()}
			onDrop={onDrop}
		>
			{sounds.length === 0 && props.canEdit ? <p>Drop a sound here, or add one above</p> : null}
			{sounds.map((sound) => (
				<SoundClip
					key={sound.id}
					{...{ act, sound, scale, snapTargets: props.snapTargets }}
					isChosen={sound.id === chosenId}
					onChoose={() => setChosenId(sound.id)}
					onOpen={() => setOpenId(sound.id)}
				/>
			))}
			{open ? (
				<Popover
					label={`Sound ${open.name}`}
					side="top"
					align="start"
					open
					onOpenChange={(isOpen) => setOpenId(isOpen ? open.id : null)}
					trigger={
						<span
							aria-hidden
							style={{ position: 'absolute', top: 0, left: pxOf(open.startFrame, scale) }}
						/>
					}
				>
					<SoundSheet {...{ act, sound: open, canEdit: props.canEdit }} />
				</Popover>
			) : null}
		</section>
	)
}

function SoundSheet({
	act,
	sound,
	canEdit,
}: {
	act: TimeHand
	sound: AudioClipRecord
	canEdit: boolean
}) {
	const { hand } = act
	const rate = hand.model.frameRate.get()
	const setFrames = (key: 'startFrame' | 'durationFrames') => (typed: string) => {
		const isZero = key === 'startFrame' && /^[0:. ]+$/.test(typed)
		const frames = isZero ? 0 : parseDuration(typed, rate)
		if (frames === null) return 'Write it as 2.5, 2:12 or 60f.'
		changeSound(hand, sound.id, { [key]: frames })
		return null
	}
	return (
		<div className={styles.sheet}>
			<DraftField
				label="Name"
				value={sound.name}
				disabled={!canEdit}
				onSet={(name) => {
					changeSound(hand, sound.id, { name: name.slice(0, 200) })
					return null
				}}
			/>
			<DraftField
				label="Starts at"
				value={formatTimecode(sound.startFrame, rate)}
				disabled={!canEdit}
				onSet={setFrames('startFrame')}
			/>
			<DraftField
				label="Length"
				value={formatTimecode(sound.durationFrames, rate)}
				disabled={!canEdit}
				onSet={setFrames('durationFrames')}
			/>
			<DraftField
				label="Loudness"
				suffix="dB"
				value={String(sound.gainDb)}
				disabled={!canEdit}
				onSet={(typed) => {
					const gainDb = Number(typed.replace('−', '-'))
					if (!Number.isFinite(gainDb)) return `A number from ${GAIN_DB.min} to ${GAIN_DB.max}.`
					changeSound(hand, sound.id, { gainDb })
					return null
				}}
			/>
			<Switch
				label="Muted"
				checked={sound.muted}
				disabled={!canEdit}
				onCheckedChange={(muted) => changeSound(hand, sound.id, { muted })}
			/>
			{canEdit ? (
				<Button
					variant="danger"
					icon={<Icon of={Trash2} size={14} />}
					onClick={() => removeSound(hand, sound.id)}
				>
					Delete the sound
				</Button>
			) : null}
		</div>
	)
}
