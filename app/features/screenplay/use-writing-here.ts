/** Where one writes in the lane: which line, how one gets to the next, and what becomes of the place when it goes. */
import { useEffect, useState } from 'react'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import type { WritingHere } from './script-block.tsx'
import type { ScriptWriting, WritingPlace } from './script-writing.ts'

export interface LaneWriting extends WritingHere {
	/** Starts in a line, else in the first; makes one where there is none. */
	start: (blockId: string | null) => void
}

export function useWritingHere(
	blocks: readonly ScriptBlockRecord[],
	writing: ScriptWriting | null,
): LaneWriting | null {
	const [place, setPlace] = useState<WritingPlace | null>(null)
	const isGone = place !== null && !blocks.some(({ id }) => id === place.blockId)
	useEffect(() => {
		// Somebody joined the line to another, or took it out.
		if (isGone) setPlace(null)
	}, [isGone])
	if (!writing) return null
	const written = blocks.filter(({ type, meta }) => type !== 'pageBreak' && meta.boneyard !== true)
	return {
		writing,
		place,
		onGo: setPlace,
		onLeave: (blockId) => setPlace((now) => (now?.blockId === blockId ? null : now)),
		onStep(blockId, step) {
			const next = written[written.findIndex(({ id }) => id === blockId) + step]
			if (next) setPlace({ blockId: next.id, caret: step > 0 ? 0 : next.text.length })
		},
		start(blockId) {
			const at = written.find(({ id }) => id === blockId) ?? written[0]
			setPlace(at ? { blockId: at.id, caret: at.text.length } : writing.begin())
		},
	}
}
