/**
 * One panel through time: a slider over all its looks, the last of which is now, and two looks beside
 * each other or one wiped over the other.
 */
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { PanelLook, PanelWords, type PictureSources } from './panel-look.tsx'
import type { SeenPanel } from './read-part.ts'
import { momentWords } from './version-words.ts'
import styles from './versions.module.css'

export interface Look {
	key: string
	/** Milliseconds since 1970; null = as it is now. */
	at: number | null
	/** The name of the version it is from. */
	name: string
	seen: SeenPanel
	sources: PictureSources
}
type Compare = 'one' | 'beside' | 'wipe'
const COMPARES: readonly (readonly [Compare, string])[] = [
	['one', 'One'],
	['beside', 'Side by side'],
	['wipe', 'Wipe'],
]

export function PanelThrough(props: {
	number: string
	/** Oldest first. */
	looks: readonly Look[]
	chosenKey: string | null
	mayRestore: boolean
	busy: boolean
	onRestore: (look: Look) => void
}) {
	const { looks, number } = props
	const start = looks.findIndex(({ key }) => key === props.chosenKey)
	const [place, setPlace] = useState(start < 0 ? Math.max(0, looks.length - 2) : start)
	const [otherKey, setOtherKey] = useState(looks.at(-1)?.key ?? '')
	const [compare, setCompare] = useState<Compare>('beside')
	const [wipe, setWipe] = useState(50)
	const look = looks[Math.min(place, looks.length - 1)]
	const other = looks.find(({ key }) => key === otherKey) ?? looks.at(-1)
	if (!look || !other) return <p className={styles.hint}>No version holds this panel yet.</p>
	return (
		<div className={styles.stage}>
			<header className={styles.stageHead}>
				<h3>Panel {number}</h3>
				<span className={styles.quiet}>{lookWords(look)}</span>
				{props.mayRestore && look.at !== null ? (
					<span className={styles.push}>
						<Button busy={props.busy} onClick={() => props.onRestore(look)}>
							Restore this panel
						</Button>
					</span>
				) : null}
			</header>
			<label className={styles.slider}>
				<span className="visually-hidden">Look through the versions of this panel</span>
				<input
					type="range"
					min={0}
					max={looks.length - 1}
					value={place}
					aria-valuetext={lookWords(look)}
					onChange={(event) => setPlace(Number(event.target.value))}
				/>
				<span className={styles.quiet}>
					{place + 1} of {looks.length}
				</span>
			</label>
			<div className={styles.how}>
				<div role="radiogroup" aria-label="How to compare" className={styles.choices}>
					{COMPARES.map(([value, label]) => (
						<label key={value} className={styles.choice}>
							<input
								type="radio"
								name="compare"
								checked={compare === value}
								onChange={() => setCompare(value)}
							/>
							<span>{label}</span>
						</label>
					))}
				</div>
				{compare === 'one' ? null : (
					<SelectField
						label="Beside it"
						layout="row"
						value={other.key}
						onValueChange={setOtherKey}
						options={looks.map((one) => ({ value: one.key, label: lookWords(one) }))}
					/>
				)}
			</div>
			{compare === 'wipe' ? (
				<>
					<div className={styles.wiped}>
						<PanelLook seen={other.seen} sources={other.sources} label={lookWords(other)} />
						<div className={styles.over} style={{ clipPath: `inset(0 ${100 - wipe}% 0 0)` }}>
							<PanelLook seen={look.seen} sources={look.sources} label={lookWords(look)} />
						</div>
						<i className={styles.edge} style={{ left: `${wipe}%` }} aria-hidden />
					</div>
					<label className={styles.slider}>
						<span className="visually-hidden">Wipe</span>
						<input
							type="range"
							min={0}
							max={100}
							value={wipe}
							onChange={(event) => setWipe(Number(event.target.value))}
						/>
					</label>
				</>
			) : (
				<div className={compare === 'beside' ? styles.beside : styles.alone}>
					{(compare === 'beside' ? [look, other] : [look]).map((one, at) => (
						<figure key={at === 0 ? 'look' : 'other'}>
							<PanelLook seen={one.seen} sources={one.sources} label={lookWords(one)} />
							<figcaption>
								{lookWords(one)}
								<PanelWords seen={one.seen} />
							</figcaption>
						</figure>
					))}
				</div>
			)}
		</div>
	)
}

function lookWords({ at, name }: Look): string {
	return at === null ? 'Now' : `${momentWords(at)} · ${name}`
}
