/**
 * tldraw paints selection, handles and brush on a canvas, which reads no CSS: the person's colour is
 * handed over here, again whenever the theme changes. Ink stays tldraw's light scheme in both themes,
 * because panels are paper.
 */
import { DEFAULT_THEME, type TLTheme } from 'tldraw'

/** The editor's theme in a person's colour, as the page's tokens stand now. Browser only. */
export function canvasTheme(personColor: string): TLTheme {
	const tokens = getComputedStyle(document.documentElement)
	const person = tokens.getPropertyValue(`--person-${personColor}`).trim()
	const paper = tokens.getPropertyValue('--raised').trim()
	const colors = {
		selectionStroke: person,
		selectionFill: paper,
		selectedContrast: paper,
		brushStroke: person,
		brushFill: `color-mix(in srgb, ${person} 14%, transparent)`,
		snap: person,
		laser: person,
	}
	const { light, dark } = DEFAULT_THEME.colors
	return {
		...DEFAULT_THEME,
		colors: { light: { ...light, ...colors }, dark: { ...dark, ...colors } },
	}
}
