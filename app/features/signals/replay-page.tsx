/**
 * A decision opened again: the scene as its slate stored it, what was offered with what chance, what was
 * decided and what became of it. Nothing here comes from today's board.
 */
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { ButtonLink } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { LocalTime } from '#app/ui/local-time.tsx'
import { VERDICT_WORDS } from './decisions-table.tsx'
import { duration } from './format.ts'
import styles from './replay.module.css'
import { TheChange, Trust, WhatBecame } from './replay-aside.tsx'
import { Candidates, Offered } from './replay-offered.tsx'
import type { ReplayView } from './replay-view.ts'
import { ResearchFrame, type ResearchProject } from './research-frame.tsx'
import { reasonLabels } from './tables.ts'

export function ReplayPage(props: {
	project: ResearchProject
	replay: ReplayView
	/** Rows in the log now. */
	entries: number
}) {
	const { project, replay, entries } = props
	const base = `/projects/${project.id}/research/decisions`
	const where =
		replay.panelNumber ?? (replay.sceneNumber ? `scene ${replay.sceneNumber}` : 'a scene')
	return (
		<ResearchFrame
			project={project}
			here={`Decision on ${where}`}
			aside={
				<>
					{replay.earlier ? (
						<ButtonLink
							variant="plain"
							to={`${base}/${replay.earlier}`}
							icon={<Icon of={ArrowLeft} size={14} />}
						>
							Earlier
						</ButtonLink>
					) : null}
					{replay.later ? (
						<ButtonLink
							variant="plain"
							to={`${base}/${replay.later}`}
							icon={<Icon of={ArrowRight} size={14} />}
						>
							Later
						</ButtonLink>
					) : null}
				</>
			}
		>
			<Head replay={replay} />
			<div className={styles.columns}>
				<div className={styles.main}>
					<Scene base={`${base}/${replay.eventId}/pictures`} replay={replay} />
					<Offered base={`${base}/${replay.eventId}/pictures`} replay={replay} />
					<Candidates replay={replay} />
				</div>
				<div className={styles.aside}>
					<TheChange replay={replay} />
					<WhatBecame replay={replay} />
					<Trust replay={replay} entries={entries} />
				</div>
			</div>
		</ResearchFrame>
	)
}

function Head({ replay }: { replay: ReplayView }) {
	const { verdict, title, actor, actorRole, person, byRequester, latencyMs } = replay
	const word = VERDICT_WORDS[verdict] ?? verdict
	return (
		<div>
			<h1 className={styles.title}>
				{word.charAt(0).toUpperCase() + word.slice(1)}: “{title}”
			</h1>
			<p className={styles.sub}>
				{actor} ({[actorRole, person].filter(Boolean).join(', ')}), <LocalTime ms={replay.tsMs} />
				{latencyMs === null ? '' : `, ${duration(latencyMs)} after the offer`}
				{byRequester
					? ''
					: '. It was offered to somebody else, so it is nobody’s answer in the figures'}
				{replay.stands ? '' : '. Taken back since'}
			</p>
			<Why replay={replay} />
		</div>
	)
}

function Why({ replay }: { replay: ReplayView }) {
	const reasons = reasonLabels(replay.reasonCodes).join(', ')
	const { critique, strength } = replay
	if (!reasons && !critique && strength === null) return null
	return (
		<p className={styles.why}>
			{reasons ? <strong>{reasons}. </strong> : null}
			{critique?.state === 'open' ? <q>{critique.text}</q> : null}
			{critique?.state === 'erased' ? <em>Words were given; they have been erased.</em> : null}
			{critique?.state === 'kept_back' ? (
				<em>Words were given; their writer keeps them back.</em>
			) : null}
			{strength === null ? null : ` Strength ${strength > 0 ? '+' : ''}${strength} of 3.`}
		</p>
	)
}

function Scene({ base, replay }: { base: string; replay: ReplayView }) {
	const { panels, slate, heading } = replay
	return (
		<section aria-label="The scene as it stood">
			<h2 className={styles.heading}>
				The scene as it stood{' '}
				<span>
					{heading ? `${heading}; ` : ''}kept with the offer of <LocalTime ms={slate.tsMs} />, not
					today’s board
				</span>
			</h2>
			{panels === null ? (
				<p className={styles.missing}>The stored scene cannot be opened any more.</p>
			) : (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
				<ol className={styles.strip} tabIndex={0} aria-label="Panels in story order">
					{panels.map(({ panelId, number, size, isTarget }) => (
						<li key={panelId} className={isTarget ? styles.target : undefined}>
							<p>
								<strong>{number}</strong> {size ?? ''}
								{isTarget ? <span className="visually-hidden">, what this is about</span> : null}
							</p>
							<img src={`${base}/${panelId.replace('shape:', 'panel:')}`} alt="" loading="lazy" />
						</li>
					))}
				</ol>
			)}
		</section>
	)
}
