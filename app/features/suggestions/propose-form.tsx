/**
 * Propose: a person's own change of the panel in hand, laid before the others instead of made. Fields
 * are filled in here, strokes drawn on a sheet over the panel; neither is in the document before
 * somebody accepts it.
 */
import type { TLStore } from '@tldraw/tlschema'
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextArea } from '#app/ui/field.tsx'
import type { ProposalMessage } from '#core/api/proposal-message.ts'
import { createUuidV7 } from '#core/ids.ts'
import { cryptoRandom } from '#core/random.ts'
import { refusalMessage } from '#core/refusal.ts'
import { type BoardReader, panelOf } from '#core/suggestions/board-records.ts'
import { type Edit, EditSchema } from '#core/suggestions/edit.ts'
import { boardReader } from './board-records.ts'
import styles from './card.module.css'
import { EditForm } from './edit-form.tsx'
import { type SketchLine, useProposing } from './propose-context.tsx'

const KINDS = [
	{ value: 'draw', label: 'Drawn over it' },
	{ value: 'set_shot', label: 'Its set-up' },
	{ value: 'set_duration', label: 'Its length' },
	{ value: 'action', label: 'Its action' },
	{ value: 'dialogue', label: 'Its dialogue' },
	{ value: 'add_note', label: 'A note' },
] as const
type Kind = (typeof KINDS)[number]['value']

export function ProposeForm(props: {
	sceneId: string
	store: TLStore
	panel: { id: string; label: string }
	frameRate: number
	/** The suggestion it answers. */
	answers: string | null
	onDone: (message: string) => void
	onCancel: () => void
}) {
	const { store, panel, frameRate, answers, sceneId } = props
	const proposing = useProposing()
	const [kind, setKind] = useState<Kind>('draw')
	const [why, setWhy] = useState('')
	const [problem, setProblem] = useState<string | null>(null)
	const before = startOf(boardReader(store), panel.id, kind)
	const choose = (next: Kind) => {
		setKind(next)
		setProblem(null)
		proposing.drawOver(next === 'draw' ? panel.id : null)
	}
	const close = () => {
		proposing.drawOver(null)
		props.onCancel()
	}
	const send = async (edit: Edit | null) => {
		if (!edit) return setProblem('Nothing differs from what is there. Change something first.')
		const refusal = await post(sceneId, {
			idempotencyKey: createUuidV7(Date.now(), cryptoRandom(window.crypto)),
			edit,
			why,
			...(answers?.startsWith('suggestion:') && { answers: `suggestion:${answers.slice(11)}` }),
		})
		if (refusal) return setProblem(refusal)
		proposing.drawOver(null)
		props.onDone('Your proposal waits for an answer.')
	}
	return (
		<section className={styles.propose} aria-label={`Propose for ${panel.label}`}>
			<SelectField
				layout="row"
				label={`For ${panel.label}`}
				value={kind}
				options={KINDS}
				onValueChange={(value) =>
					choose(KINDS.find((each) => each.value === value)?.value ?? 'draw')
				}
			/>
			<TextArea
				label="Why, in a sentence"
				rows={2}
				maxLength={2000}
				value={why}
				onChange={(event) => setWhy(event.target.value)}
			/>
			{kind === 'draw' ? (
				<>
					<p className={styles.why} role="status">
						{proposing.panelId === panel.id
							? `Draw on the sheet over ${panel.label}. ${strokes(proposing.lines.length)}. The board is not touched.`
							: 'Lay a sheet over the panel and draw on it; the board is not touched.'}
					</p>
					<div className={styles.formActions}>
						<Button variant="plain" onClick={close}>
							Cancel
						</Button>
						{proposing.panelId === panel.id ? (
							<>
								<Button disabled={proposing.lines.length === 0} onClick={proposing.takeBack}>
									Take a stroke back
								</Button>
								<Button
									variant="suggest"
									disabled={proposing.lines.length === 0}
									onClick={() => void send(drawingOf(panel.id, proposing.lines))}
								>
									Propose this
								</Button>
							</>
						) : (
							<Button variant="suggest" onClick={() => proposing.drawOver(panel.id)}>
								Lay a sheet
							</Button>
						)}
					</div>
				</>
			) : before ? (
				<EditForm
					key={`${kind} ${panel.id}`}
					edit={before}
					frameRate={frameRate}
					panels={[]}
					label="What you propose"
					submitLabel="Propose this"
					onSubmit={(edit) => void send(changedOf(before, edit))}
					onCancel={close}
				/>
			) : (
				<p className={styles.why}>This panel has no set-up yet.</p>
			)}
			{problem ? (
				<p role="alert" className={styles.why}>
					{problem}
				</p>
			) : null}
		</section>
	)
}

function strokes(count: number): string {
	return count === 1 ? '1 stroke so far' : `${count} strokes so far`
}

/** The edit that changes nothing: what the form starts from. */
function startOf(reader: BoardReader, panelId: string, kind: Kind): Edit | null {
	const panel = panelOf(reader, panelId)
	if (!panel) return null
	const id = `shape:${panelId.slice(6)}` as const
	const { shotId, durationFrames, action, dialogue } = panel.props
	switch (kind) {
		case 'draw':
			return null
		case 'set_duration':
			return { type: 'set_duration', panelId: id, durationFrames: durationFrames ?? 24 }
		case 'add_note':
			return { type: 'add_note', panelId: id, text: '' }
		case 'action':
			return { type: 'set_text', panelId: id, field: 'action', text: action }
		case 'dialogue':
			return { type: 'set_text', panelId: id, field: 'dialogue', text: dialogue }
		case 'set_shot': {
			const shot = shotId ? reader.get(shotId) : undefined
			if (shot?.typeName !== 'shot') return null
			const { size, angle, movement, lensMm, keySide, keyToFill, lightPattern } = shot
			const { lightMotivation, colorTempK, screenDirection, transition } = shot
			return {
				type: 'set_shot',
				shotId: shot.id,
				fields: {
					...{ size, angle, movement, lensMm, keySide, keyToFill, lightPattern },
					...{ lightMotivation, colorTempK, screenDirection, transition },
				},
			}
		}
	}
}

/** Only what differs; null when nothing does. */
function changedOf(before: Edit, edit: Edit): Edit | null {
	if (edit.type === 'set_shot' && before.type === 'set_shot') {
		const was = new Map<string, unknown>(Object.entries(before.fields))
		const changed = Object.entries(edit.fields).filter(([key, value]) => value !== was.get(key))
		const parsed = EditSchema.safeParse({ ...edit, fields: Object.fromEntries(changed) })
		return changed.length > 0 && parsed.success ? parsed.data : null
	}
	return JSON.stringify(before) === JSON.stringify(edit) ? null : edit
}

function drawingOf(panelId: string, lines: readonly SketchLine[]): Edit | null {
	const elements = lines.map((points) => ({ kind: 'stroke', points }))
	const parsed = EditSchema.safeParse({ type: 'draw', panelId, sketch: { elements } })
	return parsed.success ? parsed.data : null
}

/** Null when it was laid before the others, else why not. */
async function post(sceneId: string, message: ProposalMessage): Promise<string | null> {
	try {
		const response = await fetch(`/api/v1/boards/${sceneId}/proposals`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify(message),
		})
		if (response.ok) return null
		return refusalMessage(await response.json()) ?? 'It was not kept. Try again in a moment.'
	} catch {
		return 'No connection. Your proposal is still here; send it when the line is back.'
	}
}
