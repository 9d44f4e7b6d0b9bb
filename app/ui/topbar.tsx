/** The bar at the top of every page: the mark (home), where we are, and what the page can do. */
import { Link } from '@remix-run/react'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './topbar.module.css'

export function Topbar({ children }: { children: ReactNode }) {
	return (
		<header className={styles.topbar}>
			<Link to="/" className={styles.home} aria-label="Dailies, all projects">
				<Mark />
			</Link>
			{children}
		</header>
	)
}

/** The mark: a frame and the line of "now". */
export function Mark() {
	return (
		<svg className={styles.mark} viewBox="0 0 24 24" aria-hidden="true">
			<rect x="2" y="4" width="20" height="16" rx="3" />
			<rect className={styles.hole} x="5" y="7" width="9" height="10" rx="1" />
			<rect className={styles.now} x="16.6" y="7" width="2.4" height="10" rx="1" />
		</svg>
	)
}

/** Where we are; the last one is this page and is no link. */
export function Crumbs({ items }: { items: readonly { label: string; to?: string }[] }) {
	return (
		<nav className={styles.crumbs} aria-label="Where you are">
			<ol>
				{items.map((item, place) => (
					<li key={item.to ?? item.label}>
						{place > 0 ? <Icon of={ChevronRight} size={14} /> : null}
						{item.to ? (
							<Link to={item.to}>{item.label}</Link>
						) : (
							<span aria-current="page">{item.label}</span>
						)}
					</li>
				))}
			</ol>
		</nav>
	)
}

export function Spacer() {
	return <div className={styles.spacer} />
}

/** A thin upright line between groups of controls. */
export function Rule() {
	return <div className={styles.rule} />
}
