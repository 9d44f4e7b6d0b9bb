/** A data set for training or study: what for, what is in it, how far it is, and the download. */
import { Download, PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { CONSENT_PURPOSES } from '#core/signals/consent.ts'
import { CONFIG_NAMES, type ConfigName } from '#core/signals/export/configs.ts'
import styles from './dataset-form.module.css'
import { count } from './format.ts'
import { type ExportProgress, type ExportWish, useExport } from './use-export.ts'

const PURPOSES: Readonly<Record<ExportWish['purpose'], string>> = {
	operate: 'This project’s own use',
	tenant_research: 'Research in this studio',
	model_training: 'Train models elsewhere',
	public_release: 'Publish',
}
const PICTURES = [
	{ value: 'none', label: 'None' },
	{ value: 'reference', label: 'By reference' },
	{ value: 'bytes', label: 'Panels as PNG' },
] as const
const CONFIG_LABELS: Readonly<Record<ConfigName, string>> = {
	events: 'Every entry',
	bandit: 'Chances and rewards',
	preference: 'Preference pairs',
	kto: 'Wanted or not',
	sft: 'What was carried out',
	critique: 'Critique',
}

export function DatasetForm({ projectId }: { projectId: string }) {
	const [wish, setWish] = useState<ExportWish>({
		...{ purpose: 'operate', configs: [...CONFIG_NAMES], pictures: 'reference' },
	})
	const { progress, tarHref, start, cancel } = useExport(projectId)
	const isRunning = progress?.state === 'running'
	return (
		<div className={styles.form}>
			<div className={styles.fields}>
				<SelectField
					label="What for"
					value={wish.purpose}
					options={CONSENT_PURPOSES.map((value) => ({ value, label: PURPOSES[value] }))}
					onValueChange={(value) => {
						const purpose = CONSENT_PURPOSES.find((each) => each === value)
						if (purpose) setWish({ ...wish, purpose })
					}}
					disabled={isRunning}
				/>
				<SelectField
					label="Pictures"
					value={wish.pictures}
					options={PICTURES}
					onValueChange={(value) => {
						const mode = PICTURES.find((each) => each.value === value)
						if (mode) setWish({ ...wish, pictures: mode.value })
					}}
					disabled={isRunning}
				/>
			</div>
			<Parts wish={wish} disabled={isRunning} onChange={setWish} />
			<div className={styles.actions}>
				{isRunning ? (
					<>
						<Progress value={progress.share} label="Writing the data set" />
						<Button onClick={() => void cancel()}>Cancel</Button>
					</>
				) : (
					<Button
						icon={<Icon of={PackageOpen} size={14} />}
						disabled={wish.configs.length === 0}
						onClick={() => void start(wish)}
					>
						Make data set
					</Button>
				)}
			</div>
			<Outcome progress={progress} tarHref={tarHref} />
		</div>
	)
}

function Parts(props: {
	wish: ExportWish
	disabled: boolean
	onChange: (wish: ExportWish) => void
}) {
	const { wish, disabled, onChange } = props
	return (
		<fieldset className={styles.parts} disabled={disabled}>
			<legend>What is in it</legend>
			{CONFIG_NAMES.map((config) => (
				<label key={config}>
					<input
						type="checkbox"
						checked={wish.configs.includes(config)}
						onChange={(event) =>
							onChange({
								...wish,
								configs: CONFIG_NAMES.filter((each) =>
									each === config ? event.target.checked : wish.configs.includes(each),
								),
							})
						}
					/>
					{CONFIG_LABELS[config]}
				</label>
			))}
		</fieldset>
	)
}

function Outcome(props: { progress: ExportProgress | null; tarHref: string | null }) {
	const { progress, tarHref } = props
	if (progress?.state === 'failed') {
		return (
			<p role="alert" className={styles.failed}>
				{progress.sentence}
			</p>
		)
	}
	if (progress?.state === 'cancelled') {
		return <p role="status">Cancelled. Nothing was kept.</p>
	}
	if (progress?.state !== 'done' || tarHref === null) return null
	const { rows, suppressed } = progress.manifest
	const total = Object.values(rows).reduce((sum, each) => sum + each.rows, 0)
	const isWithheld = Object.keys(suppressed.fewPeople).length > 0
	return (
		<div className={styles.done} role="status">
			<p>
				{count(total)} rows. {count(suppressed.consent.rounds)} suggestions left out because
				somebody in them does not allow this.
				{isWithheld ? ' Parts with fewer than five people in them are left out whole.' : ''}
			</p>
			<form action={tarHref} method="get">
				<Button type="submit" variant="line" icon={<Icon of={Download} size={14} />}>
					Download
				</Button>
			</form>
		</div>
	)
}
