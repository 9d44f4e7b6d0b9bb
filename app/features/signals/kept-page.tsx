/**
 * What a project keeps of the person who looks: their entries by kind, their answers, the exports that
 * hold them; to change, to take along, or to have their words destroyed for good.
 */
import { Form, useNavigation } from '@remix-run/react'
import { Download, ShieldOff, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { LocalTime } from '#app/ui/local-time.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { ConsentState } from '#core/signals/consent.ts'
import { CONSENT_PURPOSES } from '#core/signals/consent.ts'
import { ConsentDialog, PURPOSE_WORDS } from './consent-dialog.tsx'
import { count, counted } from './format.ts'
import styles from './research.module.css'
import { ResearchFrame, type ResearchProject } from './research-frame.tsx'
import { type RetentionPolicy, retentionWords } from './retention-card.tsx'

interface KeptRow {
	type: string
	count: number
	firstMs: number
	lastMs: number
}
interface HeldExport {
	exportId: string
	purpose: string
	kind: string
	rowCount: number
	createdMs: number
	revokedMs: number | null
}
interface Props {
	project: ResearchProject
	consent: ConsentState
	kept: {
		pid: string
		rows: readonly KeptRow[]
		hasKey: boolean
		exports: readonly HeldExport[]
		erasedMs: number | null
	}
	retention: RetentionPolicy
	refusal: string | null
}

/** Kinds of entries in the words of whoever caused them. */
const KINDS: Readonly<Record<string, string>> = {
	'slate.shown': 'Suggestions offered to you',
	'suggestion.viewed': 'Cards you looked at',
	'suggestion.previewed': 'Previews on the board',
	'suggestion.decided': 'Your decisions',
	'suggestion.reasoned': 'Reasons you gave afterwards',
	'suggestion.contested': 'Where you saw it differently',
	'consent.changed': 'Your answers on this page',
	'subject.erased': 'Erasures you asked for',
	'retention.changed': 'How long things are kept, as you set it',
	'setting.changed': 'How you told the tool to behave',
	'suggestion.proposed': 'Proposals of yours',
	'suggestion.opinion': 'Second opinions you gave',
}
const COLUMNS: readonly Column<KeptRow>[] = [
	{ key: 'kind', header: 'Kept', render: ({ type }) => KINDS[type] ?? type },
	{ key: 'count', header: 'Entries', align: 'right', render: (row) => count(row.count) },
	{
		key: 'first',
		header: 'First',
		align: 'right',
		render: ({ firstMs }) => <LocalTime ms={firstMs} />,
	},
	{
		key: 'last',
		header: 'Last',
		align: 'right',
		render: ({ lastMs }) => <LocalTime ms={lastMs} />,
	},
]
const EXPORTS: readonly Column<HeldExport>[] = [
	{ key: 'when', header: 'Made', render: ({ createdMs }) => <LocalTime ms={createdMs} /> },
	{ key: 'what', header: 'For', render: ({ purpose }) => purposeWords(purpose) },
	{ key: 'rows', header: 'Rows', align: 'right', render: ({ rowCount }) => count(rowCount) },
	{
		key: 'state',
		header: 'State',
		render: ({ revokedMs }) => (revokedMs === null ? 'In use' : 'Marked: not to be used'),
	},
]

export function KeptPage(props: Props) {
	const { project, kept, refusal } = props
	const entries = kept.rows.reduce((sum, row) => sum + row.count, 0)
	return (
		<ResearchFrame project={project} here="What is kept of you">
			<div>
				<h1 className={styles.title}>What is kept of you</h1>
				<p className={styles.says}>
					{counted(entries, 'entry', 'entries')} under the code {kept.pid.slice(0, 8)}, never under
					your name. What you wrote is locked with a key of your own.{' '}
					{retentionWords(props.retention)}
				</p>
			</div>
			{refusal ? (
				<Notice title="Nothing was erased" tone="danger" announce>
					<p>{refusal}</p>
				</Notice>
			) : null}
			{kept.erasedMs === null ? null : (
				<Notice title="Your words were erased">
					<p>
						On <LocalTime ms={kept.erasedMs} />. The entries stay as numbers and codes; nobody can
						read what you wrote before then.
					</p>
				</Notice>
			)}
			<div className={`${styles.pair} ${styles.wide}`}>
				<section className={styles.card} aria-label="Entries">
					<header className={styles.cardHead}>
						<h2>Entries</h2>
						<form
							className={styles.push}
							action={`/api/v1/projects/${project.id}/kept.jsonl`}
							method="get"
						>
							<Button type="submit" variant="line" icon={<Icon of={Download} size={14} />}>
								Take a copy
							</Button>
						</form>
					</header>
					<DataTable
						caption="Entries of yours, by kind"
						columns={COLUMNS}
						rows={[...kept.rows]}
						rowKey={({ type }) => type}
						empty="Nothing yet."
					/>
				</section>
				<div className={styles.stack}>
					<Answers {...props} />
					<Erase {...props} />
				</div>
			</div>
			<section className={styles.card} aria-label="Exports">
				<header className={styles.cardHead}>
					<h2>Exports that hold you</h2>
				</header>
				<DataTable
					caption="Exports that hold entries of yours, newest first"
					columns={EXPORTS}
					rows={[...kept.exports]}
					rowKey={({ exportId }) => exportId}
					empty="None was made."
				/>
			</section>
		</ResearchFrame>
	)
}

function Answers({ project, consent }: Props) {
	const [isOpen, setIsOpen] = useState(false)
	const [answers, setAnswers] = useState(consent)
	return (
		<section className={styles.card} aria-label="Your answers">
			<header className={styles.cardHead}>
				<h2>Your answers</h2>
				<span className={styles.push}>
					<Button
						variant="line"
						icon={<Icon of={SlidersHorizontal} size={14} />}
						onClick={() => setIsOpen(true)}
					>
						Change
					</Button>
				</span>
			</header>
			<dl className={styles.facts}>
				{CONSENT_PURPOSES.map((purpose) => (
					<div key={purpose} className={styles.fact}>
						<dt>{PURPOSE_WORDS[purpose].label}</dt>
						<dd>{answers[purpose] ? 'Yes' : 'No'}</dd>
					</div>
				))}
			</dl>
			<ConsentDialog
				projectId={project.id}
				state={answers}
				open={isOpen}
				onDone={(state) => {
					setIsOpen(false)
					if (state) setAnswers(state)
				}}
			/>
		</section>
	)
}

function Erase({ kept }: Props) {
	const [isAsking, setIsAsking] = useState(false)
	const isBusy = useNavigation().formData?.get('intent') === 'erase'
	return (
		<section className={styles.card} aria-label="Erase">
			<header className={styles.cardHead}>
				<h2>Erase my words</h2>
			</header>
			<p className={styles.note}>
				Destroys the key to everything you wrote in this project’s log, says no to every use, and
				marks the exports that hold you. What was decided stays as numbers, and the board stays as
				it is. This cannot be taken back.
			</p>
			<div className={styles.exportActions}>
				<Button
					variant="line"
					icon={<Icon of={ShieldOff} size={14} />}
					onClick={() => setIsAsking(true)}
				>
					Erase my words
				</Button>
			</div>
			<Dialog
				open={isAsking}
				onOpenChange={setIsAsking}
				title="Erase your words?"
				footer={
					<>
						<Button variant="plain" onClick={() => setIsAsking(false)}>
							Keep them
						</Button>
						<Button variant="solid" type="submit" form="erase-my-words" busy={isBusy}>
							Erase for good
						</Button>
					</>
				}
			>
				<Form method="post" id="erase-my-words" onSubmit={() => setIsAsking(false)}>
					<input type="hidden" name="intent" value="erase" />
					<p>
						{kept.hasKey
							? 'Critiques, changed versions and corrections of yours become unreadable for everybody, you included.'
							: 'There are no words of yours to destroy at the moment; your answers become no, and exports are marked.'}{' '}
						Exports on other machines cannot be reached: they are marked here, and whoever has them
						must delete them.
					</p>
				</Form>
			</Dialog>
		</section>
	)
}

function purposeWords(purpose: string): string {
	const known = CONSENT_PURPOSES.find((each) => each === purpose)
	return known ? PURPOSE_WORDS[known].label : purpose
}
