/** Panels chosen by their numbers as a crew says them: `2A-1, 2C-1 to 2E-1, 3`. */

export interface ChosenPanels {
	/** In story order; all of them when nothing was asked for. */
	panelIds: string[]
	/** What was asked for and is not there, as it was typed. */
	unknown: string[]
}

/**
 * @param typed numbers apart by commas or spaces; `to`, `-` between spaces, or an en dash makes a run.
 *   A shot's number (`2A`) stands for all its panels.
 * @param panels in story order
 */
export function choosePanels(
	typed: string,
	panels: readonly { panelId: string; number: string }[],
): ChosenPanels {
	const wanted = typed
		.replace(/\s+(?:to|-)\s+|\s*–\s*/gi, '–')
		.split(/[\s,;]+/)
		.filter(Boolean)
	if (wanted.length === 0) return { panelIds: panels.map(({ panelId }) => panelId), unknown: [] }
	const chosen = new Set<string>()
	const unknown: string[] = []
	for (const part of wanted) {
		const [first = '', last = first] = part.split('–')
		const from = placesOf(first, panels)
		const to = placesOf(last, panels)
		if (from.length === 0 || to.length === 0) {
			unknown.push(part)
			continue
		}
		const start = Math.min(...from, ...to)
		const end = Math.max(...from, ...to)
		const run = first === last ? from : panels.map((_, i) => i).slice(start, end + 1)
		for (const place of run) {
			const panel = panels[place]
			if (panel) chosen.add(panel.panelId)
		}
	}
	const inOrder = panels.filter(({ panelId }) => chosen.has(panelId))
	return { panelIds: inOrder.map(({ panelId }) => panelId), unknown }
}

function placesOf(number: string, panels: readonly { number: string }[]): number[] {
	const asked = number.toUpperCase()
	return panels.flatMap((panel, i) => {
		const own = panel.number.toUpperCase()
		return own === asked || own.startsWith(`${asked}-`) ? [i] : []
	})
}
