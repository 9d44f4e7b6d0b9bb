/** Which version is open, how long it is, how long it should be, and how far it is off. */
import { Ellipsis, Plus } from 'lucide-react'
import { useState } from 'react'
import { useValue } from 'tldraw'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#app/ui/menu.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { overBy, USUAL_CUTS } from '#core/board/cuts.ts'
import { framesOfSeconds } from '#core/board/frame-rate.ts'
import { formatSeconds, parseDuration } from '#core/board/timing.ts'
import { DraftField } from '../draft-field.tsx'
import { CutDialog } from './cut-dialog.tsx'
import { LENGTH_HINT } from './length-field.tsx'
import styles from './strip.module.css'
import { makeCut, removeCut, setCut, setTarget, type TimeHand } from './time-actions.ts'

export function LengthReadout({ act, canEdit }: { act: TimeHand; canEdit: boolean }) {
	const { time, hand } = act
	const [isOpen, setOpen] = useState(false)
	const timed = useValue('timed', () => time.sequence.get().timedFrames, [time])
	const untimed = useValue('untimed', () => time.sequence.get().untimed, [time])
	const target = useValue('target', () => time.targetFrames.get(), [time])
	const rate = useValue('rate', () => hand.model.frameRate.get(), [hand])
	const over = overBy(timed, target)
	const words = target === null ? 'Set a target' : `of ${formatSeconds(target, rate)} s`
	return (
		<>
			<b>{formatSeconds(timed, rate)} s</b>
			{canEdit ? (
				<Popover
					label="Target length"
					side="top"
					align="start"
					open={isOpen}
					onOpenChange={setOpen}
					trigger={
						<button type="button" className={styles.targetButton}>
							{words}
						</button>
					}
				>
					<div className={styles.sheet}>
						<DraftField
							label="Target length"
							value={target === null ? '' : formatSeconds(target, rate)}
							suffix="s"
							onSet={(typed) => {
								const frames = typed === '' ? null : parseDuration(typed, rate)
								if (typed !== '' && frames === null) return LENGTH_HINT
								setTarget(act, frames)
								setOpen(false)
								return null
							}}
						/>
					</div>
				</Popover>
			) : target === null ? null : (
				<span>{words}</span>
			)}
			{over === null ? null : (
				<span className={over > 0 ? styles.over : undefined} data-over={over}>
					{overWords(over, rate)}
				</span>
			)}
			{untimed > 0 ? <span>{untimedWords(untimed)}</span> : null}
		</>
	)
}

function overWords(over: number, rate: number): string {
	if (over === 0) return 'on length'
	const seconds = formatSeconds(Math.abs(over), rate)
	return over > 0 ? `+${seconds} s over` : `−${seconds} s under`
}

function untimedWords(count: number): string {
	return count === 1 ? '1 panel has no length yet' : `${count} panels have no length yet`
}

export function CutChoice({ act, canEdit }: { act: TimeHand; canEdit: boolean }) {
	const { time } = act
	const cuts = useValue('cuts', () => time.cuts.get(), [time])
	const openId = useValue('open cut', () => time.cutId.get(), [time])
	const rate = useValue('rate', () => act.hand.model.frameRate.get(), [act])
	const [dialog, setDialog] = useState<'new' | 'open' | null>(null)
	const open = cuts.find(({ id }) => id === openId)
	const all = [{ id: null, name: 'Full' }, ...cuts.map(({ id, name }) => ({ id, name }))]
	return (
		<div className={styles.cuts}>
			{/* biome-ignore lint/a11y/useSemanticElements: a row of buttons is no fieldset. */}
			<div role="group" aria-label="Cut" className={styles.cuts}>
				{all.map(({ id, name }) => (
					<Button
						key={id ?? 'full'}
						size="small"
						variant={id === openId ? 'line' : 'plain'}
						aria-pressed={id === openId}
						onClick={() => time.openCut(id)}
					>
						{name}
					</Button>
				))}
			</div>
			{canEdit ? (
				<Menu
					trigger={
						<IconButton label="Cuts" size="small">
							<Icon of={openId === null ? Plus : Ellipsis} size={14} />
						</IconButton>
					}
				>
					<MenuLabel>New cut of this scene</MenuLabel>
					{USUAL_CUTS.map((seconds) => (
						<MenuItem
							key={seconds}
							onSelect={() =>
								makeCut(act, {
									name: `${seconds} s`,
									targetFrames: framesOfSeconds(seconds, rate),
								})
							}
						>
							{seconds} seconds
						</MenuItem>
					))}
					<MenuItem onSelect={() => setDialog('new')}>Another length</MenuItem>
					{openId === null ? null : (
						<>
							<MenuSeparator />
							<MenuItem onSelect={() => setDialog('open')}>Name and length of this cut</MenuItem>
							<MenuItem danger onSelect={() => removeCut(act, openId)}>
								Remove this cut
							</MenuItem>
						</>
					)}
				</Menu>
			) : null}
			{dialog === 'new' ? (
				<CutDialog
					title="New cut of this scene"
					{...{ name: '', length: '', frameRate: rate }}
					onSet={(cut) => makeCut(act, cut)}
					onClose={() => setDialog(null)}
				/>
			) : null}
			{dialog === 'open' && open ? (
				<CutDialog
					title="This cut"
					name={open.name}
					length={open.targetFrames === null ? '' : formatSeconds(open.targetFrames, rate)}
					frameRate={rate}
					onSet={(cut) => setCut(act, open.id, cut)}
					onClose={() => setDialog(null)}
				/>
			) : null}
		</div>
	)
}
