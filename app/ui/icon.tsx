/** A Lucide icon at the tool's sizes: 16 px by default, thinner when large, never read aloud. */
import type { LucideIcon } from 'lucide-react'

const STROKES = { 12: 2, 14: 1.75, 16: 1.75, 18: 1.75, 20: 1.6 } as const

export function Icon(props: {
	of: LucideIcon
	size?: keyof typeof STROKES
	className?: string | undefined
}) {
	const { of: Glyph, size = 16, className = '' } = props
	return (
		<Glyph
			width={size}
			height={size}
			strokeWidth={STROKES[size]}
			className={className}
			style={{ flex: 'none' }}
			aria-hidden
		/>
	)
}
