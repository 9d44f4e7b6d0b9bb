/** The visitor's own disc at the end of the bar: their name, the theme, and the way out. */
import { useNavigate, useSubmit } from '@remix-run/react'
import { LogOut, Monitor, Moon, Pencil, Sun } from 'lucide-react'
import { Avatar } from '#app/ui/avatar.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from '#app/ui/menu.tsx'
import { setThemePreference, THEME_PREFERENCES, useThemePreference } from '#app/ui/theme.ts'
import styles from './account-menu.module.css'
import { ROLE_WORDS } from './role-words.ts'
import { useMe } from './use-me.ts'

const THEMES = [
	{ value: 'system', label: 'As this device', icon: <Icon of={Monitor} size={14} /> },
	{ value: 'light', label: 'Light', icon: <Icon of={Sun} size={14} /> },
	{ value: 'dark', label: 'Dark', icon: <Icon of={Moon} size={14} /> },
] as const

export function AccountMenu() {
	const me = useMe()
	const theme = useThemePreference()
	const navigate = useNavigate()
	const submit = useSubmit()
	if (!me) return null
	const choose = (value: string) => {
		const preference = THEME_PREFERENCES.find((candidate) => candidate === value)
		if (preference) setThemePreference(preference)
	}
	return (
		<Menu
			trigger={
				<button type="button" className={styles.trigger}>
					<Avatar name={me.name} initials={me.initials} color={me.color} />
					<span className="visually-hidden">, your menu</span>
				</button>
			}
		>
			<MenuLabel>
				{me.name}, {ROLE_WORDS[me.role]}
			</MenuLabel>
			<MenuItem icon={<Icon of={Pencil} size={14} />} onSelect={() => navigate('/join')}>
				Change name
			</MenuItem>
			<MenuSeparator />
			<MenuChoices value={theme} onValueChange={choose} options={THEMES} />
			<MenuSeparator />
			<MenuItem
				icon={<Icon of={LogOut} size={14} />}
				onSelect={() => submit({}, { method: 'post', action: '/leave' })}
			>
				Leave
			</MenuItem>
		</Menu>
	)
}
