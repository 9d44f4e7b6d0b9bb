/** Guides of a frame as lines and rectangles in its own units: for composing, never part of the picture. */
export const GUIDES = ['thirds', 'centre', 'action', 'title', 'delivery'] as const
export type GuideId = (typeof GUIDES)[number]

/** A line of one's own, straight through the frame. */
export interface GuideLine {
	axis: 'across' | 'upright'
	/** 0–1 of the frame, from the top or from the left. */
	at: number
}
export const MOST_LINES = 8

export interface GuideBox {
	x: number
	y: number
	w: number
	h: number
}

const SAFE = { action: 0.93, title: 0.9 } as const

/** The area that stays visible on a screen that cuts: action 93 %, title 90 % of the frame. */
export function safeArea(kind: 'action' | 'title', { w, h }: { w: number; h: number }): GuideBox {
	return middle(w, h, w * SAFE[kind], h * SAFE[kind])
}

/** The largest frame of another ratio (width ÷ height) inside this one. */
export function deliveryFrame(ratio: number, { w, h }: { w: number; h: number }): GuideBox {
	return ratio > w / h ? middle(w, h, w, w / ratio) : middle(w, h, h * ratio, h)
}

function middle(w: number, h: number, width: number, height: number): GuideBox {
	return { x: (w - width) / 2, y: (h - height) / 2, w: width, h: height }
}

/** Lines as one SVG path in the frame's units. */
export function guideLinesPath(lines: readonly GuideLine[], { w, h }: { w: number; h: number }) {
	return lines
		.map(({ axis, at }) => (axis === 'across' ? `M0 ${at * h}H${w}` : `M${at * w} 0V${h}`))
		.join('')
}
