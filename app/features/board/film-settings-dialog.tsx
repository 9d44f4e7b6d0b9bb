/**
 * What holds for the film: ratio of the paper, scheme of the numbers and whether they are locked, for
 * this scene or for every scene. The scheme is a setting of the film; ratio and lock touch every
 * board, so the server does them.
 */
import { useState } from 'react'
import { type TLStore, useValue } from 'tldraw'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { NUMBERING_SCHEMES } from '#core/board/project-records.ts'
import { refusalMessage } from '#core/refusal.ts'
import { getRecord, putRecords } from './board-records.ts'
import styles from './film-settings-dialog.module.css'
import { areNumbersLocked, lockSceneNumbers, unlockSceneNumbers } from './number-lock-actions.ts'
import type { BoardHand } from './panel-actions.ts'
import { ratioOptions, ratioWords } from './paper-ratio.ts'

const SCHEME_WORDS = {
	slate: 'Slate: 4, 4A, 4B, without I and O',
	storyboarder: 'Storyboarder: 1A, 1B, 2A',
	dash: 'Counted: 4-1, 4-2',
} as const

export interface FilmSettingsProps {
	hand: BoardHand
	projectId: string
	/** The project's own records. */
	projectStore: TLStore
	canManage: boolean
	/** `can(role, 'model.manage')`. */
	canSetModels: boolean
	canEdit: boolean
	/** Sends what is drawn and not sent yet, so that the server sees it. */
	flush: () => void
}

export function FilmSettingsDialog(
	props: FilmSettingsProps & { open: boolean; onOpenChange: (open: boolean) => void },
) {
	return (
		<Dialog
			open={props.open}
			onOpenChange={props.onOpenChange}
			title="Film settings"
			description="For everybody, in every scene."
		>
			<Settings {...props} />
		</Dialog>
	)
}

function Settings(props: FilmSettingsProps) {
	const { hand, projectStore, canManage, canEdit } = props
	const { model } = hand
	const settings = useValue('settings', () => model.settings.get(), [model])
	const locked = useValue('locked', () => areNumbersLocked(hand), [hand])
	const film = useFilm(props)
	const ratio = String(settings.aspectRatio)
	const ratios = ratioOptions()
	const known = ratios.some(({ value }) => value === ratio)
	return (
		<div className={styles.settings}>
			<SelectField
				label="Paper"
				hint="Drawings keep their place and size. The top line stays; more or less shows below."
				value={ratio}
				options={
					known ? ratios : [...ratios, { value: ratio, label: ratioWords(settings.aspectRatio) }]
				}
				disabled={!canManage || film.busy}
				onValueChange={(value) => film.send({ aspectRatio: Number(value) })}
			/>
			<SelectField
				label="Numbers"
				value={settings.numberingScheme}
				options={NUMBERING_SCHEMES.map((value) => ({ value, label: SCHEME_WORDS[value] }))}
				disabled={!canManage}
				onValueChange={(value) => setScheme(projectStore, value)}
			/>
			<fieldset className={styles.locks}>
				<legend>{locked ? 'Numbers of this scene are locked' : 'Numbers follow the order'}</legend>
				<p>
					Locked numbers stay. What is put in later reads 3A, 3AA; a shot taken out reads OMITTED
					and keeps its number.
				</p>
				<div className={styles.buttons}>
					<Button disabled={!canEdit} onClick={() => lockSceneNumbers(hand)}>
						{locked ? 'Lock the new ones too' : 'Lock this scene'}
					</Button>
					<Button disabled={!canEdit || !locked} onClick={() => unlockSceneNumbers(hand)}>
						Free this scene
					</Button>
				</div>
				<div className={styles.buttons}>
					<Button
						variant="plain"
						disabled={!canManage || film.busy}
						onClick={() => film.send({ numbers: 'lock' })}
					>
						Lock every scene
					</Button>
					<Button
						variant="plain"
						disabled={!canManage || film.busy}
						onClick={() => film.send({ numbers: 'unlock' })}
					>
						Free every scene
					</Button>
				</div>
			</fieldset>
			<p role="status" className={styles.news}>
				{film.news}
			</p>
			<p>
				{props.canSetModels ? (
					<>
						<a href={`/projects/${props.projectId}/models`}>Models that make suggestions</a>,{' '}
					</>
				) : null}
				<a href={`/projects/${props.projectId}/sent`}>what was sent to models</a>
			</p>
		</div>
	)
}

const NO_ANSWER = 'The server cannot be reached. Nothing was changed; try again when it can.'

function useFilm({ projectId, flush }: FilmSettingsProps) {
	const [busy, setBusy] = useState(false)
	const [news, setNews] = useState('')
	async function send(change: { aspectRatio?: number; numbers?: 'lock' | 'unlock' }) {
		setBusy(true)
		setNews('')
		flush()
		const response = await window
			.fetch(`/api/v1/projects/${projectId}/film`, {
				...{ method: 'POST', headers: { 'content-type': 'application/json' } },
				body: JSON.stringify(change),
			})
			.catch(() => null)
		const answer: unknown = await response?.json().catch(() => null)
		setBusy(false)
		setNews(response?.ok ? 'Done in every scene.' : (refusalMessage(answer) ?? NO_ANSWER))
	}
	return { busy, news, send: (change: Parameters<typeof send>[0]) => void send(change) }
}

function setScheme(store: TLStore, value: string): void {
	const numberingScheme = NUMBERING_SCHEMES.find((scheme) => scheme === value)
	const film = getRecord(store, 'project:settings')
	if (numberingScheme && film?.typeName === 'project')
		putRecords(store, [{ ...film, numberingScheme }])
}
