/** What the tool has learnt about whoever looks, with the answers behind it; to reset, or to leave off. */
import { Form, Link } from '@remix-run/react'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Crumbs, Spacer, Topbar } from '#app/ui/topbar.tsx'
import { type TasteWeight, tasteLines } from './taste-words.ts'
import styles from './wrap-page.module.css'

export interface TastePageProps {
	project: { projectId: string; title: string }
	taste: { answers: number; weights: readonly TasteWeight[]; isLearning: boolean }
	refusal: string | null
}

const MAX_LINES = 24

export function TastePage({ project, taste, refusal }: TastePageProps) {
	const lines = tasteLines(taste.weights).slice(0, MAX_LINES)
	const base = `/projects/${project.projectId}`
	return (
		<>
			<Topbar>
				<Crumbs
					items={[
						{ label: 'Projects', to: '/' },
						{ label: project.title, to: base },
						{ label: 'My taste' },
					]}
				/>
				<Spacer />
				<Link to={`${base}/dailies`}>Today’s dailies</Link>
				<Link to={`${base}/kept`}>Kept of you</Link>
			</Topbar>
			<main className={styles.shell}>
				<header>
					<h1 className={styles.title}>What was learnt about you</h1>
					<p className={styles.says}>
						{taste.answers === 1
							? 'One answer of yours on this film'
							: `${taste.answers} answers of yours on this film`}{' '}
						{taste.isLearning ? 'say' : 'would say'} how your taste departs from everybody’s. It
						decides what stands first in your tray, and nobody else sees it.
					</p>
				</header>
				{refusal ? (
					<Notice title="Nothing was changed" tone="danger" announce>
						<p>{refusal}</p>
					</Notice>
				) : null}
				{taste.isLearning ? null : (
					<Notice title="Nothing is learnt from your answers">
						<p>You are offered what everybody is offered.</p>
					</Notice>
				)}
				<section className={styles.card} aria-label="Your taste">
					<h2>Your taste</h2>
					{lines.length === 0 ? (
						<p className={styles.small}>
							Nothing that differs from everybody’s yet. It comes with your answers.
						</p>
					) : (
						<ul className={styles.list}>
							{lines.map(({ name, what, lean, answers, taken }) => (
								<li key={name}>
									<span>
										<b>{what}</b> <Tag>{lean === 'more' ? 'You take more' : 'You take less'}</Tag>
									</span>
									<span className={styles.small}>
										{taken} of {answers} taken by you
									</span>
								</li>
							))}
						</ul>
					)}
				</section>
				<div className={styles.actions}>
					<Form method="post">
						<input type="hidden" name="intent" value="forget" />
						<Button type="submit">Forget what was learnt</Button>
					</Form>
					<Form method="post">
						<input type="hidden" name="intent" value={taste.isLearning ? 'stop' : 'learn'} />
						<Button type="submit">
							{taste.isLearning ? 'Do not learn from my answers' : 'Learn from my answers again'}
						</Button>
					</Form>
				</div>
			</main>
		</>
	)
}
