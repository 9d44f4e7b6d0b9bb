/** Sends a script and follows its way in: choosing, working, done or refused. Cancel stops it on the server too. */
import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { refusalMessage } from '#core/refusal.ts'
import {
	type DraftPreview,
	DraftPreviewSchema,
	DraftUndoneSchema,
	type ImportLine,
	ImportLineSchema,
	type ScriptReport,
} from './script-report.ts'

export type ImportPhase =
	| { name: 'choosing' }
	| { name: 'working'; what: string; done: number; of: number }
	/** What the new pages would change; nothing is written yet. */
	| { name: 'preview'; what: string; diff: DraftPreview; script: ScriptInput }
	| { name: 'done'; report: ScriptReport }
	| { name: 'undone'; undone: number; kept: number }
	| { name: 'refused'; what: string; message: string; isUndo?: boolean }

export type ScriptInput = { file: File } | { text: string }

const NO_LINE =
	'The server could not be reached. Nothing was lost: try again when the line is back.'
const STOPPED =
	'Stopped. Scenes that are in stay in; bring the same pages in again to add the rest.'

export function useScriptImport(projectId: string | null) {
	const [phase, setPhase] = useState<ImportPhase>({ name: 'choosing' })
	const running = useRef<AbortController | null>(null)
	const { revalidate } = useRevalidator()

	useEffect(() => () => running.current?.abort(), [])

	const send = useCallback(
		async (script: ScriptInput, isSeen = false) => {
			const what = 'file' in script ? script.file.name : 'The pasted pages'
			const mine = new AbortController()
			running.current = mine
			setPhase({ name: 'working', what, done: 0, of: 0 })
			const refuse = (message: string) => setPhase({ name: 'refused', what, message })
			const take = (line: ImportLine) => {
				if (line.type === 'progress')
					setPhase({ name: 'working', what, done: line.scenesDone, of: line.scenes })
				if (line.type === 'refusal') refuse(line.message)
				if (line.type === 'report') setPhase({ name: 'done', report: line.report })
			}
			try {
				if (projectId !== null && !isSeen) {
					const diff = await preview(projectId, script, mine.signal, refuse)
					if (!diff) return
					const { added, changed, moved, cut } = diff.counts
					if (diff.hadScript && added + changed + moved + cut > 0) {
						setPhase({ name: 'preview', what, diff, script })
						return
					}
				}
				await post(toForm(script, projectId), mine.signal, take, refuse)
			} catch {
				refuse(mine.signal.aborted ? STOPPED : NO_LINE)
			}
			running.current = null
			revalidate()
		},
		[projectId, revalidate],
	)
	const undo = useCallback(
		async ({ projectId, draftId }: { projectId: string; draftId: string | null }) => {
			const refuse = (message: string) =>
				setPhase({ name: 'refused', what: 'The draft', message, isUndo: true })
			setPhase({ name: 'working', what: 'The draft', done: 0, of: 0 })
			try {
				const response = await fetch(`/api/v1/projects/${projectId}/drafts`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ draftId }),
				})
				const answer: unknown = await response.json().catch(() => null)
				const told = DraftUndoneSchema.safeParse(answer)
				if (response.ok && told.success) setPhase({ name: 'undone', ...told.data })
				else refuse(refusalMessage(answer) ?? NO_LINE)
			} catch {
				refuse(NO_LINE)
			}
			revalidate()
		},
		[revalidate],
	)
	const cancel = useCallback(() => running.current?.abort(), [])
	const restart = useCallback(() => setPhase({ name: 'choosing' }), [])
	return { phase, send, undo, cancel, restart }
}

/** What the pages would change; null when they were refused, which `refuse` was told. */
async function preview(
	projectId: string,
	script: ScriptInput,
	signal: AbortSignal,
	refuse: (message: string) => void,
): Promise<DraftPreview | null> {
	const body = toForm(script, projectId)
	const url = `/api/v1/projects/${projectId}/script-preview`
	const response = await fetch(url, { method: 'POST', body, signal })
	const answer: unknown = await response.json().catch(() => null)
	if (response.ok) return DraftPreviewSchema.parse(answer)
	refuse(refusalMessage(answer) ?? NO_LINE)
	return null
}

function toForm(script: ScriptInput, projectId: string | null): FormData {
	const form = new FormData()
	if (projectId !== null) form.set('projectId', projectId)
	if ('file' in script) form.set('file', script.file)
	else form.set('text', script.text)
	return form
}

async function post(
	body: FormData,
	signal: AbortSignal,
	take: (line: ImportLine) => void,
	refuse: (message: string) => void,
): Promise<void> {
	const headers = { accept: 'application/x-ndjson' }
	const response = await fetch('/api/v1/scripts', { method: 'POST', body, headers, signal })
	if (!response.ok) {
		refuse(refusalMessage(await response.json().catch(() => null)) ?? NO_LINE)
		return
	}
	let rest = ''
	let hasEnded = false
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
	for (;;) {
		const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
		if (done) break
		const lines = (rest + value).split('\n')
		rest = lines.pop() ?? ''
		for (const text of lines) {
			const line = ImportLineSchema.parse(JSON.parse(text))
			hasEnded ||= line.type !== 'progress'
			take(line)
		}
	}
	// The server went away in the middle: what is in is in, and said so.
	if (!hasEnded) refuse(STOPPED)
}
