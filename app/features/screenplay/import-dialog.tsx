/**
 * "Import a script": drop a file, choose one, or paste the pages; then how far it is, and what came in
 * or why nothing did. Panels that exist are never touched, and it says so.
 */
import { ClipboardPaste, FileText, FileUp } from 'lucide-react'
import { useState } from 'react'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { cx } from '#app/ui/cx.ts'
import { Dialog } from '#app/ui/dialog.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { DraftPreviewView } from './draft-preview.tsx'
import styles from './import-dialog.module.css'
import { ImportReportView } from './import-report-view.tsx'
import { LastDraftLine } from './last-draft.tsx'
import { type ImportPhase, useScriptImport } from './use-script-import.ts'

type Send = (script: { file: File } | { text: string }) => void

export function ImportDialog(props: {
	/** The project it goes into; null makes a new one. */
	projectId: string | null
	open: boolean
	onOpenChange: (open: boolean) => void
}) {
	const { projectId, open, onOpenChange } = props
	const { phase, send, undo, cancel, restart } = useScriptImport(projectId)
	const change = (next: boolean) => {
		if (!next && phase.name !== 'working') restart()
		onOpenChange(next)
	}
	return (
		<Dialog
			open={open}
			onOpenChange={change}
			title="Import a script"
			size="wide"
			description={
				projectId === null
					? 'Every scene gets a board with its lines beside it.'
					: 'New scenes and lines are added. Panels you already drew stay as they are.'
			}
			footer={
				phase.name === 'done' ? (
					<DoneActions
						phase={phase}
						onClose={() => change(false)}
						onUndo={() => void undo(phase.report)}
					/>
				) : phase.name === 'preview' ? (
					<>
						<Button onClick={restart}>Back</Button>
						<Button variant="solid" onClick={() => void send(phase.script, true)}>
							Apply this draft
						</Button>
					</>
				) : null
			}
		>
			{phase.name === 'choosing' ? <ScriptSource onSend={(script) => void send(script)} /> : null}
			{phase.name === 'choosing' && open && projectId !== null ? (
				<LastDraftLine
					projectId={projectId}
					onUndo={(draftId) => void undo({ projectId, draftId })}
				/>
			) : null}
			{phase.name === 'working' ? <Working phase={phase} onCancel={cancel} /> : null}
			{phase.name === 'refused' ? (
				<Notice
					tone="danger"
					announce
					icon={<Icon of={FileText} />}
					title={phase.isUndo ? 'The draft was not taken back' : `${phase.what} did not come in`}
					actions={<Button onClick={restart}>Choose another file</Button>}
				>
					<p>{phase.message}</p>
				</Notice>
			) : null}
			{phase.name === 'preview' ? <DraftPreviewView diff={phase.diff} /> : null}
			{phase.name === 'undone' ? (
				<Notice title="The draft was taken back" announce icon={<Icon of={FileText} />}>
					<p>
						The script stands as it did before.{' '}
						{phase.kept > 0
							? `${phase.kept === 1 ? 'One line' : `${phase.kept} lines`} that somebody wrote in since kept their words.`
							: ''}
					</p>
				</Notice>
			) : null}
			{phase.name === 'done' ? <ImportReportView report={phase.report} /> : null}
		</Dialog>
	)
}

/** Drop, choose or paste. */
function ScriptSource({ onSend }: { onSend: Send }) {
	const [isOver, setIsOver] = useState(false)
	const [text, setText] = useState('')
	const takeFirst = (files: FileList | null | undefined) => {
		const file = files?.[0]
		if (file) onSend({ file })
	}
	return (
		<div className={styles.source}>
			<label
				className={cx(styles.drop, isOver && styles.over)}
				onDragOver={(event) => {
					event.preventDefault()
					setIsOver(true)
				}}
				onDragLeave={() => setIsOver(false)}
				onDrop={(event) => {
					event.preventDefault()
					setIsOver(false)
					takeFirst(event.dataTransfer.files)
				}}
			>
				<Icon of={FileUp} size={20} />
				<span className={styles.dropTitle}>Drop a script here, or choose a file</span>
				<span>Fountain, Final Draft, plain text, or a two-column picture and sound script</span>
				<input
					type="file"
					className="visually-hidden"
					accept=".fountain,.fdx,.spmd,.txt,.md,.tsv,text/plain"
					onChange={(event) => takeFirst(event.target.files)}
				/>
			</label>
			<TextArea
				label="Or paste the pages"
				script
				rows={8}
				dir="auto"
				value={text}
				spellCheck={false}
				placeholder={'INT. WHEELHOUSE – NIGHT\n\nRain on glass.'}
				onChange={(event) => setText(event.target.value)}
			/>
			<div className={styles.actions}>
				<Button
					variant="solid"
					icon={<Icon of={ClipboardPaste} size={14} />}
					disabled={text.trim() === ''}
					onClick={() => onSend({ text })}
				>
					Bring these pages in
				</Button>
			</div>
		</div>
	)
}

function Working(props: {
	phase: Extract<ImportPhase, { name: 'working' }>
	onCancel: () => void
}) {
	const { what, done, of } = props.phase
	const said =
		of === 0 ? 'Reading the pages' : `Setting up scene ${Math.min(done + 1, of)} of ${of}`
	return (
		<Notice
			icon={<Icon of={FileText} />}
			title={`Bringing in ${what}`}
			actions={<Button onClick={props.onCancel}>Cancel</Button>}
		>
			<p className={styles.progressText} role="status">
				{said}
			</p>
			<Progress value={of === 0 ? 0 : done / of} label={said} />
		</Notice>
	)
}

function DoneActions(props: {
	phase: Extract<ImportPhase, { name: 'done' }>
	onClose: () => void
	/** Takes the draft back. */
	onUndo: () => void
}) {
	const { projectId, scenes, draftId } = props.phase.report
	const first = scenes.find((scene) => scene.isNew) ?? scenes[0]
	return (
		<>
			{draftId !== null ? <Button onClick={props.onUndo}>Take this draft back</Button> : null}
			<Button onClick={props.onClose}>Close</Button>
			{first ? (
				<ButtonLink
					variant="solid"
					to={`/projects/${projectId}/scenes/${first.sceneId}`}
					onClick={props.onClose}
				>
					Open the board
				</ButtonLink>
			) : null}
		</>
	)
}
