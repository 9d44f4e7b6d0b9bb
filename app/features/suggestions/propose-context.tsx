/**
 * The proposal that is being made: held here, on this page, until it is laid before the others. What
 * is drawn for it never touches the document (SG70).
 */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

export type SketchLine = [number, number][]
export interface Proposing {
	/** The panel that is drawn over, or null. */
	panelId: string | null
	lines: readonly SketchLine[]
	drawOver(panelId: string | null): void
	addLine(line: SketchLine): void
	takeBack(): void
}

const ProposeContext = createContext<Proposing>({
	panelId: null,
	lines: [],
	drawOver: () => undefined,
	addLine: () => undefined,
	takeBack: () => undefined,
})

export function ProposeProvider({ children }: { children: ReactNode }) {
	const [panelId, setPanelId] = useState<string | null>(null)
	const [lines, setLines] = useState<readonly SketchLine[]>([])
	const value = useMemo<Proposing>(
		() => ({
			panelId,
			lines,
			drawOver: (next) => {
				setPanelId(next)
				setLines([])
			},
			addLine: (line) => setLines((last) => [...last, line]),
			takeBack: () => setLines((last) => last.slice(0, -1)),
		}),
		[panelId, lines],
	)
	return <ProposeContext.Provider value={value}>{children}</ProposeContext.Provider>
}

export function useProposing(): Proposing {
	return useContext(ProposeContext)
}
