/** What every page of a project's research shares: where we are, its parts, and what was made up. */
import { Link, NavLink, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { cx } from '#app/ui/cx.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Crumbs, Spacer, Topbar } from '#app/ui/topbar.tsx'
import styles from './research.module.css'

export interface ResearchProject {
	id: string
	title: string
	isSynthetic: boolean
}

const PARTS = [
	{ path: '', label: 'Overview' },
	{ path: '/acceptance', label: 'Acceptance' },
	{ path: '/behaviour', label: 'Time, edits and dissent' },
	{ path: '/ranker', label: 'The ranker' },
	{ path: '/evaluate', label: 'Another policy' },
	{ path: '/query', label: 'SQL' },
] as const
const WITHOUT_FILTERS: ReadonlySet<string> = new Set(['', '/evaluate', '/query'])

export function ResearchFrame(props: {
	project: ResearchProject
	/** This page, when it is below one of the parts. */
	here?: string
	/** Filters that go along from part to part. */
	search?: string
	aside?: ReactNode
	children: ReactNode
}) {
	const { project, here, search = '' } = props
	const base = `/projects/${project.id}/research`
	const { pathname } = useLocation()
	const part = PARTS.find(({ path }) => path !== '' && pathname === base + path)
	const last = here ?? part?.label
	const crumbs = [
		{ label: 'Research', to: '/research' },
		last ? { label: project.title, to: base } : { label: project.title },
		...(last ? [{ label: last }] : []),
	]
	return (
		<>
			<Topbar>
				<Crumbs items={crumbs} />
				{project.isSynthetic ? <Tag>Simulated</Tag> : null}
				<Spacer />
				{props.aside}
				<Link to={`/projects/${project.id}/kept`} className={styles.toFilm}>
					Kept of you
				</Link>
				<Link to={`/projects/${project.id}`} className={styles.toFilm}>
					The film
				</Link>
			</Topbar>
			<nav className={styles.parts} aria-label="Research">
				{PARTS.map(({ path, label }) => (
					<NavLink
						key={path}
						to={{
							pathname: base + path,
							search: WITHOUT_FILTERS.has(path) ? '' : search,
						}}
						end={!(path === '' && here)}
						className={({ isActive }) => cx(styles.part, isActive && styles.partHere)}
					>
						{label}
					</NavLink>
				))}
			</nav>
			<main className={styles.shell}>{props.children}</main>
		</>
	)
}
