/** The notes of a whole film, scene by scene: narrowed by scene, state and person; each a way to its place on the board. */
import { Link, useSearchParams } from '@remix-run/react'
import { Download, MessageSquare } from 'lucide-react'
import type { ReactNode } from 'react'
import { agoWords } from '#app/ui/ago-words.ts'
import { Avatar, personStyle } from '#app/ui/avatar.tsx'
import { cx } from '#app/ui/cx.ts'
import { Empty } from '#app/ui/empty.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Crumbs, Spacer, Topbar } from '#app/ui/topbar.tsx'
import type { LinePlace } from '#core/notes/find-line.ts'
import { filterThreads, type Thread } from '#core/notes/threads.ts'
import { type Crew, type CrewPerson, createCrew } from './crew.ts'
import { type FilmFilter, readFilmFilter, writeFilmFilter } from './film-filter.ts'
import styles from './film-notes-page.module.css'
import { anchorWords } from './note-words.ts'
import { ThreadFilters } from './thread-filters.tsx'

export interface FilmThread {
	sceneId: string
	thread: Thread
	/** The number of the panel it is about; null when it is on none, or that is gone. */
	panelNumber: string | null
	/** Where the line it is about is now; null when it is about none, or that was cut. */
	line: LinePlace | null
}
export interface FilmNotesPageProps {
	project: { projectId: string; title: string }
	/** Those in which something was noted. */
	scenes: readonly { sceneId: string; number: string; heading: string }[]
	threads: readonly FilmThread[]
	people: readonly CrewPerson[]
	me: { userId: string }
	now: number
	account: ReactNode
}

export function FilmNotesPage(props: FilmNotesPageProps) {
	const { project, scenes, threads, me } = props
	const base = `/projects/${project.projectId}`
	const [search, setSearch] = useSearchParams()
	const filter = readFilmFilter(search)
	const change = (part: Partial<FilmFilter>) =>
		setSearch(writeFilmFilter({ ...filter, ...part }), { replace: true })
	const crew = createCrew(props.people)
	const kept = new Set(
		filterThreads(
			threads.map(({ thread }) => thread),
			filter,
			me.userId,
		),
	)
	const shown = scenes
		.filter(({ sceneId }) => filter.sceneId === null || sceneId === filter.sceneId)
		.map((scene) => ({
			...scene,
			threads: threads.filter(
				({ sceneId, thread }) => sceneId === scene.sceneId && kept.has(thread),
			),
		}))
		.filter((scene) => scene.threads.length > 0)
	const count = shown.reduce((sum, scene) => sum + scene.threads.length, 0)
	return (
		<>
			<Topbar>
				<Crumbs
					items={[
						{ label: 'Projects', to: '/' },
						{ label: project.title, to: base },
						{ label: 'Notes' },
					]}
				/>
				<Spacer />
				{props.account}
			</Topbar>
			<main className={styles.page}>
				<header className={styles.head}>
					<h1>Notes</h1>
					<p aria-live="polite">
						{count === 1 ? '1 note' : `${count} notes`} of {threads.length}
					</p>
					<a href={`/api/v1${base}/notes.csv`} download className={styles.csv}>
						<Icon of={Download} size={14} /> All as CSV
					</a>
				</header>
				<ThreadFilters {...{ filter, crew }} onChange={change}>
					<span className={styles.scenePick}>
						<SelectField
							label="Scene"
							value={filter.sceneId ?? ''}
							onValueChange={(sceneId) => change({ sceneId: sceneId === '' ? null : sceneId })}
							emptyLabel="Every scene"
							placeholder="Every scene"
							options={scenes.map((scene) => ({ value: scene.sceneId, label: nameOf(scene) }))}
						/>
					</span>
				</ThreadFilters>
				{shown.length === 0 ? (
					<Empty
						icon={<Icon of={MessageSquare} size={20} />}
						title={threads.length === 0 ? 'No notes yet' : 'Nothing under this choice'}
					>
						<p>
							{threads.length === 0
								? 'Notes are written on a scene’s board: on a panel, a drawing, words of the script or a moment of the strip.'
								: 'Other notes of this film are done, in another scene or by somebody else.'}
						</p>
					</Empty>
				) : null}
				{shown.map((scene) => (
					<section key={scene.sceneId} aria-label={`Scene ${nameOf(scene)}`}>
						<h2 className={styles.scene}>{nameOf(scene)}</h2>
						<ol className={styles.list}>
							{scene.threads.map((each) => (
								<OneThread key={each.thread.id} {...each} {...{ crew, base }} now={props.now} />
							))}
						</ol>
					</section>
				))}
			</main>
		</>
	)
}

function OneThread(props: FilmThread & { crew: Crew; base: string; now: number }) {
	const { thread, sceneId, crew, base, now } = props
	const { number, isOpen, record, notes } = thread
	const where = anchorWords(thread.anchor, {
		numberOf: () => props.panelNumber,
		placeOf: () => props.line,
	})
	const settled = [
		record.assigneeId === null ? '' : `With ${crew.of(record.assigneeId).name}`,
		isOpen || record.statusBy === null ? '' : `Done by ${crew.of(record.statusBy).name}`,
	].filter(Boolean)
	return (
		<li className={cx(styles.thread, !isOpen && styles.done)}>
			<Link
				className={styles.open}
				to={`${base}/scenes/${sceneId}?note=${encodeURIComponent(thread.id.replace('thread:', ''))}`}
			>
				<i className={styles.mark} style={personStyle(crew.of(record.authorId).color)} aria-hidden>
					{number}
				</i>
				<span className="visually-hidden">
					Note {number}, {isOpen ? 'open' : 'done'},{' '}
				</span>
				{where}
			</Link>
			{settled.length > 0 ? <span className={styles.settled}>{settled.join(' · ')}</span> : null}
			<ul className={styles.notes}>
				{notes.map((note) => {
					const author = crew.of(note.authorId)
					return (
						<li key={note.id}>
							<Avatar {...author} size="small" />
							<p>
								<b>{author.name}</b> <time>{agoWords(note.at, now)}</time>
								<span>{note.text}</span>
							</p>
						</li>
					)
				})}
			</ul>
		</li>
	)
}

function nameOf({ number, heading }: { number: string; heading: string }): string {
	return [number, heading || 'No heading yet'].filter(Boolean).join(' · ')
}
