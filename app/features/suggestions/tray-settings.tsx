/** The switches over suggestions: for oneself, for the film, and which conventions are left out where. */
import { Link } from '@remix-run/react'
import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { Switch } from '#app/ui/switch.tsx'
import {
	type SettingMessage,
	type SettingsView,
	SettingsViewSchema,
} from '#core/api/setting-message.ts'
import { refusalMessage } from '#core/refusal.ts'
import { ruleOf as coreRuleOf } from '#core/suggestions/rules/all-rules.ts'
import { AiPeople } from './ai-people.tsx'
import styles from './tray.module.css'
import type { QuietTray } from './use-quiet.ts'

const WHERE = { shot: 'in one set-up', scene: 'in a scene', project: 'in the film' } as const

export function TraySettings(props: {
	projectId: string
	canDecide: boolean
	quiet: Pick<QuietTray, 'isKept' | 'keep'>
}) {
	const { projectId, canDecide, quiet } = props
	const [view, setView] = useState<SettingsView | null>(null)
	const [problem, setProblem] = useState<string | null>(null)
	const load = async (message: SettingMessage | null) => {
		const answer = await ask(projectId, message)
		if (typeof answer === 'string') setProblem(answer)
		else {
			setProblem(null)
			setView(answer)
		}
	}
	const turn =
		(setting: SettingMessage['setting'], scope: SettingMessage['scope']) => (on: boolean) =>
			void load({ setting, scope, on })
	return (
		<Popover
			label="How suggestions behave"
			className={styles.settings ?? ''}
			onOpenChange={(open) => open && void load(null)}
			trigger={
				<IconButton label="How suggestions behave">
					<Icon of={SlidersHorizontal} size={14} />
				</IconButton>
			}
		>
			{problem ? <p role="alert">{problem}</p> : null}
			{view ? (
				<>
					<Switch
						label="Suggestions for me"
						description="Off: nothing is offered to you, and no picture or word of boards you work on goes to a model. Everybody sees it."
						checked={view.offers.mine}
						onCheckedChange={turn('offers', 'person')}
					/>
					<Switch
						label="Quiet"
						description="New cards wait until you ask or look. On this device; it is always quiet while you draw."
						checked={quiet.isKept}
						onCheckedChange={quiet.keep}
					/>
					<Switch
						label="Also on words"
						description="Dialogue and captions. Writers are asked first."
						checked={view.text}
						onCheckedChange={turn('text_offers', 'person')}
					/>
					<Switch
						label="Learn from my answers"
						description="Puts first what you are likely to take."
						checked={view.learning}
						onCheckedChange={turn('learning', 'person')}
					/>
					<Button
						size="small"
						onClick={() => void load({ setting: 'taste', scope: 'person', on: false })}
					>
						Forget what was learnt about me
					</Button>
					<p>
						<Link to={`/projects/${projectId}/taste`}>What was learnt about me</Link>
						{' · '}
						<Link to={`/projects/${projectId}/dailies`}>Today’s dailies</Link>
					</p>
					{view.mayManage ? (
						<>
							<Switch
								label="Suggestions for this film"
								checked={view.offers.film}
								onCheckedChange={turn('offers', 'project')}
							/>
							<Switch
								label="Ranked by what was learnt"
								description="Off means by chance alone, for research."
								checked={view.isRanked}
								onCheckedChange={turn('ranking', 'project')}
							/>
							{view.isRanked ? (
								<SelectField
									label="Offered by chance all the same"
									hint="A larger share teaches more, and lets other ways of ranking be judged."
									value={String(view.exploration)}
									options={sharesWith(view.exploration)}
									onValueChange={(value) =>
										void load({
											setting: 'exploration',
											scope: 'project',
											on: true,
											value: Number(value),
										})
									}
								/>
							) : null}
						</>
					) : null}
					<AiPeople people={view.people} />
					{view.muted.length > 0 ? (
						<section>
							<h3>Left out on purpose</h3>
							<ul>
								{view.muted.map(({ generatorId, scope, scopeId, byName }) => (
									<li key={`${generatorId} ${scopeId}`}>
										<span>
											{coreRuleOf(generatorId)?.title ?? generatorId} {WHERE[scope]}
											{byName ? `, ${byName}` : ''}
										</span>
										{canDecide ? (
											<Button
												size="small"
												onClick={() =>
													void load({
														setting: 'rule',
														scope,
														scopeId,
														subject: generatorId,
														on: true,
													})
												}
											>
												Take up again
											</Button>
										) : null}
									</li>
								))}
							</ul>
						</section>
					) : null}
				</>
			) : (
				<p role="status">Looking it up</p>
			)}
		</Popover>
	)
}

const SHARES = [0.02, 0.05, 0.1, 0.25, 0.5]

/** The usual shares, and the one that stands. */
function sharesWith(share: number) {
	return [...new Set([...SHARES, share])]
		.sort((a, b) => a - b)
		.map((each) => ({ value: String(each), label: `${Math.round(each * 100)} %` }))
}

/** The switches as they stand after the message, or a sentence. */
async function ask(
	projectId: string,
	message: SettingMessage | null,
): Promise<SettingsView | string> {
	try {
		const response = await fetch(`/api/v1/projects/${projectId}/suggestion-settings`, {
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			...(message && { method: 'POST', body: JSON.stringify(message) }),
		})
		const body: unknown = await response.json()
		const view = SettingsViewSchema.safeParse(body)
		return response.ok && view.success
			? view.data
			: (refusalMessage(body) ?? 'This cannot be switched just now.')
	} catch {
		return 'No connection. Nothing was switched.'
	}
}
