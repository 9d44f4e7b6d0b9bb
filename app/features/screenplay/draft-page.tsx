/** One draft as it stands on the page, to read: every line with the panels that showed it then. */
import { Link } from '@remix-run/react'
import { LocalTime } from '#app/ui/local-time.tsx'
import { Crumbs, Topbar } from '#app/ui/topbar.tsx'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import { groupLines, type ScriptLine } from '#core/screenplay/script-lines.ts'
import { DraftTitle } from './draft-title.tsx'
import styles from './drafts.module.css'
import { ScriptBlock } from './script-block.tsx'

interface DraftPanel {
	sceneId: string
	panelId: string
	number: string
}
export interface DraftToRead {
	revision: number
	name: string
	madeBy: string
	at: number
	/** When the next draft came in; null = these are the film's pages now. */
	endedAt: number | null
	scenes: readonly {
		sceneId: string | null
		number: string
		blocks: readonly ScriptBlockRecord[]
	}[]
	/** Block id -> the panels that showed it. */
	panels: Readonly<Record<string, readonly DraftPanel[]>>
}

export function DraftPage(props: { project: { id: string; title: string }; draft: DraftToRead }) {
	const { project, draft } = props
	const base = `/projects/${project.id}`
	return (
		<>
			<Topbar>
				<Crumbs
					items={[
						{ label: 'Projects', to: '/' },
						{ label: project.title, to: base },
						{ label: 'Drafts', to: `${base}/drafts` },
						{ label: 'Draft' },
					]}
				/>
			</Topbar>
			<main className={styles.page}>
				<h1>
					<DraftTitle revision={draft.revision} />
				</h1>
				<p>
					{draft.madeBy} brought it in on <LocalTime ms={draft.at} />
					{draft.name === '' ? '' : ` from ${draft.name}`}.{' '}
					{draft.endedAt === null ? (
						'These are the film’s pages, with the panels they have now.'
					) : (
						<>
							It reads as it stood on <LocalTime ms={draft.endedAt} />, when the next draft came in,
							with the panels its lines had then.
						</>
					)}
				</p>
				{draft.scenes.length === 0 ? <p>These pages are empty.</p> : null}
				{draft.scenes.map((scene) => (
					<ol key={scene.sceneId ?? 'before'} className={styles.pages} aria-label={labelOf(scene)}>
						{groupLines(scene.blocks).map((line) => (
							<li key={line.id} className={styles.line}>
								{line.blocks.map((block) => (
									<ScriptBlock
										key={block.id}
										block={block}
										sceneNumber={scene.number}
										here={null}
									/>
								))}
								<Panels panels={panelsOf(line, draft.panels)} base={base} />
							</li>
						))}
					</ol>
				))}
			</main>
		</>
	)
}

function labelOf({ sceneId, number }: DraftToRead['scenes'][number]): string {
	return sceneId === null ? 'Before the first scene' : `Scene ${number}`
}

/** By the numbers they had; each leads to the panel as it is now. */
function Panels({ panels, base }: { panels: readonly DraftPanel[]; base: string }) {
	if (panels.length === 0) return null
	return (
		<span className={styles.panels}>
			{panels.map(({ sceneId, panelId, number }) => (
				<Link
					key={panelId}
					to={`${base}/scenes/${sceneId}?panel=${encodeURIComponent(panelId.replace(/^shape:/, ''))}`}
				>
					<span className="visually-hidden">Panel </span>
					{number}
				</Link>
			))}
		</span>
	)
}

function panelsOf(line: ScriptLine, panels: DraftToRead['panels']): DraftPanel[] {
	const found = new Map<string, DraftPanel>()
	for (const { id } of line.blocks)
		for (const panel of panels[id] ?? []) found.set(panel.panelId, panel)
	return [...found.values()]
}
