/**
 * Which suggestion is shown as a ghost on the canvas: the tray says, the canvas paints. One ghost at
 * a time. Wrap the board (tray and canvas alike) in GhostProvider.
 */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { ProposeProvider } from './propose-context.tsx'
import { ReshapeProvider } from './reshape/reshape-context.tsx'

export interface GhostSelection {
	/** The suggestion laid over the wall, or null. */
	suggestionId: string | null
	show(suggestionId: string | null): void
	/** Raised each time the canvas asks the tray to take the focus (the `.` key, a click on a ghost). */
	focusRequest: { suggestionId: string | null; count: number }
	focusTray(suggestionId: string | null): void
}

const GhostContext = createContext<GhostSelection>({
	suggestionId: null,
	show: () => undefined,
	focusRequest: { suggestionId: null, count: 0 },
	focusTray: () => undefined,
})

export function GhostProvider({ children }: { children: ReactNode }) {
	const [suggestionId, show] = useState<string | null>(null)
	const [focusRequest, setFocusRequest] = useState<GhostSelection['focusRequest']>({
		suggestionId: null,
		count: 0,
	})
	const value = useMemo<GhostSelection>(
		() => ({
			suggestionId,
			show,
			focusRequest,
			focusTray: (id) => setFocusRequest((last) => ({ suggestionId: id, count: last.count + 1 })),
		}),
		[suggestionId, focusRequest],
	)
	return (
		<GhostContext.Provider value={value}>
			<ProposeProvider>
				<ReshapeProvider>{children}</ReshapeProvider>
			</ProposeProvider>
		</GhostContext.Provider>
	)
}

export function useGhost(): GhostSelection {
	return useContext(GhostContext)
}
