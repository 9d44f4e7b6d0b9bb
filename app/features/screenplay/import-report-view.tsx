/** What came in: scenes, lines, and what could not be matched and was kept. */
import { Check, TriangleAlert } from 'lucide-react'
import { Icon } from '#app/ui/icon.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Tag } from '#app/ui/tag.tsx'
import styles from './import-dialog.module.css'
import type { ScriptReport } from './script-report.ts'

/** More than this is counted and not listed: a list nobody reads helps nobody. */
const MOST_LISTED = 200

export function ImportReportView({ report }: { report: ScriptReport }) {
	const { blocks, scenes, unmatched, warnings } = report
	const added = scenes.filter((scene) => scene.isNew).length
	return (
		<div className={styles.report}>
			<p className={styles.summary} role="status">
				<Icon of={Check} /> {added === 0 ? 'No new scene' : count(added, 'new scene')} in{' '}
				{report.title}.{' '}
				{blocks.kept + blocks.changed === 0
					? `${count(blocks.added, 'line')} came in.`
					: `${count(blocks.added, 'line')} added, ${blocks.changed} changed, ${blocks.kept} as before.`}
			</p>
			{warnings.map((warning) => (
				<Notice key={warning} icon={<Icon of={TriangleAlert} />} title="Look at this">
					<p dir="auto">{warning}</p>
				</Notice>
			))}
			<h3 className={styles.listTitle}>Scenes</h3>
			<ol className={styles.list}>
				{scenes.slice(0, MOST_LISTED).map((scene) => (
					<li key={scene.sceneId}>
						<span className={styles.number}>{scene.number}</span>
						<span dir="auto" className={styles.heading}>
							{scene.heading}
						</span>
						{scene.isNew ? <Tag tone="ok">New</Tag> : null}
					</li>
				))}
			</ol>
			<More total={scenes.length} />
			{unmatched.length === 0 ? null : (
				<>
					<h3 className={styles.listTitle}>Not in these pages, and kept</h3>
					<ul className={styles.list}>
						{unmatched.slice(0, MOST_LISTED).map((line) => (
							<li key={line.blockId} dir="auto" className={styles.kept}>
								{line.text}
							</li>
						))}
					</ul>
					<More total={unmatched.length} />
				</>
			)}
		</div>
	)
}

function More({ total }: { total: number }) {
	return total > MOST_LISTED ? <p className={styles.more}>and {total - MOST_LISTED} more</p> : null
}

function count(amount: number, noun: string): string {
	return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
