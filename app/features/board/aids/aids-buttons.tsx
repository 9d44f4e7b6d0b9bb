/** Onion skin and guides in the rail, and their commands. */
import { Grid3x3, Layers } from 'lucide-react'
import { useMemo } from 'react'
import { useValue } from 'tldraw'
import type { Command } from '#app/ui/commands/command-registry.ts'
import { useCommands, useKeysOf } from '#app/ui/commands/use-commands.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { GUIDES, type GuideId } from '#core/canvas/guides.ts'
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
	const { onion, guides, deliveryRatio } = useValue('aids', () => kit.aids.get(), [kit])
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
					<IconButton label="Guides" tooltipSide="right" pressed={guides.length > 0}>
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
				</div>
			</Popover>
		</>
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
