/**
 * Light, dark or as the device: `data-theme` on <html>. The choice is kept in a cookie, so that the
 * server paints the right one at once; "as the device" is resolved by a script before first paint.
 * Tokens know only `light` and `dark`; tldraw stays in its light scheme in both.
 */
import { useSyncExternalStore } from 'react'

export const THEME_PREFERENCES = ['system', 'light', 'dark'] as const
export type ThemePreference = (typeof THEME_PREFERENCES)[number]
export type Theme = 'light' | 'dark'

const COOKIE = 'dailies_theme'
const YEAR_S = 365 * 24 * 3600
const LIGHT_QUERY = '(prefers-color-scheme: light)'
const CHANGED = 'dailies:theme'

/** The preference in a Cookie header (or document.cookie); `system` when there is none. */
export function themePreferenceOf(cookies: string | null | undefined): ThemePreference {
	const value = /(?:^|;\s*)dailies_theme=(\w+)/.exec(cookies ?? '')?.[1]
	return THEME_PREFERENCES.find((preference) => preference === value) ?? 'system'
}

/** What <html> carries before the device's own wish is known. */
export function serverTheme(preference: ThemePreference): Theme {
	return preference === 'light' ? 'light' : 'dark'
}

/** Runs in <head> before anything is painted; only when the device decides. */
export const SYSTEM_THEME_SCRIPT = `document.documentElement.dataset.theme=matchMedia('${LIGHT_QUERY}').matches?'light':'dark'`

/** Keeps the choice and shows it at once. Browser only. */
export function setThemePreference(preference: ThemePreference): void {
	// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs https; a LAN has none.
	document.cookie = `${COOKIE}=${preference}; path=/; max-age=${YEAR_S}; samesite=lax`
	document.documentElement.dataset.theme = resolve(preference)
	window.dispatchEvent(new Event(CHANGED))
}

function resolve(preference: ThemePreference): Theme {
	if (preference !== 'system') return preference
	return window.matchMedia(LIGHT_QUERY).matches ? 'light' : 'dark'
}

/** Follows the choice and the device; returns the stop function. */
function subscribe(onChange: () => void): () => void {
	const media = window.matchMedia(LIGHT_QUERY)
	const follow = () => {
		document.documentElement.dataset.theme = resolve(themePreferenceOf(document.cookie))
		onChange()
	}
	media.addEventListener('change', follow)
	window.addEventListener(CHANGED, follow)
	return () => {
		media.removeEventListener('change', follow)
		window.removeEventListener(CHANGED, follow)
	}
}

export function useThemePreference(): ThemePreference {
	return useSyncExternalStore(
		subscribe,
		() => themePreferenceOf(document.cookie),
		() => 'system',
	)
}

/** The theme on screen now: for canvases, which read no CSS. */
export function useTheme(): Theme {
	return useSyncExternalStore<Theme>(
		subscribe,
		() => (document.documentElement.dataset.theme === 'light' ? 'light' : 'dark'),
		() => 'dark',
	)
}
