/** The frame of a page beside the board: bar, heading with its actions, content at 1440 at most. */
import type { ReactNode } from 'react'
import { Crumbs, Spacer, Topbar } from '#app/ui/topbar.tsx'
import styles from './page.module.css'

export function Page(props: {
	crumbs: readonly { label: string; to?: string }[]
	/** At the right of the bar: who I am. */
	account: ReactNode
	children: ReactNode
}) {
	return (
		<>
			<Topbar>
				<Crumbs items={props.crumbs} />
				<Spacer />
				{props.account}
			</Topbar>
			<main className={styles.shell}>{props.children}</main>
		</>
	)
}

export function PageHead(props: { title: string; sub?: ReactNode; actions?: ReactNode }) {
	return (
		<div className={styles.head}>
			<h1>{props.title}</h1>
			{props.sub ? <span className={styles.sub}>{props.sub}</span> : null}
			{props.actions ? <div className={styles.actions}>{props.actions}</div> : null}
		</div>
	)
}

export function SectionHead(props: { title: string; children?: ReactNode }) {
	return (
		<div className={styles.sectionHead}>
			<h2>{props.title}</h2>
			{props.children}
		</div>
	)
}

/** A quiet field for an empty state. */
export function Stage({ children }: { children: ReactNode }) {
	return <div className={styles.stage}>{children}</div>
}

export function Logline({ children }: { children: ReactNode }) {
	return <p className={styles.logline}>{children}</p>
}
