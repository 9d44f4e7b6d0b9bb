/** Suggestions others have answered, as they were offered and without the answer: what would you have said? */
import { Form, Link } from '@remix-run/react'
import { Button } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Crumbs, Spacer, Topbar } from '#app/ui/topbar.tsx'
import { MAX_OPINION_WORDS } from '#core/signals/second-opinion.ts'
import { REASONS } from '#core/suggestions/suggestion-record.ts'
import styles from './wrap-page.module.css'

interface Asked {
	suggestionId: string
	decisionEventId: string
	heading: string
	category: string
	title: string
	rationale: string
	rows: { label: string; before: string | null; after: string | null }[]
	picture: string | null
}

export function SecondOpinionPage(props: {
	project: { projectId: string; title: string }
	asked: readonly Asked[]
	isKept: boolean
	refusal: string | null
}) {
	const { project, asked, isKept, refusal } = props
	const base = `/projects/${project.projectId}`
	return (
		<>
			<Topbar>
				<Crumbs
					items={[
						{ label: 'Projects', to: '/' },
						{ label: project.title, to: base },
						{ label: 'Second opinion' },
					]}
				/>
				<Spacer />
				<Link to={`${base}/dailies`}>Today’s dailies</Link>
			</Topbar>
			<main className={styles.shell}>
				<header>
					<h1 className={styles.title}>What would you have said?</h1>
					<p className={styles.says}>
						Some suggestions are shown to a second person, as they were offered and without the
						answer they got. What you say changes nothing on the board.
					</p>
				</header>
				<p role="status" className={styles.small}>
					{isKept ? 'Kept. Thank you.' : ''}
				</p>
				{refusal ? (
					<Notice title="Nothing was kept" tone="danger" announce>
						<p>{refusal}</p>
					</Notice>
				) : null}
				{asked.length === 0 ? (
					<Notice title="Nothing is asked of you just now">
						<p>Another time a few of the others’ suggestions will stand here.</p>
					</Notice>
				) : (
					<div className={styles.pair}>
						{asked.map((each) => (
							<AskedCard key={each.decisionEventId} asked={each} />
						))}
					</div>
				)}
			</main>
		</>
	)
}

function AskedCard({ asked }: { asked: Asked }) {
	const { title, rationale, category, heading, rows, picture } = asked
	return (
		<section className={styles.card} aria-label={title}>
			<p className={styles.small}>
				<Tag>{category}</Tag> {heading}
			</p>
			<h2>{title}</h2>
			{picture ? (
				<img
					className={styles.picture}
					alt={`The panel with what was suggested: ${title}`}
					src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`}
				/>
			) : null}
			<p>{rationale}</p>
			{rows.length > 0 ? (
				<ul className={styles.list}>
					{rows.map(({ label, before, after }) => (
						<li key={label}>
							<span>{label}</span>
							<span>
								{before ? `${before} → ` : ''}
								<b>{after ?? 'none'}</b>
							</span>
						</li>
					))}
				</ul>
			) : null}
			<Form method="post" className={styles.answer}>
				<input type="hidden" name="suggestionId" value={asked.suggestionId} />
				<input type="hidden" name="decisionEventId" value={asked.decisionEventId} />
				<TextArea
					label="In a sentence, if you like"
					name="critique"
					rows={2}
					maxLength={MAX_OPINION_WORDS}
					hint="Kept as your reasons are, locked with a key of your own."
				/>
				<label className={styles.small}>
					If not, why{' '}
					<select name="reason" className={styles.reason} defaultValue="">
						<option value="">No reason</option>
						{REASONS.map(([code, label]) => (
							<option key={code} value={code}>
								{label}
							</option>
						))}
					</select>
				</label>
				<div className={styles.actions}>
					<Button type="submit" name="verdict" value="accept">
						I would take it
					</Button>
					<Button type="submit" name="verdict" value="reject">
						I would not
					</Button>
				</div>
			</Form>
		</section>
	)
}
