/** The row over the strip: playing, the time, the length, the cuts, and what is shown over the picture. */
import {
	AudioLines,
	Minus,
	Music,
	Plus,
	Repeat,
	SkipBack,
	SkipForward,
	SlidersHorizontal,
} from 'lucide-react'
import { useRef } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { Switch } from '#app/ui/switch.tsx'
import { Rule, Spacer } from '#app/ui/topbar.tsx'
import { formatTimecode } from '#core/board/timing.ts'
import { walk } from '../panel-actions.ts'
import { PanelMenu } from '../panel-menu.tsx'
import stripStyles from '../time-strip.module.css'
import { CutChoice, LengthReadout } from './cut-bar.tsx'
import { BURN_IN_WORDS, type BurnIns } from './play-settings.ts'
import { PlayButton } from './player.tsx'
import { SOUND_TYPES } from './sound-files.ts'
import styles from './strip.module.css'
import type { TimeHand } from './time-actions.ts'
import { loopRange } from './time-commands.ts'
import type { Transport } from './transport.ts'
import { useTransport } from './use-transport.ts'

export function StripTransport(props: {
	act: TimeHand
	transport: Transport
	canEdit: boolean
	burnIns: BurnIns
	onBurnIns: (next: BurnIns) => void
	onFiles: (files: FileList) => void
	onZoom: (factor: number) => void
}) {
	const { act, transport, canEdit, burnIns } = props
	const timecode = useTransport(transport, ({ frame, frameRate }) =>
		formatTimecode(frame, frameRate),
	)
	const isLooping = useTransport(transport, ({ loop }) => loop !== null)
	const trouble = useTransport(transport, (state) => state.trouble)
	return (
		<div className={stripStyles.transport}>
			<IconButton label="Previous panel" shortcut="PgUp" onClick={() => walk(act.hand, -1)}>
				<Icon of={SkipBack} />
			</IconButton>
			<PlayButton transport={transport} />
			<IconButton label="Next panel in the story" shortcut="PgDn" onClick={() => walk(act.hand, 1)}>
				<Icon of={SkipForward} />
			</IconButton>
			<IconButton
				label="Loop"
				pressed={isLooping}
				onClick={() => transport.setLoop(isLooping ? null : loopRange(act))}
			>
				<Icon of={Repeat} />
			</IconButton>
			<span className={stripStyles.timecode} data-timecode>
				{timecode}
			</span>
			<Rule />
			<span className={stripStyles.total}>
				<LengthReadout {...{ act, canEdit }} />
				{trouble ? <span role="status">{trouble}</span> : null}
			</span>
			<Spacer />
			{canEdit ? <PanelMenu /> : null}
			<CutChoice {...{ act, canEdit }} />
			{canEdit ? <SoundPicker onFiles={props.onFiles} /> : null}
			<Button
				variant="plain"
				size="small"
				icon={<Icon of={AudioLines} size={14} />}
				aria-pressed={burnIns.captions}
				onClick={() => props.onBurnIns({ ...burnIns, captions: !burnIns.captions })}
			>
				<span className={stripStyles.words}>
					{burnIns.captions ? 'Captions on' : 'Captions off'}
				</span>
			</Button>
			<IconButton label="Strip wider" size="small" onClick={() => props.onZoom(1.5)}>
				<Icon of={Plus} size={14} />
			</IconButton>
			<IconButton label="Strip narrower" size="small" onClick={() => props.onZoom(1 / 1.5)}>
				<Icon of={Minus} size={14} />
			</IconButton>
			<Popover
				label="Over the picture"
				side="top"
				trigger={
					<IconButton label="Over the picture" size="small">
						<Icon of={SlidersHorizontal} size={14} />
					</IconButton>
				}
			>
				<div className={styles.sheet}>
					{BURN_IN_WORDS.map(([key, word]) => (
						<Switch
							key={key}
							label={word}
							checked={burnIns[key]}
							onCheckedChange={(isOn) => props.onBurnIns({ ...burnIns, [key]: isOn })}
						/>
					))}
				</div>
			</Popover>
		</div>
	)
}

function SoundPicker({ onFiles }: { onFiles: (files: FileList) => void }) {
	const field = useRef<HTMLInputElement>(null)
	return (
		<>
			<IconButton label="Add a sound" size="small" onClick={() => field.current?.click()}>
				<Icon of={Music} size={14} />
			</IconButton>
			<input
				ref={field}
				type="file"
				accept={SOUND_TYPES}
				hidden
				data-sound-file
				aria-label="A sound"
				onChange={(event) => {
					if (event.target.files) onFiles(event.target.files)
					event.target.value = ''
				}}
			/>
		</>
	)
}
