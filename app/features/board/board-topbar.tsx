/** The board's top bar: where we are, the next scene, whether all is saved, who is here, sharing. */
import { ChevronLeft, ChevronRight, Moon, Play, Sun, UserPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton, IconLink } from '#app/ui/icon-button.tsx'
import { setThemePreference, useTheme } from '#app/ui/theme.ts'
import { Crumbs, Rule, Spacer, Topbar } from '#app/ui/topbar.tsx'
import styles from './board-topbar.module.css'

export function BoardTopbar(props: {
	project: { label: string; to: string }
	/** The scene's name as a button that opens the list of scenes. */
	sceneMenu: ReactNode
	previousTo: string | null
	nextTo: string | null
	/** What can be done to the chosen panels from here. */
	panelActions?: ReactNode
	saveState: ReactNode
	/** What is news, looking back, pitching: beside the people. */
	together?: ReactNode
	people: ReactNode
	/** What has no button of its own. */
	more?: ReactNode
	onShare: () => void
	/** Plays the scene over the whole window. */
	onPlay: () => void
}) {
	return (
		<Topbar>
			<div className={styles.where}>
				<Crumbs items={[props.project]} />
				<Icon of={ChevronRight} size={14} className={styles.chevron} />
				{props.sceneMenu}
				<span className={styles.steps}>
					<SceneStep to={props.previousTo} label="Previous scene">
						<Icon of={ChevronLeft} />
					</SceneStep>
					<SceneStep to={props.nextTo} label="Next scene">
						<Icon of={ChevronRight} />
					</SceneStep>
				</span>
				{props.panelActions}
				{props.more}
			</div>
			{props.saveState}
			<Spacer />
			{props.together}
			{props.people}
			<Button variant="plain" icon={<Icon of={UserPlus} size={14} />} onClick={props.onShare}>
				<span className={styles.wide}>Share</span>
			</Button>
			<Button variant="solid" icon={<Icon of={Play} size={14} />} onClick={props.onPlay}>
				<span className={styles.play}>Play scene</span>
			</Button>
			<Rule />
			<ThemeButton />
		</Topbar>
	)
}

function SceneStep(props: { to: string | null; label: string; children: ReactNode }) {
	if (props.to === null) {
		return (
			<IconButton label={props.label} size="small" disabled>
				{props.children}
			</IconButton>
		)
	}
	return (
		<IconLink to={props.to} label={props.label} size="small">
			{props.children}
		</IconLink>
	)
}

function ThemeButton() {
	const theme = useTheme()
	const other = theme === 'dark' ? 'light' : 'dark'
	return (
		<IconButton label={`Switch to ${other}`} onClick={() => setThemePreference(other)}>
			<Icon of={theme === 'dark' ? Sun : Moon} />
		</IconButton>
	)
}
