/** A film's own models: set up, tested, what they may cost, and which addresses may be asked. */
import { Form, Link } from '@remix-run/react'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Crumbs, Spacer, Topbar } from '#app/ui/topbar.tsx'
import { ModelCard } from './model-card.tsx'
import type { ShownModel, Spent } from './model-forms.ts'
import styles from './models.module.css'
import { money } from './money.ts'

export interface ModelsPageProps {
	project: { id: string; title: string }
	models: readonly ShownModel[]
	budget: { amount: number | null; currency: string }
	spent: Spent
	addresses: { listed: readonly string[]; named: readonly string[] }
	/** What the last test said. */
	tested: { modelId: string; sentence: string } | null
	refusal: string | null
}

export function ModelsPage(props: ModelsPageProps) {
	const { project, models, budget, spent, tested, refusal } = props
	const { currency } = budget
	return (
		<>
			<Topbar>
				<Crumbs
					items={[
						{ label: 'Projects', to: '/' },
						{ label: project.title, to: `/projects/${project.id}` },
						{ label: 'Models' },
					]}
				/>
				<Spacer />
				<Link className={styles.link} to={`/projects/${project.id}/sent`}>
					What was sent
				</Link>
			</Topbar>
			<main className={styles.page}>
				<h1>Models</h1>
				<p>
					Beside its own conventions the film can ask models of yours for suggestions. People decide
					about each one; nothing is sent for anybody who keeps suggestions off.
				</p>
				{refusal ? (
					<Notice title="Nothing was changed" tone="danger" announce>
						<p>{refusal}</p>
					</Notice>
				) : null}
				{models.map((model) => (
					<ModelCard
						key={model.modelId}
						model={model}
						currency={currency}
						tested={tested?.modelId === model.modelId ? tested.sentence : null}
					/>
				))}
				<ModelCard key={`new ${models.length}`} model={null} currency={currency} tested={null} />
				<section className={styles.card} aria-label="Budget">
					<h2>Budget</h2>
					<p>
						Spent so far: <b>{money(spent.cost, currency)}</b> for{' '}
						{spent.tokens.toLocaleString('en')} tokens in{' '}
						{spent.calls === 1 ? 'one question' : `${spent.calls} questions`}.
					</p>
					<Form method="post" className={styles.fields}>
						<TextField
							label="At most"
							name="amount"
							inputMode="decimal"
							hint="Nothing means no limit."
							defaultValue={budget.amount === null ? '' : String(budget.amount)}
						/>
						<TextField label="Currency" name="currency" maxLength={8} defaultValue={currency} />
						<div className={styles.buttons}>
							<Button type="submit" name="intent" value="budget">
								Set the budget
							</Button>
						</div>
					</Form>
				</section>
				<Addresses {...props.addresses} />
			</main>
		</>
	)
}

function Addresses({ listed, named }: ModelsPageProps['addresses']) {
	return (
		<section className={styles.card} aria-label="Addresses inside this network">
			<h2>Addresses inside this network</h2>
			<p>
				Public addresses are asked over https. A model on this machine or in this network is asked
				only when its address is on this list, for every film on this server.
			</p>
			<ul className={styles.addresses}>
				{named.map((address) => (
					<li key={`named ${address}`}>
						<code>{address}</code> set by whoever runs the server
					</li>
				))}
				{listed.map((address) => (
					<li key={address}>
						<code>{address}</code>
						<Form method="post">
							<input type="hidden" name="address" value={address} />
							<Button type="submit" name="intent" value="disallow" size="small">
								Take off<span className="visually-hidden"> {address}</span>
							</Button>
						</Form>
					</li>
				))}
			</ul>
			<Form method="post" className={styles.fields}>
				<TextField label="Address to allow" name="address" placeholder="localhost:11434" />
				<div className={styles.buttons}>
					<Button type="submit" name="intent" value="allow">
						Allow it
					</Button>
				</div>
			</Form>
		</section>
	)
}
