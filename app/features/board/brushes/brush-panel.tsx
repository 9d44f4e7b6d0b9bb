/** Which brush, its width and its ink: a sheet hung on the rail, never over what is drawn. */
import type { ReactElement } from 'react'
import { useValue } from 'tldraw'
import { Icon } from '#app/ui/icon.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { BRUSH_WIDTHS, PALETTE } from '#core/canvas/brush.ts'
import { shadesOf } from '#core/canvas/svg-paint.ts'
import { TOOL_GROUPS } from '../rail-tools.ts'
import { type BrushKit, labelOf } from './brush-kit.ts'
import styles from './brush-panel.module.css'

export function BrushPanel({ kit, trigger }: { kit: BrushKit; trigger: ReactElement }) {
	const brush = useValue('brush in hand', () => kit.brush.get(), [kit])
	const { width, ink } = useValue('brush', () => kit.styles.get()[kit.brush.get()], [kit])
	const step = Math.max(
		0,
		BRUSH_WIDTHS.findIndex((one) => one >= width),
	)
	return (
		<Popover trigger={trigger} label="Colour and size" side="right" align="end">
			<div className={styles.panel}>
				<div className={styles.brushes} role="radiogroup" aria-label="Brush">
					{TOOL_GROUPS.flat().map(({ id, label, icon, brush: one }) =>
						one ? (
							<label key={id} className={styles.brush}>
								<input
									type="radio"
									name="brush"
									checked={one === brush}
									onChange={() => kit.take(one, { staysHere: true })}
								/>
								<Icon of={icon} />
								{label}
							</label>
						) : null,
					)}
				</div>
				<label className={styles.width}>
					<span>Size</span>
					<input
						type="range"
						min={0}
						max={BRUSH_WIDTHS.length - 1}
						value={step}
						aria-valuetext={`${width}`}
						onChange={(event) =>
							kit.setStyle({ width: BRUSH_WIDTHS[Number(event.target.value)] ?? width })
						}
					/>
					<output>{width}</output>
				</label>
				<div className={styles.inks} role="radiogroup" aria-label="Ink">
					{PALETTE.map((one) => (
						<label key={one.label} className={styles.ink} title={one.label}>
							<input
								type="radio"
								name="ink"
								aria-label={one.label}
								checked={one.label === labelOf(ink)}
								onChange={() => kit.setStyle({ ink: one.ink })}
							/>
							<i style={{ background: shadesOf(one.ink.color).solid, opacity: one.ink.opacity }} />
						</label>
					))}
				</div>
			</div>
		</Popover>
	)
}
