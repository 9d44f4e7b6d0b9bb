/** Time by keys: playing, stepping, trimming, choosing. With a cut open they mean the cut alone. */
import type { Command } from '#app/ui/commands/command-registry.ts'
import { frameBase } from '#core/board/timing.ts'
import { splitPanel, splitPoint } from './split-panel.ts'
import { leaveOut, shiftClips, type TimeHand, trim } from './time-actions.ts'
import type { SceneClock } from './use-scene-time.ts'

export interface TimeActs {
	act: TimeHand
	clock: SceneClock
	canEdit: boolean
	onPlayScene(): void
	/** Opens the field for the length of the chosen clips. */
	onLength(): void
}

/** Several clips are chosen only while the one in hand is among them: walking elsewhere lets them go. */
export function isChoice(chosen: ReadonlySet<string>, current: string | null): boolean {
	return chosen.size > 1 && current !== null && chosen.has(current)
}

/** The clips an act means: those chosen, or the one in hand. */
export function chosenClips({ hand, time }: TimeHand): string[] {
	const chosen = time.chosen.get()
	const current = hand.model.currentId.get()
	const clips = time.sequence.get().clips.map(({ panelId }) => panelId)
	if (current !== null && isChoice(chosen, current)) return clips.filter((id) => chosen.has(id))
	return current !== null && clips.includes(current) ? [current] : []
}

export function timeCommands(acts: TimeActs): Command[] {
	return [
		...playCommands(acts),
		splitCommand(acts),
		...lengthCommands(acts),
		...choiceCommands(acts),
	]
}

function playCommands({ clock: { transport }, onPlayScene }: TimeActs): Command[] {
	const small = { group: 'Play', isSmall: true } as const
	return [
		{
			...{ id: 'play.scene', group: 'Play', label: 'Play the scene', also: 'animatic film' },
			...{ keys: ['mod+enter'], run: onPlayScene },
		},
		{
			...{ id: 'play.here', group: 'Play', label: 'Play or pause here', where: 'clips' },
			...{ keys: ['space'], run: () => transport.toggle() },
		},
		{
			...{ id: 'play.here.board', group: 'Play', label: 'Play or pause beside the wall' },
			...{ keys: ['shift+space'], run: () => transport.toggle() },
		},
		{
			...small,
			id: 'play.forth',
			label: 'Play on, faster',
			where: 'clips',
			keys: ['l'],
			run: () => transport.shuttle(1),
		},
		{
			...small,
			id: 'play.back',
			label: 'Play backwards, faster',
			where: 'clips',
			keys: ['j'],
			run: () => transport.shuttle(-1),
		},
		{
			...small,
			id: 'play.stop',
			label: 'Pause',
			where: 'clips',
			keys: ['k'],
			run: () => transport.pause(),
		},
		{
			...small,
			id: 'frame.back',
			label: 'One frame back',
			keys: ['alt+,'],
			run: () => transport.step(-1),
		},
		{
			...small,
			id: 'frame.forth',
			label: 'One frame on',
			keys: ['alt+.'],
			run: () => transport.step(1),
		},
	]
}

function splitCommand({ act, clock: { transport }, canEdit }: TimeActs): Command {
	const playhead = () => transport.get().frame
	return {
		...{ id: 'panel.split', group: 'Panels', label: 'Split the panel at the playhead' },
		...{ also: 'cut in two blade razor', keys: ['mod+b'] },
		// A cut orders the panels there are: it makes none.
		isOn: () => canEdit && act.time.cutId.get() === null && splitPoint(act, playhead()) !== null,
		run: () => splitPanel(act, playhead()),
	}
}

function lengthCommands({ act, canEdit, onLength }: TimeActs): Command[] {
	const isOn = () => canEdit && chosenClips(act).length > 0
	const isCut = () => isOn() && act.time.cutId.get() !== null
	const second = () => Math.round(frameBase(act.hand.model.frameRate.get()) / 2)
	const byFrames = (frames: () => number) => () => trim(act, chosenClips(act), frames())
	const shared = { group: 'Time', where: 'clips', isOn } as const
	return [
		{
			...shared,
			id: 'trim.shorter',
			label: 'One frame shorter',
			keys: ['['],
			run: byFrames(() => -1),
		},
		{
			...shared,
			id: 'trim.longer',
			label: 'One frame longer',
			keys: [']'],
			run: byFrames(() => 1),
		},
		{
			...shared,
			id: 'trim.much-shorter',
			label: 'Half a second shorter',
			keys: ['{'],
			run: byFrames(() => -second()),
		},
		{
			...shared,
			id: 'trim.much-longer',
			label: 'Half a second longer',
			keys: ['}'],
			run: byFrames(second),
		},
		{ ...shared, id: 'length.type', label: 'Type the length', keys: ['t'], run: onLength },
		{
			...shared,
			...{ id: 'clips.earlier', label: 'Move the chosen clips earlier', keys: ['alt+arrowleft'] },
			run: () => shiftClips(act, chosenClips(act), -1),
		},
		{
			...shared,
			...{ id: 'clips.later', label: 'Move the chosen clips later', keys: ['alt+arrowright'] },
			run: () => shiftClips(act, chosenClips(act), 1),
		},
		{
			...{ id: 'cut.leave-out', group: 'Time', label: 'Leave out of this cut', where: 'clips' },
			...{ keys: ['delete', 'backspace'], isOn: isCut },
			run: () => leaveOut(act, chosenClips(act)),
		},
	]
}

function choiceCommands({ act, clock: { transport, time } }: TimeActs): Command[] {
	const extend = (by: 1 | -1) => () => {
		const clips = time.sequence.get().clips.map(({ panelId }) => panelId)
		const current = act.hand.model.currentId.get()
		const next = clips[clips.indexOf(current ?? '') + by]
		if (!current || !next) return
		const before = time.chosen.get()
		time.chosen.set(new Set([...(isChoice(before, current) ? before : []), current, next]))
		act.hand.model.setCurrent(next)
	}
	const small = { group: 'Time', where: 'clips', isSmall: true } as const
	return [
		{
			...small,
			id: 'choose.more',
			label: 'Choose the next clip too',
			keys: ['shift+arrowright'],
			run: extend(1),
		},
		{
			...small,
			id: 'choose.more-back',
			label: 'Choose the clip before too',
			keys: ['shift+arrowleft'],
			run: extend(-1),
		},
		{
			...{ id: 'loop', group: 'Play', label: 'Loop what is chosen', where: 'clips' },
			...{ keys: ['o'], isTicked: () => transport.get().loop !== null },
			run: () => transport.setLoop(transport.get().loop ? null : loopRange(act)),
		},
	]
}

/** The chosen clips from first to last, or all of the scene. */
export function loopRange(act: TimeHand): { from: number; to: number } | null {
	const { clips, frames } = act.time.sequence.get()
	const chosen = act.time.chosen.get()
	const isChosen = isChoice(chosen, act.hand.model.currentId.get())
	const inLoop = clips.filter(({ panelId }) => isChosen && chosen.has(panelId))
	const first = inLoop[0]
	const last = inLoop.at(-1)
	if (first && last) return { from: first.startFrame, to: last.startFrame + last.durationFrames }
	return frames > 0 ? { from: 0, to: frames } : null
}
