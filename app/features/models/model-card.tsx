/** One model: where it is, what it is called, what it may see, and a test that says what it saw. */
import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Switch } from '#app/ui/switch.tsx'
import {
	MODEL_KINDS,
	MODEL_MAKES,
	type ModelKind,
	type ModelMakes,
	NEW_MODEL,
} from '#core/suggestions/model-config.ts'
import type { ShownModel } from './model-forms.ts'
import styles from './models.module.css'

const KIND_WORDS: Record<ModelKind, string> = {
	openai: 'OpenAI-compatible (vLLM, Ollama, LM Studio, hosted)',
	gemini: 'Gemini',
	anthropic: 'Anthropic',
}
const MAKES_WORDS: Record<ModelMakes, string> = {
	proposals: 'Proposals, in words and typed changes',
	pictures: 'Pictures of panels (images/generations)',
}
const ENDPOINTS: Record<ModelKind, string> = {
	openai: 'http://localhost:11434/v1',
	gemini: 'https://generativelanguage.googleapis.com/v1beta',
	anthropic: 'https://api.anthropic.com/v1',
}

export function ModelCard({
	model,
	currency,
	tested,
}: {
	/** Null = a new one. */
	model: ShownModel | null
	currency: string
	/** What the last test said of this model. */
	tested: string | null
}) {
	const config = model?.config ?? { ...NEW_MODEL, name: '', endpoint: '', model: '' }
	const [kind, setKind] = useState<ModelKind>(config.kind)
	const [makes, setMakes] = useState<ModelMakes>(config.makes)
	const isPainter = makes === 'pictures' && kind === 'openai'
	const { state, formData } = useNavigation()
	const isMine = state !== 'idle' && formData?.get('modelId') === (model?.modelId ?? '')
	const busy = isMine ? formData.get('intent') : null
	const title = model ? model.config.name : 'A new model'
	const choose = (value: string) => setKind(MODEL_KINDS.find((each) => each === value) ?? 'openai')
	return (
		<section className={styles.card} aria-label={title}>
			<h2>{title}</h2>
			<Form method="post" className={styles.fields}>
				<input type="hidden" name="modelId" value={model?.modelId ?? ''} />
				<input type="hidden" name="kind" value={kind} />
				<input type="hidden" name="makes" value={isPainter ? 'pictures' : 'proposals'} />
				<TextField label="Name" name="name" required defaultValue={config.name} />
				<SelectField
					label="It speaks like"
					value={kind}
					options={MODEL_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
					onValueChange={choose}
				/>
				{kind === 'openai' ? (
					<SelectField
						label="It makes"
						value={makes}
						options={MODEL_MAKES.map((value) => ({ value, label: MAKES_WORDS[value] }))}
						onValueChange={(value) => setMakes(value === 'pictures' ? value : 'proposals')}
					/>
				) : null}
				<TextField
					label="Address"
					name="endpoint"
					required
					defaultValue={config.endpoint}
					placeholder={ENDPOINTS[kind]}
				/>
				<TextField label="Model" name="model" required defaultValue={config.model} />
				<TextField
					label="Key"
					name="key"
					type="password"
					autoComplete="off"
					hint={keyWords(model)}
					placeholder={model?.key ? 'As it is' : ''}
				/>
				<div className={styles.switches}>
					<Switch label="Switched on" name="isOn" defaultChecked={config.isOn} />
					<Switch
						label="May see pictures"
						name="seesPictures"
						description="Of the panel asked about and those beside it."
						defaultChecked={config.seesPictures}
					/>
					<Switch
						label={isPainter ? 'Is told how the picture comes' : 'Follows a given shape'}
						name="followsSchema"
						description={
							isPainter
								? 'As bytes in the answer (response_format). Off for endpoints that refuse to be told.'
								: 'Off for endpoints that refuse it; the shape is then told in words.'
						}
						defaultChecked={config.followsSchema}
					/>
					{isPainter ? (
						<Switch
							label="Takes a seed"
							name="takesSeed"
							description="The same question then makes the same picture."
							defaultChecked={config.takesSeed}
						/>
					) : null}
					{model?.key ? <Switch label="Take the key away" name="forgetKey" /> : null}
				</div>
				<details className={styles.more}>
					<summary>Patience, length, price and share</summary>
					<div className={styles.fields}>
						<NumberField label="Longest silence, s" name="silenceS" value={config.silenceS} />
						<NumberField label="Longest answer, s" name="totalS" value={config.totalS} />
						<NumberField label="Asked again, times" name="retries" value={config.retries} />
						<NumberField label="Tokens of an answer" name="maxTokens" value={config.maxTokens} />
						<NumberField
							label={`A million tokens asked, ${currency}`}
							name="priceIn"
							value={config.priceIn}
						/>
						<NumberField
							label={`A million tokens answered, ${currency}`}
							name="priceOut"
							value={config.priceOut}
						/>
						{isPainter ? (
							<>
								<TextField
									label="Size of a picture, pixels"
									name="pictureSize"
									defaultValue={config.pictureSize}
								/>
								<NumberField
									label={`A picture, ${currency}`}
									name="pricePicture"
									value={config.pricePicture}
								/>
							</>
						) : null}
						<NumberField label="Share beside other models" name="share" value={config.share} />
					</div>
				</details>
				<div className={styles.buttons}>
					<Button type="submit" name="intent" value="save" variant="solid" busy={busy === 'save'}>
						{model ? 'Save' : 'Add it'}
					</Button>
				</div>
			</Form>
			{model ? (
				<Form method="post" className={styles.buttons}>
					<input type="hidden" name="modelId" value={model.modelId} />
					<Button type="submit" name="intent" value="test" busy={busy === 'test'}>
						Test
					</Button>
					<Button type="submit" name="intent" value="remove" variant="plain">
						Take it away
					</Button>
					<p role="status">{tested}</p>
				</Form>
			) : null}
		</section>
	)
}

function keyWords(model: ShownModel | null): string {
	if (!model?.key) return 'Locked on the server and never shown again. Local models need none.'
	return model.key.ending ? `Set, ends in ${model.key.ending}.` : 'Set.'
}

function NumberField(props: { label: string; name: string; value: number }) {
	const { label, name, value } = props
	return <TextField label={label} name={name} inputMode="decimal" defaultValue={String(value)} />
}
