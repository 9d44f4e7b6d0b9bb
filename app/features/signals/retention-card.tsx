/** How long the contents of a project's log are kept; who looks after the project sets it. */
import { Form, useNavigation } from '@remix-run/react'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Switch } from '#app/ui/switch.tsx'
import { counted } from './format.ts'
import styles from './research.module.css'

export interface RetentionPolicy {
	wordsDays: number | null
	contextsDays: number | null
	legalHold: boolean
}

/** Said on everybody's own page too. */
export function retentionWords({ wordsDays, contextsDays, legalHold }: RetentionPolicy): string {
	const age = (days: number | null) =>
		days === null ? 'for as long as the project stands' : counted(days, 'day', 'days')
	const kept = `What people wrote is kept ${age(wordsDays)}; scenes as they stood ${age(contextsDays)}.`
	return legalHold ? `${kept} On hold: nothing goes by age for now.` : kept
}

export function RetentionCard(props: {
	policy: RetentionPolicy
	canSet: boolean
	refusal: string | null
}) {
	const { policy, canSet, refusal } = props
	const isBusy = useNavigation().formData?.get('intent') === 'retention'
	return (
		<section className={`${styles.card} ${styles.top}`} aria-label="How long it is kept">
			<header className={styles.cardHead}>
				<h2>How long it is kept</h2>
			</header>
			<p className={styles.note}>
				{retentionWords(policy)} Older ones are destroyed each night, with the keys that sealed
				them. Entries stay as numbers and codes, and the log can still be checked.
			</p>
			{canSet ? (
				<Form method="post" className={styles.keep} key={JSON.stringify(policy)}>
					<input type="hidden" name="intent" value="retention" />
					<Days label="Words, days" name="wordsDays" days={policy.wordsDays} />
					<Days label="Scenes, days" name="contextsDays" days={policy.contextsDays} />
					<Switch label="On hold" name="legalHold" defaultChecked={policy.legalHold} />
					<Button type="submit" variant="line" busy={isBusy}>
						Keep so long
					</Button>
					{refusal ? (
						<p className={styles.failed} role="alert">
							{refusal}
						</p>
					) : null}
				</Form>
			) : null}
		</section>
	)
}

/** An empty field is for good. */
function Days({ label, name, days }: { label: string; name: string; days: number | null }) {
	return (
		<TextField
			label={label}
			name={name}
			defaultValue={days ?? ''}
			inputMode="numeric"
			placeholder="For good"
			autoComplete="off"
		/>
	)
}
