/** What others did since one left: a quiet list in the top bar, each line a way to the panel. */
import { History } from 'lucide-react'
import { useState } from 'react'
import { agoWords } from '#app/ui/ago-words.ts'
import { personStyle } from '#app/ui/avatar.tsx'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { deedWords, type NewsLine } from './news.ts'
import styles from './together.module.css'

export function NewsList(props: {
	lines: readonly NewsLine[]
	/** When they left. */
	since: number
	/** The panel's number today; null when it is not on the board. */
	numberOf: (panelId: string) => string | null
	onGo: (panelId: string) => void
	onSeen: () => void
}) {
	const { lines, numberOf } = props
	const [open, setOpen] = useState(false)
	const [now] = useState(() => Date.now())
	if (lines.length === 0) return null
	const count = lines.length === 1 ? '1 change' : `${lines.length} changes`
	return (
		<Popover
			label="Since you left"
			open={open}
			onOpenChange={setOpen}
			className={styles.newsSheet ?? ''}
			trigger={
				<button type="button" className={styles.newsButton}>
					<Icon of={History} size={14} /> {count} since you left
				</button>
			}
		>
			<header className={styles.newsHead}>
				<h2>Since you left, {agoWords(props.since, now)}</h2>
				<Button
					size="small"
					onClick={() => {
						setOpen(false)
						props.onSeen()
					}}
				>
					Seen
				</Button>
			</header>
			<ul className={styles.news}>
				{lines.map((line) => {
					const number = numberOf(line.panelId)
					const name = number ?? line.label
					return (
						<li key={line.key}>
							<button
								type="button"
								disabled={number === null}
								onClick={() => {
									setOpen(false)
									props.onGo(line.panelId)
								}}
							>
								<i style={personStyle(line.by.color)} aria-hidden />
								<span>
									<b>{line.by.name}</b> {deedWords(line.kinds)} {name ? `panel ${name}` : 'a panel'}
								</span>
								<time>{agoWords(line.at, now)}</time>
							</button>
						</li>
					)
				})}
			</ul>
		</Popover>
	)
}

/** On a panel and its clip: somebody changed it since one left. */
export function NewsMark({ line }: { line: NewsLine | undefined }) {
	if (!line) return null
	return (
		<span
			className={styles.mark}
			style={personStyle(line.by.color)}
			title={`${line.by.name} ${deedWords(line.kinds)} this since you left`}
		/>
	)
}
