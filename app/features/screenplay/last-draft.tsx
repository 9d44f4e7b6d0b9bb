/** The draft that came in last, which can be taken back afterwards too, with what somebody wrote in since. */

import { Link } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { revisionName } from '#core/screenplay/revision-colors.ts'
import { DraftsSchema, type LastDraft } from './script-report.ts'

export function LastDraftLine(props: { projectId: string; onUndo: (draftId: string) => void }) {
	const { projectId, onUndo } = props
	const [last, setLast] = useState<LastDraft | null>(null)
	const [isSure, setSure] = useState(false)
	useEffect(() => {
		const mine = new AbortController()
		readLast(projectId, mine.signal).then(setLast, () => setLast(null))
		return () => mine.abort()
	}, [projectId])
	if (!last) return null
	const { draftId, revision, name, rewritten, scenes, panels } = last
	const goes = scenes > 0
	return (
		<Notice
			title={`Last draft: ${revisionName(revision)}${name ? `, ${name}` : ''}`}
			actions={
				goes && !isSure ? (
					<Button onClick={() => setSure(true)}>Undo the last draft…</Button>
				) : (
					<Button onClick={() => onUndo(draftId)}>
						{goes ? `Put ${scenesWords(scenes)} in the trash` : 'Undo the last draft'}
					</Button>
				)
			}
		>
			{goes ? (
				<p>
					{`It brought ${scenesWords(scenes)}: they go to the trash with all that was written in them since and ${panels === 1 ? 'one panel' : `${panels} panels`}, and can be put back from there.`}
				</p>
			) : null}
			<p>
				{rewritten === 0
					? 'Nobody wrote in its lines since: the script will stand as it did before it.'
					: `${rewritten === 1 ? 'One line was' : `${rewritten} lines were`} written in since; those words stay.`}
			</p>
			<p>
				<Link to={`/projects/${projectId}/drafts`}>Earlier drafts</Link>
			</p>
		</Notice>
	)
}

function scenesWords(count: number): string {
	return count === 1 ? 'one scene' : `${count} scenes`
}

async function readLast(projectId: string, signal: AbortSignal): Promise<LastDraft | null> {
	const response = await fetch(`/api/v1/projects/${projectId}/drafts`, { signal })
	if (!response.ok) return null
	return DraftsSchema.parse(await response.json()).last
}
