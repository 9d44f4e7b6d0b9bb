/** Onion skin and guides in the rail, and their commands. */
import { Grid3x3, Layers, Plus, X } from 'lucide-react'
import { useMemo } from 'react'
import { useValue } from 'tldraw'
import { Button } from '#app/ui/button.tsx'
import type { Command } from '#app/ui/commands/command-registry.ts'
import { useCommands, useKeysOf } from '#app/ui/commands/use-commands.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { GUIDES, type GuideId, type GuideLine, MOST_LINES } from '#core/canvas/guides.ts'
import styles from './aids-buttons.module.css'
import type { AidsKit } from './drawing-aids.ts'

const LABELS: Record<GuideId, string> = {
	thirds: 'Thirds',
	centre: 'Centre',
	action: 'Action safe, 93 %',
	title: 'Title safe, 90 %',
	delivery: 'Second delivery',
}
const RATIOS = [
	{ label: '9:16', ratio: 9 / 16 },
	{ label: '1:1', ratio: 1 },
	{ label: '4:3', ratio: 4 / 3 },
	{ label: '16:9', ratio: 16 / 9 },
	{ label: '2.39:1', ratio: 2.39 },
] as const

export function AidsButtons({ kit }: { kit: AidsKit }) {
	const { onion, guides, deliveryRatio, lines } = useValue('aids', () => kit.aids.get(), [kit])
	useCommands(useMemo(() => aidsCommands(kit), [kit]))
	const onionKey = useKeysOf('aids.onion')
	const toggle = (id: GuideId) =>
		kit.set({ guides: GUIDES.filter((one) => guides.includes(one) !== (one === id)) })
	return (
		<>
			<IconButton
				label="Onion skin"
				shortcut={onionKey}
				tooltipSide="right"
				pressed={onion}
				onClick={() => kit.set({ onion: !onion })}
			>
				<Icon of={Layers} size={18} />
			</IconButton>
			<Popover
				label="Guides"
				side="right"
				align="end"
				trigger={
					<IconButton label="Guides" tooltipSide="right" pressed={guides.length + lines.length > 0}>
						<Icon of={Grid3x3} size={18} />
					</IconButton>
				}
			>
				<div className={styles.guides}>
					{GUIDES.map((id) => (
						<label key={id}>
							<input type="checkbox" checked={guides.includes(id)} onChange={() => toggle(id)} />
							{LABELS[id]}
						</label>
					))}
					<label>
						<span>Ratio of the second delivery</span>
						<select
							value={String(deliveryRatio)}
							onChange={(event) => kit.set({ deliveryRatio: Number(event.target.value) })}
						>
							{RATIOS.map(({ label, ratio }) => (
								<option key={label} value={String(ratio)}>
									{label}
								</option>
							))}
						</select>
					</label>
					<OwnLines lines={lines} onLines={(next) => kit.set({ lines: next })} />
				</div>
			</Popover>
		</>
	)
}

/** Lines of one's own: a horizon to keep, the edge of a window that comes back. */
function OwnLines(props: { lines: readonly GuideLine[]; onLines: (lines: GuideLine[]) => void }) {
	const { lines, onLines } = props
	const add = (axis: GuideLine['axis']) => onLines([...lines, { axis, at: 0.5 }])
	const isFull = lines.length >= MOST_LINES
	return (
		<fieldset className={styles.lines}>
			<legend>Lines of your own</legend>
			{lines.map(({ axis, at }, place) => {
				const name = `${axis === 'across' ? 'Line across' : 'Upright line'} ${place + 1}`
				const move = (to: number) =>
					onLines(lines.map((line, one) => (one === place ? { axis, at: to } : line)))
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name.
					<div key={place}>
						<input
							type="range"
							aria-label={name}
							min={0}
							max={100}
							value={Math.round(at * 100)}
							aria-valuetext={`${Math.round(at * 100)} %`}
							onChange={(event) => move(Number(event.target.value) / 100)}
						/>
						<output>{Math.round(at * 100)} %</output>
						<IconButton
							label={`Take away ${name.toLowerCase()}`}
							size="small"
							onClick={() => onLines(lines.filter((_, one) => one !== place))}
						>
							<Icon of={X} size={14} />
						</IconButton>
					</div>
				)
			})}
			<Button size="small" disabled={isFull} onClick={() => add('across')}>
				<Icon of={Plus} size={14} />
				Across
			</Button>
			<Button size="small" disabled={isFull} onClick={() => add('upright')}>
				<Icon of={Plus} size={14} />
				Upright
			</Button>
		</fieldset>
	)
}

function aidsCommands(kit: AidsKit): Command[] {
	return [
		{
			...{ id: 'aids.onion', group: 'View', label: 'Onion skin', also: 'previous next panel' },
			...{ keys: ['o'], isTicked: () => kit.aids.get().onion },
			run: () => kit.set({ onion: !kit.aids.get().onion }),
		},
		{
			...{ id: 'aids.guides', group: 'View', label: 'Guides', also: 'thirds safe centre' },
			...{ keys: ['shift+g'], isTicked: () => kit.aids.get().guides.length > 0 },
			run: () => kit.toggleGuides(),
		},
	]
}
