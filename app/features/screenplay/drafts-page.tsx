/** The drafts of a film's script: which pages came in when, and by whom; each can be read again. */
import { Link } from '@remix-run/react'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { LocalTime } from '#app/ui/local-time.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Crumbs, Topbar } from '#app/ui/topbar.tsx'
import { DraftTitle } from './draft-title.tsx'
import styles from './drafts.module.css'

export interface DraftRow {
	draftId: string
	revision: number
	/** The file's name; '' when pages were pasted. */
	name: string
	/** Who brought it in. */
	madeBy: string
	at: number
	finishedAt: number | null
	undoneAt: number | null
}

export function DraftsPage(props: {
	project: { id: string; title: string }
	drafts: readonly DraftRow[]
}) {
	const { project, drafts } = props
	const newest = drafts.find(({ undoneAt }) => undoneAt === null)
	return (
		<>
			<Topbar>
				<Crumbs
					items={[
						{ label: 'Projects', to: '/' },
						{ label: project.title, to: `/projects/${project.id}` },
						{ label: 'Drafts' },
					]}
				/>
			</Topbar>
			<main className={styles.page}>
				<h1>Drafts of the script</h1>
				<p>
					Each draft reads as it stood when the next one came in, with the panels its lines had
					then. The newest is the script as it is now.
				</p>
				<DataTable
					caption="Drafts, newest first"
					columns={columnsOf(project.id, newest?.draftId)}
					rows={drafts}
					rowKey={({ draftId }) => draftId}
					empty="No pages came in yet."
				/>
			</main>
		</>
	)
}

function columnsOf(projectId: string, newestId: string | undefined): readonly Column<DraftRow>[] {
	return [
		{
			key: 'draft',
			header: 'Draft',
			render: ({ draftId, revision, undoneAt }) =>
				undoneAt === null ? (
					<Link to={`/projects/${projectId}/drafts/${draftId}`}>
						<DraftTitle revision={revision} />
					</Link>
				) : (
					<DraftTitle revision={revision} />
				),
		},
		{ key: 'when', header: 'Came in', render: ({ at }) => <LocalTime ms={at} /> },
		{ key: 'who', header: 'By', render: ({ madeBy }) => madeBy },
		{ key: 'file', header: 'From', wrap: true, render: ({ name }) => name || 'Pasted pages' },
		{ key: 'state', header: 'State', render: (draft) => <State {...{ draft, newestId }} /> },
	]
}

function State({ draft, newestId }: { draft: DraftRow; newestId: string | undefined }) {
	if (draft.undoneAt !== null)
		return (
			<Tag>
				Taken back <LocalTime ms={draft.undoneAt} />
			</Tag>
		)
	if (draft.finishedAt === null) return <Tag tone="danger">Stopped half way</Tag>
	return draft.draftId === newestId ? <Tag tone="ok">The film’s pages</Tag> : <Tag>Earlier</Tag>
}
