/**
 * Today's dailies: what was offered, taken, refused and learnt, by scene and by person, with the
 * refusals that can still be given a reason.
 */
import { Link } from '@remix-run/react'
import { useState } from 'react'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Crumbs, Spacer, Topbar } from '#app/ui/topbar.tsx'
import { ruleOf } from '#core/suggestions/rules/all-rules.ts'
import { REASONS, type ReasonCode } from '#core/suggestions/suggestion-record.ts'
import { ReasonChips, type Why } from './reason-chips.tsx'
import { sendReasons } from './send-reasons.ts'
import styles from './wrap-page.module.css'

interface Counts {
	offered: number
	taken: number
	changed: number
	refused: number
	dismissed: number
	waiting: number
}
interface Refusal {
	suggestionId: string
	sceneId: string
	scene: string
	title: string
	category: string
	by: string
	isMine: boolean
	reasonCodes: ReasonCode[]
	hasWords: boolean
}
export interface DailiesPageProps {
	project: { projectId: string; title: string }
	/** The day in words, and the days beside it. */
	day: { label: string; isToday: boolean; before: string; after: string | null }
	dailies: {
		all: Counts
		scenes: readonly (Counts & { sceneId: string; name: string })[]
		people: readonly (Counts & { name: string })[]
		learnt: readonly { category: string; answers: number; taken: number }[]
		leftOut: readonly {
			generatorId: string
			scope: 'shot' | 'scene' | 'project'
			by: string | null
		}[]
		refusals: readonly Refusal[]
	}
}

const FIGURES: readonly (readonly [keyof Counts, string])[] = [
	['offered', 'Offered'],
	['taken', 'Taken'],
	['changed', 'Taken, changed'],
	['refused', 'Refused'],
	['dismissed', 'Dismissed'],
	['waiting', 'Still waiting'],
]
const COUNTS: readonly Column<Counts & { name: string }>[] = FIGURES.map(([key, header]) => ({
	key,
	header,
	align: 'right',
	render: (row) => row[key],
}))
const WHERE = { shot: 'in one set-up', scene: 'in a scene', project: 'in the film' } as const

export function DailiesPage({ project, day, dailies }: DailiesPageProps) {
	const { all, scenes, people, learnt, leftOut, refusals } = dailies
	const base = `/projects/${project.projectId}`
	const mine = refusals.filter(({ isMine, reasonCodes }) => isMine && reasonCodes.length === 0)
	return (
		<>
			<Topbar>
				<Crumbs
					items={[
						{ label: 'Projects', to: '/' },
						{ label: project.title, to: base },
						{ label: 'Dailies' },
					]}
				/>
				<Spacer />
				<Link to={`${base}/second`}>Second opinion</Link>
				<Link to={`${base}/taste`}>What was learnt about me</Link>
			</Topbar>
			<main className={styles.shell}>
				<header>
					<h1 className={styles.title}>
						{day.isToday ? 'Today’s dailies' : 'Dailies'}, {day.label}
					</h1>
					<p className={styles.actions}>
						<Link to={`?day=${day.before}`}>The day before</Link>
						{day.after ? <Link to={`?day=${day.after}`}>The day after</Link> : null}
					</p>
				</header>
				<dl className={styles.figures}>
					{FIGURES.map(([key, label]) => (
						<div key={key}>
							<dt>{label}</dt>
							<dd>{all[key]}</dd>
						</div>
					))}
				</dl>
				<section className={styles.card} aria-label="Reasons">
					<h2>{mine.length > 0 ? 'Still without a reason' : 'Refused'}</h2>
					{refusals.length === 0 ? (
						<p className={styles.small}>Nothing was refused.</p>
					) : (
						<ul className={styles.list}>
							{[...mine, ...refusals.filter((each) => !mine.includes(each))].map((refusal) => (
								<RefusalLine key={refusal.suggestionId} refusal={refusal} base={base} />
							))}
						</ul>
					)}
				</section>
				<section className={styles.card} aria-label="By scene">
					<h2>By scene</h2>
					<DataTable
						caption="Suggestions by scene"
						columns={[
							{
								key: 'name',
								header: 'Scene',
								render: ({ sceneId, name }) => <Link to={`${base}/scenes/${sceneId}`}>{name}</Link>,
							},
							...(COUNTS as readonly Column<Counts & { sceneId: string; name: string }>[]),
						]}
						rows={[...scenes]}
						rowKey={({ sceneId }) => sceneId}
						empty="Nothing was offered."
					/>
				</section>
				<section className={styles.card} aria-label="By person">
					<h2>By person</h2>
					<DataTable
						caption="Suggestions by person"
						columns={[{ key: 'name', header: 'Who', render: ({ name }) => name }, ...COUNTS]}
						rows={[...people]}
						rowKey={({ name }) => name}
						empty="Nobody answered."
					/>
				</section>
				<section className={styles.card} aria-label="Learnt">
					<h2>Learnt</h2>
					{learnt.length + leftOut.length === 0 ? (
						<p className={styles.small}>No answers yet.</p>
					) : null}
					<ul className={styles.list}>
						{learnt.map(({ category, answers, taken }) => (
							<li key={category}>
								{category}: {taken} of {answers} taken
							</li>
						))}
						{leftOut.map(({ generatorId, scope, by }) => (
							<li key={`${generatorId} ${scope}`}>
								{ruleOf(generatorId)?.title ?? generatorId} is left out on purpose {WHERE[scope]}
								{by ? `, by ${by}` : ''}
							</li>
						))}
					</ul>
				</section>
			</main>
		</>
	)
}

function RefusalLine({ refusal, base }: { refusal: Refusal; base: string }) {
	const [problem, setProblem] = useState<string | null>(null)
	const onWhy = (why: Why) => {
		void sendReasons(refusal, why).then(setProblem)
	}
	const said = REASONS.filter(([code]) => refusal.reasonCodes.includes(code)).map(
		([, label]) => label,
	)
	return (
		<li>
			<span>
				<b>{refusal.title}</b>{' '}
				<span className={styles.small}>
					{refusal.category} · <Link to={`${base}/scenes/${refusal.sceneId}`}>{refusal.scene}</Link>{' '}
					· {refusal.isMine ? 'you' : refusal.by}
				</span>
			</span>
			{refusal.isMine ? (
				<ReasonChips reasonCodes={refusal.reasonCodes} onWhy={onWhy} />
			) : (
				<span className={styles.small}>
					{said.length > 0 ? said.join(', ') : 'No reason was given.'}
					{refusal.hasWords ? ' With a sentence.' : ''}
				</span>
			)}
			{problem ? <p role="alert">{problem}</p> : null}
		</li>
	)
}
