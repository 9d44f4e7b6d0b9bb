/**
 * What a person allows: two plain sentences and four switches, asked on joining a project and open to
 * change at any time. Closing without saving changes nothing and asks again on the next visit.
 */
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Switch } from '#app/ui/switch.tsx'
import { CONSENT_PURPOSES, type ConsentPurpose, type ConsentState } from '#core/signals/consent.ts'
import styles from './research.module.css'

type Answers = Record<ConsentPurpose, boolean>

/** A purpose as a person reads it. */
export const PURPOSE_WORDS: Readonly<
	Record<ConsentPurpose, { label: string; description: string }>
> = {
	operate: {
		label: 'Use my decisions in this project',
		description: 'Better suggestions here, the research page, and the crew’s own exports.',
	},
	tenant_research: {
		label: 'Research in this studio',
		description: 'Compare how suggestions do across the studio’s projects.',
	},
	model_training: {
		label: 'Train models elsewhere',
		description: 'Others may learn from what I took, changed and refused.',
	},
	public_release: {
		label: 'Publish in a data set',
		description: 'My decisions and words may leave the studio for anyone to read.',
	},
}
const StateSchema = z.object({
	operate: z.boolean(),
	tenant_research: z.boolean(),
	model_training: z.boolean(),
	public_release: z.boolean(),
	answered: z.boolean(),
	termsVersion: z.string(),
})

export function ConsentDialog(props: {
	projectId: string
	state: ConsentState
	/** Default: open until the person has answered. */
	open?: boolean
	/** Closed; with the new answers when they were saved. */
	onDone?: (state: ConsentState | null) => void
}) {
	const { projectId, state, onDone } = props
	const [isClosed, setIsClosed] = useState(false)
	const [answers, setAnswers] = useState<Answers>(() => answersOf(state))
	const [step, setStep] = useState<'asking' | 'saving' | 'failed'>('asking')
	const close = (saved: ConsentState | null) => {
		setIsClosed(true)
		setStep('asking')
		onDone?.(saved)
	}
	const save = async () => {
		setStep('saving')
		const saved = await postAnswers(projectId, answers)
		if (saved) close(saved)
		else setStep('failed')
	}
	return (
		<Dialog
			open={props.open ?? (!state.answered && !isClosed)}
			onOpenChange={(open) => (open ? undefined : close(null))}
			title="What is kept of your work"
			footer={
				<>
					<Button variant="plain" onClick={() => close(null)}>
						Later
					</Button>
					<Button variant="solid" busy={step === 'saving'} onClick={() => void save()}>
						Save answers
					</Button>
				</>
			}
		>
			<div className={styles.answers}>
				<p>
					Dailies keeps what was suggested to you, what you decided and why, under a code instead of
					your name. Your words are locked with a key of your own, and you can change these answers
					at any time.
				</p>
				{CONSENT_PURPOSES.map((purpose) => (
					<Switch
						key={purpose}
						{...PURPOSE_WORDS[purpose]}
						checked={answers[purpose]}
						onCheckedChange={(granted) => setAnswers({ ...answers, [purpose]: granted })}
					/>
				))}
				{step === 'failed' ? (
					<p role="alert" className={styles.failed}>
						Your answers could not be saved. Nothing changed; try again in a moment.
					</p>
				) : null}
			</div>
		</Dialog>
	)
}

function answersOf({ operate, tenant_research, model_training, public_release }: Answers): Answers {
	return { operate, tenant_research, model_training, public_release }
}

/** The answers as they stand now, or null when they could not be saved. */
async function postAnswers(projectId: string, answers: Answers): Promise<ConsentState | null> {
	try {
		const response = await fetch(`/api/v1/projects/${projectId}/consent`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(answers),
		})
		return response.ok ? StateSchema.parse(await response.json()) : null
	} catch {
		return null
	}
}
