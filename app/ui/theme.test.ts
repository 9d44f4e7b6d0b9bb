import { describe, expect, it } from 'vitest'
import { serverTheme, themePreferenceOf } from './theme.ts'

describe('the theme', () => {
	it.each([
		[null, 'system'],
		['', 'system'],
		['dailies_theme=light', 'light'],
		['a=b; dailies_theme=dark; c=d', 'dark'],
		['dailies_theme=purple', 'system'],
		['not_dailies_theme=light', 'system'],
	])('chosen in the cookies %j is %s', (cookies, preference) => {
		expect(themePreferenceOf(cookies)).toBe(preference)
	})

	it('is dark until the device says otherwise', () => {
		expect([serverTheme('system'), serverTheme('dark'), serverTheme('light')]).toEqual([
			'dark',
			'dark',
			'light',
		])
	})
})
