/** What new pages would change, line by line, before anything is written. */
import { LineChange } from '#app/ui/line-change.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { revisionColor, revisionName } from '#core/screenplay/revision-colors.ts'
import styles from './draft-preview.module.css'
import type { DraftPreview } from './script-report.ts'

/** More lines than this are counted and not shown. */
const MOST_LINES = 400
const WORDS = { added: 'Added', changed: 'Changed', moved: 'Moved', cut: 'Cut' } as const

export function DraftPreviewView({ diff }: { diff: DraftPreview }) {
	const { counts } = diff
	const lines = diff.scenes.reduce((sum, scene) => sum + scene.lines.length, 0)
	let left = MOST_LINES
	return (
		<div className={styles.preview}>
			<p className={styles.summary} role="status">
				<span className={styles.color} style={{ background: revisionColor(diff.revision).paper }} />
				{revisionName(diff.revision)} draft: {counts.added} added, {counts.changed} changed,{' '}
				{counts.moved} moved, {counts.cut} cut, {counts.kept} as before.
			</p>
			{diff.missing.length > 0 ? (
				<Notice title="Not in these pages, and kept as they are">
					<p>{diff.missing.slice(0, 20).join(' · ')}</p>
				</Notice>
			) : null}
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keyboard. */}
			<section className={styles.scenes} aria-label="What changes" tabIndex={0}>
				{diff.scenes.map((scene, at) => {
					const shown = scene.lines.slice(0, Math.max(0, left))
					left -= shown.length
					return shown.length === 0 ? null : (
						// biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown.
						<div key={at}>
							<h3 className={styles.heading} dir="auto">
								{scene.heading ?? 'Before the first scene'}{' '}
								{scene.isNew ? <Tag tone="ok">New</Tag> : null}
							</h3>
							<ul className={styles.lines}>
								{shown.map((line, place) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown.
									<li key={place} className={styles[line.kind]}>
										<span className={styles.kind}>{WORDS[line.kind]}</span>
										<span dir="auto" className={styles.words}>
											<LineChange
												before={line.kind === 'moved' ? line.after : line.before}
												after={line.after}
											/>
										</span>
									</li>
								))}
							</ul>
						</div>
					)
				})}
			</section>
			{lines > MOST_LINES ? <p>and {lines - MOST_LINES} more lines</p> : null}
		</div>
	)
}
