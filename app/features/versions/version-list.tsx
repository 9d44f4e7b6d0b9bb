/** All versions of a board, newest first, and the way to keep one under a name. */
import { History, LifeBuoy, Tag, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { cx } from '#app/ui/cx.ts'
import { TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import type { VersionItem } from './ask-versions.ts'
import { momentWords, panelsWords, versionName } from './version-words.ts'
import styles from './versions.module.css'

const ICONS = { auto: History, named: Tag, safety: LifeBuoy } as const

export function VersionList(props: {
	versions: readonly VersionItem[]
	chosenId: string | null
	mayName: boolean
	mayRemove: boolean
	busy: boolean
	onChoose: (versionId: string) => void
	onKeep: (name: string) => void
	onRemove: (version: VersionItem) => void
}) {
	const { versions, chosenId } = props
	return (
		<div className={styles.side}>
			{props.mayName ? <KeepForm busy={props.busy} onKeep={props.onKeep} /> : null}
			{versions.length === 0 ? (
				<p className={styles.hint}>
					No version yet. One is kept by itself as you work and when everybody has left; give one a
					name before a big change.
				</p>
			) : null}
			<ol className={styles.list} aria-label="Versions, newest first">
				{versions.map((version) => (
					<li key={version.versionId}>
						<button
							type="button"
							className={cx(styles.item, version.versionId === chosenId && styles.chosen)}
							aria-current={version.versionId === chosenId}
							onClick={() => props.onChoose(version.versionId)}
						>
							<Icon of={ICONS[version.kind]} size={14} />
							<span>
								<b>{versionName(version)}</b>
								<small>
									{[momentWords(version.at), panelsWords(version.panelCount), version.madeByName]
										.filter(Boolean)
										.join(' · ')}
								</small>
							</span>
						</button>
						{props.mayRemove && version.kind === 'named' ? (
							<IconButton
								label={`Remove the version ${versionName(version)}`}
								size="small"
								onClick={() => props.onRemove(version)}
							>
								<Icon of={Trash2} size={14} />
							</IconButton>
						) : null}
					</li>
				))}
			</ol>
		</div>
	)
}

function KeepForm({ busy, onKeep }: { busy: boolean; onKeep: (name: string) => void }) {
	const [name, setName] = useState('')
	const keep = (event: FormEvent) => {
		event.preventDefault()
		if (name.trim() === '' || busy) return
		onKeep(name.trim())
		setName('')
	}
	return (
		<form className={styles.keep} onSubmit={keep}>
			<TextField
				label="Name of the version"
				hideLabel
				placeholder="Name this moment"
				maxLength={80}
				value={name}
				onChange={(event) => setName(event.target.value)}
			/>
			<Button type="submit" busy={busy} disabled={name.trim() === ''}>
				Keep
			</Button>
		</form>
	)
}
